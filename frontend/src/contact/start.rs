//! What a contact starts with, so that a routine one needs its note alone.

use chrono::{DateTime, Utc};
use domain::Recorded;
use domain::appointment::Appointment;
use domain::contact::Contact;
use domain::headline::OpenEpisode;
use domain::id::ServiceId;
use serde_json::{Value, json};

use crate::form::rfc3339;
use crate::shown;

/// How long a contact takes where nothing else is known, in minutes.
const USUAL_MINUTES: u32 = 45;

/// A contact that nobody made an appointment for: now, in person, attended, a key work session accepted,
/// in the episode of one's own service.
pub(super) fn unplanned(now: DateTime<Utc>, own: &[ServiceId], episodes: &[OpenEpisode]) -> Value {
    let episode = episodes.iter().find(|episode| own.contains(&episode.service));
    let service = episode.map(|episode| episode.service).or_else(|| own.first().copied());
    without_nulls(json!({
        "service": service,
        "episode": episode.map(|episode| episode.id),
        "started_at": rfc3339(now),
        "minutes": USUAL_MINUTES,
        "kind": "one_to_one",
        "medium": "01",
        "place": "clinic",
        "outcome": "attended",
        "interventions": usual_interventions(),
    }))
}

/// A contact that comes of an appointment: as it was agreed, at its time unless that lies ahead.
pub(super) fn planned(appointment: &Recorded<Appointment>, now: DateTime<Utc>) -> Value {
    let agreed = &appointment.content;
    without_nulls(json!({
        "service": agreed.service,
        "episode": agreed.episode,
        "appointment": appointment.id,
        "started_at": rfc3339(agreed.starts_at.min(now)),
        "minutes": agreed.minutes,
        "kind": contact_kind(agreed.kind.as_str()),
        "medium": agreed.medium,
        "place": agreed.place,
        "outcome": "attended",
        "interventions": usual_interventions(),
    }))
}

/// A contact to be corrected: what it was, without the reason of an earlier correction.
pub(super) fn correction(contact: &Recorded<Contact>) -> Value {
    let mut content = shown::content(&contact.content);
    if let Some(fields) = content.as_object_mut() {
        fields.remove("reason");
    }
    content
}

/// What is put to somebody in most sessions.
pub(super) fn usual_interventions() -> Value {
    json!([{ "intervention": "key_work", "response": "accepted" }])
}

/// The kind of contact that a kind of appointment becomes: most share their code, a few are finer.
fn contact_kind(appointment: &str) -> &str {
    match appointment {
        "medical_review" | "nurse_clinic" | "detox_check" => "clinic",
        "bbv" => "bbv_test",
        "court" => "three_way",
        "other" => "one_to_one",
        same => same,
    }
}

fn without_nulls(mut content: Value) -> Value {
    if let Some(fields) = content.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    content
}

#[cfg(test)]
mod tests {
    use domain::code_lists;
    use domain::contact::ContactForm;
    use domain::id::{EpisodeId, StaffId};
    use domain::{Against, instant};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_unplanned_contact_can_be_recorded_as_it_stands() {
        let now = instant::parse("2026-11-24T14:05:00Z").unwrap();
        let service = ServiceId(Uuid::from_u128(1));
        let episode = OpenEpisode {
            id: EpisodeId(Uuid::from_u128(2)),
            service,
            key_worker: StaffId(Uuid::from_u128(3)),
            opened_on: instant::london_day(now),
        };
        let start = unplanned(now, &[service], &[episode]);
        let form: ContactForm = domain::form::read(&start).ok().unwrap();
        let lists = code_lists::built_in();
        let contact = form.check(&Against { lists: &lists, now }).ok().unwrap();
        assert!(contact.service == service && contact.episode == Some(EpisodeId(Uuid::from_u128(2))));
    }

    #[test]
    fn every_kind_of_appointment_becomes_a_kind_of_contact() {
        let lists = code_lists::built_in();
        for item in lists.items("appointment_kind") {
            let kind = contact_kind(&item.code);
            assert!(lists.items("contact_kind").iter().any(|of_contact| of_contact.code == kind), "{kind}");
        }
    }
}
