//! The panel that makes an appointment or moves one.

use std::rc::Rc;

use domain::appointment::AppointmentForm;
use domain::draft::DraftOf;
use domain::id::PersonId;
use domain::record_view::RecordView;
use serde_json::{Value, json};
use uuid::Uuid;
use yew::prelude::*;

use crate::keys::{Command, use_command};
use crate::load::use_load;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Rules, Send, SmallForm, SpecList, read, rules};
use crate::session::{SignedInAs, use_me};
use crate::{client, shown};

const QUESTIONS: &[Spec] = &[
    ask("day", "Day", Kind::Date),
    ask("time", "Time", Kind::Line).hint("Like 14:05"),
    ask("occurrence", "Which of the two", Kind::WhichHour),
    ask("minutes", "Minutes", Kind::Number),
    ask("kind", "Kind", Kind::Code("appointment_kind")),
    ask("medium", "How", Kind::Code("contact_medium")),
    ask("place", "Where", Kind::Code("contact_place")),
    ask("staff", "With", Kind::Staff),
    ask("two_staff", "Two members of staff must be there", Kind::Tick),
    ask("note", "What to bear in mind", Kind::Line),
    ask("service", "Service", Kind::Service),
];

/// Properties of [`AppointmentPanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct AppointmentPanelProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// The record beside it.
    pub(crate) view: Rc<RecordView>,
    /// The appointment to change; none makes one.
    pub(crate) of: Option<Uuid>,
    /// Close the panel.
    pub(crate) close: Callback<()>,
    /// Told when something was recorded.
    pub(crate) changed: Callback<()>,
}

/// Make an appointment, or change one.
#[component]
pub(crate) fn AppointmentPanel(props: &AppointmentPanelProps) -> Html {
    let me = use_me();
    let (person, view) = (props.person, Rc::clone(&props.view));
    let loaded = use_load(props.of, move |of| {
        let start = new(&me, &view);
        async move {
            let Some(of) = of else { return Ok((start, None)) };
            let appointment = client::casework::appointment(person, of).await?;
            Ok((shown::content(&appointment.content), Some(appointment.version)))
        }
    });
    use_command(Command::Close, props.close.clone());
    let done = {
        let (close, changed) = (props.close.clone(), props.changed.clone());
        Callback::from(move |is_changed: bool| {
            if is_changed {
                changed.emit(());
            }
            close.emit(());
        })
    };
    let close = props.close.reform(|_: MouseEvent| ());
    html! {
        <section class="app-panel" aria-labelledby="panel-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="panel-title">{ "Appointment" }</h2>
                <span class="app-panel__with">{ "with " }<strong>{ shown::shown(&props.view.banner.known_as()) }</strong></span>
                <button type="button" class="app-link-button" onclick={close}>{ "Close" }</button>
            </div>
            <div class="app-panel__body">
                { loaded.faces("the form", |start| {
                    let (start, version) = (start.0.clone(), start.1);
                    let title = if version.is_some() { "Move or change it" } else { "Make an appointment" };
                    html! {
                        <SmallForm name="appointment" {title} specs={SpecList(QUESTIONS)} button="Book" start={trimmed(start)}
                            check={Some(Rules(rules!(AppointmentForm)))} send={send(person, props.of, version)}
                            draft={Some((DraftOf::Appointment, person, props.of))} done={done.clone()} />
                    }
                }) }
            </div>
        </section>
    }
}

fn send(person: PersonId, of: Option<Uuid>, version: Option<u32>) -> Send {
    let Some((of, version)) = of.zip(version) else {
        return Send::new(move |typed, key| async move {
            client::casework::make_appointment(person, key, &read::<AppointmentForm>(&typed)).await.map(drop)
        });
    };
    let present = move || async move { client::record::part(person, &format!("appointments/{of}")).await };
    Send::change(version, present, move |typed, version| async move {
        client::casework::change_appointment(person, of, version, &read::<AppointmentForm>(&typed)).await.map(drop)
    })
}

/// As most are: with oneself, at the service that works with them, three quarters of an hour.
fn new(me: &SignedInAs, view: &RecordView) -> Value {
    let own = me.services();
    let episode = view.glance.episodes.iter().find(|episode| own.contains(&episode.service));
    let service = episode.map(|episode| episode.service).or_else(|| own.first().copied());
    trimmed(json!({
        "service": service, "episode": episode.map(|episode| episode.id), "minutes": 45, "kind": "one_to_one",
        "medium": "01", "place": "clinic", "staff": me.id(),
    }))
}

/// Only what the form asks: an appointment has more, which changes by itself.
fn trimmed(mut content: Value) -> Value {
    if let Some(fields) = content.as_object_mut() {
        fields.retain(|name, value| {
            !value.is_null() && (name == "episode" || QUESTIONS.iter().any(|spec| spec.at == name))
        });
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_form_does_not_ask_is_left_out() {
        let content =
            json!({ "day": "2026-11-26", "starts_at": "2026-11-26T14:00:00Z", "state": "booked", "note": null });
        assert_eq!(trimmed(content), json!({ "day": "2026-11-26" }));
    }
}
