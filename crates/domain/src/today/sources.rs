//! What a day is put together from.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{SEEN_LATELY, Seen, Today, diary, needs};
use crate::appointment::Appointment;
use crate::draft::DraftOf;
use crate::headline::{Headlines, OpenEpisode};
use crate::id::{AppointmentId, DraftId, PersonId, RequestId, ServiceId, StaffId};
use crate::instant;
use crate::service::DAYS_WITHOUT_CONTACT;

/// What a day is put together from.
pub struct Sources<'a> {
    /// Whose day it is.
    pub me: StaffId,
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The headlines of everybody in the diary, on the caller's caseload, in their drafts and requests,
    /// as far as the caller may open them.
    pub people: &'a BTreeMap<PersonId, Headlines>,
    /// The caller's appointments of the day, and older ones that stand; others are ignored.
    pub diary: &'a [Engagement],
    /// The caller's drafts.
    pub drafts: &'a [OpenDraft],
    /// Requests that wait for a service that the caller leads.
    pub requests: &'a [WaitingRequest],
    /// How many days without contact each service allows; [`DAYS_WITHOUT_CONTACT`] where it says nothing.
    pub days_without_contact: &'a BTreeMap<ServiceId, u32>,
}

/// An appointment with somebody.
#[derive(Clone)]
pub struct Engagement {
    /// Which.
    pub id: AppointmentId,
    /// With whom.
    pub person: PersonId,
    /// The appointment.
    pub appointment: Appointment,
}

/// A draft, without its content.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    /// Which.
    pub id: DraftId,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// Of which form.
    pub form: DraftOf,
    /// The record that it changes, if it changes one.
    pub record: Option<Uuid>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// A request to take somebody on that nobody has answered.
#[derive(Clone, Copy)]
pub struct WaitingRequest {
    /// Which.
    pub id: RequestId,
    /// The person as held by the service that answers.
    pub held: PersonId,
    /// The service that asks.
    pub asking: ServiceId,
    /// Since when.
    pub asked_at: DateTime<Utc>,
}

impl Today {
    /// The day of one member of staff.
    pub fn of(sources: &Sources<'_>) -> Self {
        Self {
            date: instant::london_day(sources.now),
            as_of: sources.now,
            diary: diary::rows(sources),
            needs_you: needs::of(sources),
            seen_lately: seen_lately(sources),
        }
    }
}

impl Sources<'_> {
    /// The episodes that the caller leads, with whose they are.
    pub(super) fn my_episodes(&self) -> impl Iterator<Item = (&Headlines, &OpenEpisode)> {
        self.people.values().flat_map(move |headlines| {
            let casework = headlines.casework.iter().flat_map(|casework| &casework.episodes);
            casework.filter(move |episode| episode.key_worker == self.me).map(move |episode| (headlines, episode))
        })
    }

    /// How many days without contact a service allows.
    pub(super) fn days_allowed(&self, service: ServiceId) -> u32 {
        self.days_without_contact.get(&service).copied().unwrap_or(DAYS_WITHOUT_CONTACT)
    }
}

fn seen_lately(sources: &Sources<'_>) -> Vec<Seen> {
    let mut seen: Vec<Seen> = sources
        .people
        .values()
        .filter(|headlines| is_mine(sources, headlines))
        .filter_map(|headlines| {
            let at = headlines.casework.as_ref()?.last_seen?;
            Some(Seen { person: headlines.person, name: headlines.identity.name.clone(), at })
        })
        .collect();
    seen.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.person.cmp(&b.person)));
    seen.truncate(SEEN_LATELY);
    seen
}

/// Whether the caller leads the work with them or has them in the diary.
fn is_mine(sources: &Sources<'_>, headlines: &Headlines) -> bool {
    let leads = headlines
        .casework
        .as_ref()
        .is_some_and(|casework| casework.episodes.iter().any(|episode| episode.key_worker == sources.me));
    leads
        || sources
            .diary
            .iter()
            .any(|engagement| engagement.person == headlines.person && engagement.appointment.staff == sources.me)
}
