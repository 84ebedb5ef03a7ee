//! A form of a few questions, opened where its button was.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use domain::Against;
use domain::draft::DraftOf;
use domain::id::PersonId;
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::spec::Spec;
use super::{Check, fields, stale_or};
use crate::client::Answer;
use crate::draft::{SavingWords, use_draft};
use crate::form::{Change, ErrorSummary, FormScope, use_form};
use crate::reference::use_lists;
use crate::{browser, clock};

/// How a form is sent: what is typed, under a key that makes sending it twice the same as once.
#[derive(Clone)]
pub(crate) struct Send(Rc<dyn Fn(Value, Uuid) -> Sending>);

type Sending = Pin<Box<dyn Future<Output = Answer<()>>>>;

impl Send {
    /// Send by this.
    pub(crate) fn new<Sent>(send: impl Fn(Value, Uuid) -> Sent + 'static) -> Self
    where
        Sent: Future<Output = Answer<()>> + 'static,
    {
        Self(Rc::new(move |typed, key| Box::pin(send(typed, key))))
    }
}

impl PartialEq for Send {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
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
            let sent = (send.0)(typed, draft.key());
            let (form, draft, refused, is_busy, done) =
                (form.clone(), draft.clone(), refused.clone(), is_busy.clone(), done.clone());
            spawn_local(async move {
                let answer = sent.await;
                is_busy.set(false);
                match answer {
                    Ok(()) => {
                        draft.finish();
                        done.emit(true);
                    }
                    Err(why) => {
                        if !form.refuse(&why) {
                            refused.set(Some(stale_or(&why)));
                        }
                    }
                }
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
