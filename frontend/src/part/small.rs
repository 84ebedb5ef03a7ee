//! A form of a few questions, opened where its button was.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use domain::draft::DraftOf;
use domain::id::PersonId;
use domain::{Against, Recorded};
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::spec::Spec;
use super::{Check, Clash, Differences, fields, meet};
use crate::client::Answer;
use crate::draft::{SavingWords, use_draft};
use crate::form::{Change, ErrorSummary, FormScope, use_form};
use crate::reference::use_lists;
use crate::{browser, clock};

/// How a form is sent: what is typed, under a key that makes sending it twice the same as once, over a version.
#[derive(Clone)]
pub(crate) struct Send {
    send: Rc<dyn Fn(Value, Uuid, u32) -> Soon<()>>,
    /// What it changes, if it changes a record: the version that the form shows, and how the present one is read.
    over: Option<(u32, Rc<Reading>)>,
}

/// Reads the record as it is now.
type Reading = dyn Fn() -> Soon<Recorded<Value>>;

type Soon<T> = Pin<Box<dyn Future<Output = Answer<T>>>>;

impl Send {
    /// Send by this.
    pub(crate) fn new<Sent>(send: impl Fn(Value, Uuid) -> Sent + 'static) -> Self
    where
        Sent: Future<Output = Answer<()>> + 'static,
    {
        Self { send: Rc::new(move |typed, key, _| Box::pin(send(typed, key))), over: None }
    }

    /// Send by this what changes a record of a version. Where somebody else changed it meanwhile, the present one is
    /// read, and what is sent next goes over that.
    pub(crate) fn change<Sent, Present>(
        version: u32,
        present: impl Fn() -> Present + 'static,
        send: impl Fn(Value, u32) -> Sent + 'static,
    ) -> Self
    where
        Sent: Future<Output = Answer<()>> + 'static,
        Present: Future<Output = Answer<Recorded<Value>>> + 'static,
    {
        Self {
            send: Rc::new(move |typed, _, version| Box::pin(send(typed, version))),
            over: Some((version, Rc::new(move || Box::pin(present())))),
        }
    }
}

impl PartialEq for Send {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.send, &other.send)
    }
}

/// Properties of [`SmallForm`].
#[derive(Properties, PartialEq)]
pub(crate) struct SmallFormProps {
    /// A name for its fields' ids.
    pub(crate) name: &'static str,
    /// Its heading.
    pub(crate) title: AttrValue,
    /// The questions.
    pub(crate) specs: SpecList,
    /// What it starts with.
    #[prop_or_default]
    pub(crate) start: Value,
    /// The word on its button.
    pub(crate) button: &'static str,
    /// Its rules, where they need nothing but what is typed.
    #[prop_or_default]
    pub(crate) check: Option<Rules>,
    /// How it is sent.
    pub(crate) send: Send,
    /// Whose draft it is kept as, of which form, changing which record.
    #[prop_or_default]
    pub(crate) draft: Option<(DraftOf, PersonId, Option<Uuid>)>,
    /// Told when it is left, and whether something was recorded.
    pub(crate) done: Callback<bool>,
    /// More questions, after the others.
    #[prop_or_default]
    pub(crate) children: Children,
}

/// The rules of a form, the same for its whole life.
#[derive(Clone, Copy)]
pub(crate) struct Rules(pub(crate) Check);

impl PartialEq for Rules {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The questions of a form, the same for its whole life.
#[derive(Clone, Copy)]
pub(crate) struct SpecList(pub(crate) &'static [Spec]);

impl PartialEq for SpecList {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

/// The form. Its heading takes the focus when it opens.
#[component]
pub(crate) fn SmallForm(props: &SmallFormProps) -> Html {
    let start = props.start.clone();
    let form = use_form(props.name, move || start);
    let of = props.draft.map(|(of, ..)| of);
    let draft =
        use_draft(&form, of, props.draft.map(|(_, person, _)| person), props.draft.and_then(|(.., record)| record));
    let refused = use_state(|| None::<String>);
    let clash = use_state(|| None::<Clash>);
    let is_busy = use_state(|| false);
    let lists = use_lists();
    let heading = format!("{}-title", props.name);
    {
        let heading = heading.clone();
        use_effect_with((), move |()| browser::focus_soon(heading));
    }
    let send = {
        let (form, draft, refused, is_busy) = (form.clone(), draft.clone(), refused.clone(), is_busy.clone());
        let (check, send, done) = (props.check, props.send.clone(), props.done.clone());
        let (specs, start, clash) = (props.specs.0, props.start.clone(), clash.clone());
        Callback::from(move |()| {
            let typed = form.typed().content().clone();
            let against = Against { lists: &lists, now: clock::now() };
            if let Some(Err(flaws)) = check.map(|Rules(check)| check(&typed, &against)) {
                form.change(Change::Refuse(flaws.to_fields()));
                return;
            }
            if *is_busy {
                return;
            }
            is_busy.set(true);
            let shown = send.over.as_ref().map_or(0, |(version, _)| *version);
            let version = (*clash).as_ref().map_or(shown, |clash| clash.version);
            let sent = (send.send)(typed, draft.key(), version);
            let (form, draft, refused, is_busy, done) =
                (form.clone(), draft.clone(), refused.clone(), is_busy.clone(), done.clone());
            let (send, start, clash) = (send.clone(), start.clone(), clash.clone());
            spawn_local(async move {
                let answer = sent.await;
                match (answer, send.over) {
                    (Ok(()), _) => {
                        draft.finish();
                        done.emit(true);
                    }
                    (Err(why), _) if form.refuse(&why) => {}
                    (Err(why), Some((_, present))) => {
                        let was = (*clash).as_ref().map_or(&start, |clash| &clash.theirs);
                        match meet(why, &form, specs.iter(), was, present()).await {
                            Ok(met) => {
                                refused.set(None);
                                clash.set(Some(met));
                            }
                            Err(why) => refused.set(Some(why.words())),
                        }
                    }
                    (Err(why), None) => refused.set(Some(why.words())),
                }
                is_busy.set(false);
            });
        })
    };
    let cancel = {
        let (draft, done) = (draft.clone(), props.done.clone());
        Callback::from(move |_: MouseEvent| {
            draft.finish();
            done.emit(false);
        })
    };
    let why = (*refused).as_ref().map(|words| html! { <p class="nhsuk-error-message" role="alert">{ words }</p> });
    html! {
        <section class="app-small" aria-labelledby={heading.clone()}>
            <h3 class="app-small__title" id={heading} tabindex="-1">{ &props.title }</h3>
            <FormScope form={form} {send}>
                <ErrorSummary />
                { why }
                { for (*clash).clone().map(|clash| html! { <Differences {clash} /> }) }
                { fields("", props.specs.0) }
                { for props.children.iter() }
                <div class="app-form-foot">
                    <SavingWords saving={draft.saving} />
                    <button type="button" class="app-link-button" onclick={cancel}>{ "Cancel" }</button>
                    <button type="submit" class="nhsuk-button" aria-disabled={is_busy.to_string()}>{ props.button }</button>
                </div>
            </FormScope>
        </section>
    }
}
