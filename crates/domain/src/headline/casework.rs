//! Casework in a few lines: last contact, what is booked, open episodes, alerts.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::alerts::{self, AlertLine, RaisedAlert};
use crate::appointment::{Appointment, AppointmentKind, AppointmentState};
use crate::code::Code;
use crate::contact::{Contact, ContactKind, Outcome, Setting};
use crate::episode::{Episode, EpisodeState};
use crate::id::{AppointmentId, EpisodeId, ServiceId, StaffId};
use crate::instant;

/// The most booked appointments in a headline, the latest first to stay: more than a year of weeks.
pub const MAX_BOOKINGS: usize = 60;

/// Casework in a few lines.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseworkHeadline {
    /// What happened last, whether they came or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<LastContact>,
    /// When they last took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<DateTime<Utc>>,
    /// Appointments that stand, by when they start; some may lie in the past, not recorded yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<Booking>,
    /// Open episodes, by when they opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub episodes: Vec<OpenEpisode>,
    /// Casework alerts that nobody has ended, danger first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertLine>,
}

/// The last contact.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastContact {
    /// When it began.
    pub at: DateTime<Utc>,
    /// How it ended.
    pub outcome: Outcome,
    /// Code of the list `contact_kind`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Code<ContactKind>,
}

/// An appointment that stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    /// Which.
    pub id: AppointmentId,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Code of the list `appointment_kind`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Code<AppointmentKind>,
    /// Code of the list `contact_place`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Code<Setting>>,
    /// With whom.
    pub staff: StaffId,
}

/// An open episode.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenEpisode {
    /// Which.
    pub id: EpisodeId,
    /// The service that works with them.
    pub service: ServiceId,
    /// Who leads the work with them.
    pub key_worker: StaffId,
    /// The day on which it began.
    pub opened_on: NaiveDate,
}

impl CaseworkHeadline {
    /// The headline of somebody's whole casework, in whatever order it comes.
    pub fn from_casework<'a>(
        contacts: impl IntoIterator<Item = &'a Contact>,
        episodes: impl IntoIterator<Item = (EpisodeId, &'a Episode)>,
        appointments: impl IntoIterator<Item = (AppointmentId, &'a Appointment)>,
        alerts: impl IntoIterator<Item = RaisedAlert<'a>>,
    ) -> Self {
        let mut headline = Self {
            bookings: bookings(appointments),
            episodes: open(episodes),
            alerts: alerts::lines(alerts),
            ..Self::default()
        };
        for contact in contacts {
            headline.see(contact);
        }
        headline
    }

    /// The headline after one more contact, where nothing else of the casework changed: the same as that of the
    /// whole with the contact in it, without reading the whole again.
    #[must_use]
    pub fn with_contact(mut self, contact: &Contact) -> Self {
        self.see(contact);
        self
    }

    /// The next appointment from an instant on.
    pub fn next_appointment(&self, now: DateTime<Utc>) -> Option<&Booking> {
        self.bookings.iter().find(|booking| booking.starts_at >= now)
    }

    /// Since which day an open episode has been without contact: when they last took part, or the
    /// opening where that is later.
    pub fn quiet_since(&self, episode: &OpenEpisode) -> NaiveDate {
        let seen_on = self.last_seen.map(instant::london_day);
        seen_on.map_or(episode.opened_on, |seen_on| seen_on.max(episode.opened_on))
    }

    /// Whether they were expected last time and did not come.
    pub fn missed_last_time(&self) -> bool {
        self.last_contact.as_ref().is_some_and(|last| matches!(last.outcome, Outcome::DidNotAttend | Outcome::TooLate))
    }

    fn see(&mut self, contact: &Contact) {
        let last = LastContact { at: contact.started_at, outcome: contact.outcome, kind: contact.kind.clone() };
        // Of two at one instant the greater stays, so that the order in which they come does not matter.
        let rank = |last: &LastContact| (last.at, last.outcome, last.kind.clone());
        if self.last_contact.as_ref().is_none_or(|before| rank(before) < rank(&last)) {
            self.last_contact = Some(last);
        }
        if contact.outcome.took_part() {
            self.last_seen = self.last_seen.max(Some(contact.started_at));
        }
    }
}

fn bookings<'a>(appointments: impl IntoIterator<Item = (AppointmentId, &'a Appointment)>) -> Vec<Booking> {
    let booked = appointments.into_iter().filter(|(_, appointment)| appointment.state == AppointmentState::Booked);
    let mut bookings: Vec<Booking> = booked
        .map(|(id, appointment)| Booking {
            id,
            starts_at: appointment.starts_at,
            kind: appointment.kind.clone(),
            place: appointment.place.clone(),
            staff: appointment.staff,
        })
        .collect();
    bookings.sort_by_key(|booking| (booking.starts_at, booking.id));
    bookings.split_off(bookings.len().saturating_sub(MAX_BOOKINGS))
}

fn open<'a>(episodes: impl IntoIterator<Item = (EpisodeId, &'a Episode)>) -> Vec<OpenEpisode> {
    let open = episodes.into_iter().filter(|(_, episode)| episode.state == EpisodeState::Open);
    let mut open: Vec<OpenEpisode> = open
        .map(|(id, episode)| OpenEpisode {
            id,
            service: episode.service,
            key_worker: episode.key_worker,
            opened_on: episode.opened_on,
        })
        .collect();
    open.sort_by_key(|episode| (episode.opened_on, episode.id));
    open
}

#[cfg(test)]
mod tests;
