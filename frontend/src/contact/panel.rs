//! The panel beside a record: record a contact, or correct one.

use std::rc::Rc;

use chrono::{DateTime, Utc};
use domain::contact::ContactForm;
use domain::draft::DraftOf;
use domain::id::{AppointmentId, ContactId, PersonId};
use domain::record_view::RecordView;
use domain::{Against, calendar};
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::fields::ContactFields;
use super::recorded::RecordedWords;
use super::sending::{self, Before};
use super::start;
use crate::draft::{SavingWords, use_draft};
use crate::form::{ErrorSummary, FormScope, use_form};
use crate::keys::{Command, use_command};
use crate::load::use_load;
use crate::part::{Clash, Differences};
use crate::reference::use_lists;
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
                let before = Before::of(&client::contact::open(person, contact).await?);
                return Ok((before.content.as_ref().clone(), Some(before)));
            }
            let start = match appointment {
                Some(id) => start::planned(&client::casework::appointment(person, id.0).await?, clock::now()),
                None => start::unplanned(clock::now(), &own, &view.glance.episodes),
            };
            Ok((start, None))
        }
    });
    use_command(Command::Close, props.close.clone());
    let was_sent_before = use_state(|| false);
    let sent_before = {
        let was_sent_before = was_sent_before.clone();
        Callback::from(move |()| was_sent_before.set(true))
    };
    let title = if props.contact.is_some() || *was_sent_before { "Correct a contact" } else { "Record a contact" };
    let close = props.close.reform(|_: MouseEvent| ());
    html! {
        <section class="app-panel" aria-labelledby="panel-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="panel-title" tabindex="-1">{ title }</h2>
                <span class="app-panel__with">{ "with " }<strong>{ shown::shown(&props.view.banner.known_as()) }</strong></span>
                <button type="button" class="app-link-button" onclick={close}>{ "Close" }</button>
            </div>
            { loaded.faces("the form", |start| html! {
                <Filled person={props.person} view={Rc::clone(&props.view)} start={start.0.clone()} before={start.1.clone()}
                    changed={props.changed.clone()} sent_before={sent_before.clone()} />
            }) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FilledProps {
    person: PersonId,
    view: Rc<RecordView>,
    start: Value,
    /// The contact that is corrected.
    before: Option<Before>,
    changed: Callback<()>,
    /// Told when it turns out to have been recorded already, and becomes a correction.
    sent_before: Callback<()>,
}

#[component]
fn Filled(props: &FilledProps) -> Html {
    let start = props.start.clone();
    let form = use_form("contact", move || start);
    let opened_for = props.before.as_ref().map(|before| before.id);
    let of = if opened_for.is_some() { DraftOf::Correction } else { DraftOf::Contact };
    let draft = use_draft(&form, Some(of), Some(props.person), opened_for);
    let refused = use_state(|| None::<String>);
    let clash = use_state(|| None::<Clash>);
    let before = (*clash).as_ref().map(Before::met).or_else(|| props.before.clone());
    let is_correction = before.is_some();
    let recorded = use_state(|| None::<(Uuid, DateTime<Utc>)>);
    let is_busy = use_state(|| false);
    let lists = use_lists();
    {
        let first = form.id(if is_correction { "/reason" } else { "/note" });
        use_effect_with((), move |()| browser::focus_soon(first));
    }
    let send = {
        let (form, draft, refused, recorded, is_busy) =
            (form.clone(), draft.clone(), refused.clone(), recorded.clone(), is_busy.clone());
        let (person, changed, sent_before, clash) =
            (props.person, props.changed.clone(), props.sent_before.clone(), clash.clone());
        Callback::from(move |()| {
            let against = Against { lists: &lists, now: clock::now() };
            let checked =
                form.checked(
                    |form: &ContactForm| {
                        if is_correction { form.check_correction(&against) } else { form.check(&against) }
                    },
                );
            let Some((body, _)) = checked.filter(|_| !*is_busy) else { return };
            is_busy.set(true);
            let (form, draft, refused, recorded, is_busy, changed) =
                (form.clone(), draft.clone(), refused.clone(), recorded.clone(), is_busy.clone(), changed.clone());
            let (before, sent_before, clash) = (before.clone(), sent_before.clone(), clash.clone());
            spawn_local(async move {
                match sending::send(person, before.as_ref(), draft.key(), &body).await {
                    Ok(contact) => {
                        draft.finish();
                        recorded.set(Some((contact.id, contact.recorded_at)));
                        changed.emit(());
                    }
                    Err(why) if form.refuse(&why) => {}
                    Err(why) => match sending::met(why, person, before.as_ref(), &form).await {
                        Ok(met) => {
                            refused.set(None);
                            clash.set(Some(met));
                            if before.is_none() {
                                sent_before.emit(());
                            }
                        }
                        Err(why) => refused.set(Some(why.words())),
                    },
                }
                is_busy.set(false);
            });
        })
    };
    if let Some((id, at)) = *recorded {
        return html! { <RecordedWords {at} {id} {is_correction} /> };
    }
    let why = (*refused).as_ref().map(|words| html! { <p class="nhsuk-error-message" role="alert">{ words }</p> });
    let next = props
        .view
        .glance
        .next_appointment
        .as_ref()
        .map(|next| format!("Next: {}", calendar::instant_text(next.starts_at)));
    let label = if is_correction { "Correct" } else { "Record" };
    html! {
        <FormScope form={form} {send} class="app-panel__form" label="Contact">
            <div class="app-panel__body">
                <ErrorSummary />
                { why }
                { for (*clash).clone().map(|clash| html! { <Differences {clash} /> }) }
                <ContactFields {is_correction} />
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
