//! One document of a record: read, then edited in place, with a draft.

use std::rc::Rc;

use domain::id::PersonId;
use domain::{Against, Recorded, calendar};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Clash, Differences, Document, fields, meet, reading};
use crate::draft::{SavingWords, use_draft};
use crate::form::{Change, ErrorSummary, FormScope, use_form};
use crate::load::{Empty, use_load};
use crate::reference::{use_lists, use_organisation};
use crate::{browser, client, clock};

/// Properties of [`PartPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct PartPageProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Which document.
    pub(crate) document: Document,
    /// Told when it was changed.
    #[prop_or_default]
    pub(crate) changed: Callback<()>,
}

/// What is recorded, with the way to change it.
#[component]
pub(crate) fn PartPage(props: &PartPageProps) -> Html {
    let document = props.document;
    let loaded = use_load(props.person, move |person| client::record::part::<Value>(person, document.name));
    let is_editing = use_state(|| false);
    let edit = {
        let is_editing = is_editing.clone();
        Callback::from(move |_: MouseEvent| is_editing.set(true))
    };
    let done = {
        let (is_editing, reload, changed) = (is_editing.clone(), loaded.reload.clone(), props.changed.clone());
        Callback::from(move |is_changed: bool| {
            is_editing.set(false);
            if is_changed {
                reload.emit(());
                changed.emit(());
            }
            browser::focus_soon(format!("edit-{}", document.name));
        })
    };
    html! {
        <section class="app-card" aria-labelledby={format!("title-{}", document.name)}>
            <div class="app-card__head">
                <h2 class="app-card__title" id={format!("title-{}", document.name)} tabindex="-1">{ document.title }</h2>
                if !*is_editing && loaded.ready().is_some() {
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" id={format!("edit-{}", document.name)}
                        onclick={edit}>{ "Change" }
                        <span class="nhsuk-u-visually-hidden">{ format!(" {}", document.title.to_lowercase()) }</span>
                    </button>
                }
            </div>
            <div class="app-card__body">
                { loaded.faces(document.title, |recorded| if *is_editing {
                    html! { <Editor person={props.person} {document} before={ReadingOf(Rc::clone(recorded))} {done} /> }
                } else {
                    html! { <Reading {document} recorded={ReadingOf(Rc::clone(recorded))} /> }
                }) }
            </div>
        </section>
    }
}

/// What is recorded, compared by whether it is the same answer.
struct ReadingOf(Rc<Recorded<Value>>);

impl PartialEq for ReadingOf {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct ReadingProps {
    document: Document,
    recorded: ReadingOf,
}

#[component]
fn Reading(props: &ReadingProps) -> Html {
    let lists = use_lists();
    let organisation = use_organisation();
    let recorded = &props.recorded.0;
    let sections = props.document.sections;
    if reading::is_empty(sections, recorded, &lists) {
        return html! { <Empty>{ "Nothing is recorded yet. Choose Change to add it." }</Empty> };
    }
    html! {
        <>
            { reading::sections(sections, recorded, &lists) }
            <p class="app-muted">
                { format!("Recorded {} by {}.", calendar::instant_text(recorded.recorded_at),
                    organisation.staff_name(recorded.recorded_by)) }
            </p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    person: PersonId,
    document: Document,
    before: ReadingOf,
    done: Callback<bool>,
}

/// The form, kept as a draft while it is typed. A change that somebody else recorded meanwhile is named,
/// and nothing typed is lost.
#[component]
fn Editor(props: &EditorProps) -> Html {
    let document = props.document;
    let before = Rc::clone(&props.before.0);
    let form = use_form(document.name, || before.content.clone());
    let draft = use_draft(&form, Some(document.draft), Some(props.person), Some(before.id));
    let refused = use_state(|| None::<String>);
    let clash = use_state(|| None::<Clash>);
    let lists = use_lists();
    use_effect_with((), move |()| browser::focus_soon(format!("title-{}", document.name)));
    {
        let (form, before, clash) = (form.clone(), Rc::clone(&before), clash.clone());
        use_effect_with(draft.found_at, move |found_at| {
            if found_at.is_some_and(|at| at < before.recorded_at) {
                let specs = document.sections.iter().flat_map(|section| section.fields);
                clash.set(Some(Clash::newer(specs, before.as_ref().clone(), form.typed().content())));
            }
        });
    }
    let send = {
        let (form, draft, refused, done) = (form.clone(), draft.clone(), refused.clone(), props.done.clone());
        let (person, before, clash) = (props.person, Rc::clone(&before), clash.clone());
        Callback::from(move |()| {
            let against = Against { lists: &lists, now: clock::now() };
            let typed = form.typed().content().clone();
            if let Err(flaws) = (document.check)(&typed, &against) {
                form.change(Change::Refuse(flaws.to_fields()));
                return;
            }
            let (form, draft, refused, done) = (form.clone(), draft.clone(), refused.clone(), done.clone());
            let (before, clash) = (Rc::clone(&before), clash.clone());
            spawn_local(async move {
                let (was, version) =
                    (*clash).as_ref().map_or((&before.content, before.version), |it| (&*it.theirs, it.version));
                match client::record::change_part::<Value>(person, document.name, version, &typed).await {
                    Ok(_) => {
                        draft.finish();
                        done.emit(true);
                    }
                    Err(why) if form.refuse(&why) => {}
                    Err(why) => {
                        let specs = document.sections.iter().flat_map(|section| section.fields);
                        let present = client::record::part(person, document.name);
                        match meet(why, &form, specs, was, present).await {
                            Ok(met) => {
                                refused.set(None);
                                clash.set(Some(met));
                            }
                            Err(why) => refused.set(Some(why.words())),
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
        <FormScope form={form} {send} label={document.title}>
            <ErrorSummary />
            { why }
            { for (*clash).clone().map(|clash| html! { <Differences {clash} /> }) }
            { fields::sections(document.sections, &before.withheld) }
            <div class="app-form-foot">
                <SavingWords saving={draft.saving} />
                <button type="button" class="app-link-button" onclick={cancel}>{ "Throw the changes away" }</button>
                <button type="submit" class="nhsuk-button">{ "Save" }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd></button>
            </div>
        </FormScope>
    }
}
