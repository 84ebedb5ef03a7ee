//! The panel beside a record: record a contact, or correct one.

use std::rc::Rc;

use chrono::{DateTime, Utc};
use domain::contact::ContactForm;
use domain::draft::DraftOf;
use domain::id::{AppointmentId, ContactId, PersonId};
use domain::record_view::RecordView;
use domain::{Against, Recorded, calendar};
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::fields::ContactFields;
use super::recorded::RecordedWords;
use super::start;
use crate::client::Refused;
use crate::draft::{SavingWords, use_draft};
use crate::form::{ErrorSummary, FormScope, use_form};
use crate::keys::{Command, use_command};
use crate::load::use_load;
use crate::part::stale_or;
use crate::reference::use_lists;
use crate::route::{Beside, Panel, Route};
use crate::session::use_me;
use crate::{browser, client, clock, shown};

/// Properties of [`ContactPanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct ContactPanelProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// The record beside it.
    pub(crate) view: Rc<RecordView>,
    /// The appointment that the contact comes of.
    #[prop_or_default]
    pub(crate) appointment: Option<AppointmentId>,
    /// The contact to correct.
    #[prop_or_default]
    pub(crate) contact: Option<ContactId>,
    /// Close the panel; the draft stays.
    pub(crate) close: Callback<()>,
    /// Told when something was recorded.
    pub(crate) changed: Callback<()>,
}

/// Reads what the form starts with, then shows it.
#[component]
pub(crate) fn ContactPanel(props: &ContactPanelProps) -> Html {
    let me = use_me();
    let (person, view) = (props.person, Rc::clone(&props.view));
    let loaded = use_load((props.appointment, props.contact), move |(appointment, contact)| {
        let (own, view) = (me.services(), Rc::clone(&view));
        async move {
            if let Some(contact) = contact {
                let contact = client::contact::open(person, contact).await?;
                return Ok((start::correction(&contact), Some((contact.id, contact.version))));
            }
            let start = match appointment {
                Some(id) => start::planned(&client::casework::appointment(person, id.0).await?, clock::now()),
                None => start::unplanned(clock::now(), &own, &view.glance.episodes),
            };
            Ok((start, None))
        }
    });
    use_command(Command::Close, props.close.clone());
    let title = if props.contact.is_some() { "Correct a contact" } else { "Record a contact" };
    let close = props.close.reform(|_: MouseEvent| ());
    html! {
        <section class="app-panel" aria-labelledby="panel-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="panel-title" tabindex="-1">{ title }</h2>
                <span class="app-panel__with">{ "with " }<strong>{ shown::shown(&props.view.banner.known_as()) }</strong></span>
                <button type="button" class="app-link-button" onclick={close}>{ "Close" }</button>
            </div>
            { loaded.faces("the form", |start| html! {
                <Filled person={props.person} view={Rc::clone(&props.view)} start={start.0.clone()} before={start.1} changed={props.changed.clone()} />
            }) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FilledProps {
    person: PersonId,
    view: Rc<RecordView>,
    start: Value,
    /// The contact that is corrected, with its version.
    before: Option<(Uuid, u32)>,
    changed: Callback<()>,
}

#[component]
fn Filled(props: &FilledProps) -> Html {
    let start = props.start.clone();
    let form = use_form("contact", move || start);
    let correcting = props.before.map(|(id, _)| id);
    let of = if correcting.is_some() { DraftOf::Correction } else { DraftOf::Contact };
    let draft = use_draft(&form, Some(of), Some(props.person), correcting);
    let refused = use_state(|| None::<Refused>);
    let recorded = use_state(|| None::<(Uuid, DateTime<Utc>)>);
    let is_busy = use_state(|| false);
    let lists = use_lists();
    {
        let first = form.id(if correcting.is_some() { "/reason" } else { "/note" });
        use_effect_with((), move |()| browser::focus_soon(first));
    }
    let send = {
        let (form, draft, refused, recorded, is_busy) =
            (form.clone(), draft.clone(), refused.clone(), recorded.clone(), is_busy.clone());
        let (person, before, changed) = (props.person, props.before, props.changed.clone());
        Callback::from(move |()| {
            let against = Against { lists: &lists, now: clock::now() };
            let checked = form.checked(|form: &ContactForm| match before {
                Some(_) => form.check_correction(&against),
                None => form.check(&against),
            });
            let Some((body, _)) = checked.filter(|_| !*is_busy) else { return };
            is_busy.set(true);
            let (form, draft, refused, recorded, is_busy, changed) =
                (form.clone(), draft.clone(), refused.clone(), recorded.clone(), is_busy.clone(), changed.clone());
            spawn_local(async move {
                match send(person, before, draft.key(), &body).await {
                    Ok(contact) => {
                        draft.finish();
                        recorded.set(Some((contact.id, contact.recorded_at)));
                        changed.emit(());
                    }
                    Err(why) => {
                        if !form.refuse(&why) {
                            refused.set(Some(why));
                        }
                    }
                }
                is_busy.set(false);
            });
        })
    };
    if let Some((id, at)) = *recorded {
        return html! { <RecordedWords {at} {id} is_correction={correcting.is_some()} /> };
    }
    let person = props.person;
    let why = (*refused).as_ref().map(|why| html! { <Why {person} why={why.clone()} /> });
    let next = props
        .view
        .glance
        .next_appointment
        .as_ref()
        .map(|next| format!("Next: {}", calendar::instant_text(next.starts_at)));
    let label = if correcting.is_some() { "Correct" } else { "Record" };
    html! {
        <FormScope form={form} {send} class="app-panel__form" label="Contact">
            <div class="app-panel__body">
                <ErrorSummary />
                { why }
                <ContactFields is_correction={correcting.is_some()} />
            </div>
            <div class="app-panel__foot">
                <div class="app-panel__state">
                    <SavingWords saving={draft.saving} />
                    <span class="app-muted">{ next.unwrap_or_else(|| "No next appointment yet".to_owned()) }</span>
                </div>
                <button type="submit" class="nhsuk-button" aria-disabled={is_busy.to_string()}>
                    { label }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd>
                </button>
            </div>
        </FormScope>
    }
}

#[derive(Properties, PartialEq)]
struct WhyProps {
    person: PersonId,
    why: Refused,
}

/// Why it is not recorded. Where it was, with other words, what is typed here is offered as a correction.
#[component]
fn Why(props: &WhyProps) -> Html {
    let made = props.why.made_already().map(|id| {
        html! {
            <Link<Route, Beside> to={Route::Record { person: props.person }} query={Some(Beside::of(Panel::Correct, id))}>
                { "Correct what was recorded" }
            </Link<Route, Beside>>
        }
    });
    html! { <p class="nhsuk-error-message" role="alert">{ stale_or(&props.why) }{ " " }{ made }</p> }
}

async fn send(
    person: PersonId,
    before: Option<(Uuid, u32)>,
    key: Uuid,
    form: &ContactForm,
) -> client::Answer<Recorded<domain::contact::Contact>> {
    match before {
        Some((contact, version)) => client::contact::correct(person, contact.into(), version, form).await,
        None => client::contact::record(person, key, form).await,
    }
}
