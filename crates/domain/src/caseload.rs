//! A caseload: the people whom a service works with, and what each needs.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::headline::{AlertLine, Booking, Headlines, LastContact, OpenEpisode};
use crate::id::{PersonId, ServiceId, StaffId};
use crate::partial_date::PartialDate;
use crate::text::Name;
use crate::{Private, choice, instant};

mod sort;

/// The most people in a caseload.
pub const MAX_ROWS: usize = 500;

choice! {
    /// In which order a caseload is shown.
    pub enum CaseloadOrder {
        /// By family name.
        Name = "name", "Name";
        /// The longest without contact first.
        Quiet = "quiet", "Longest without contact";
        /// The soonest appointment first, those without one last.
        NextAppointment = "next_appointment", "Next appointment";
        /// Danger first, then caution, then the others.
        Alerts = "alerts", "Alerts";
        /// The newest episode first.
        Opened = "opened", "Newest";
    }
}

/// A caseload.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Caseload {
    /// The instant at which this was computed.
    pub as_of: DateTime<Utc>,
    /// One row for each open episode, at most 500.
    pub rows: Vec<CaseloadRow>,
    /// Whether there are more than these.
    #[serde(default)]
    pub more: bool,
}

/// An open episode with what matters about the person.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseloadRow {
    /// Who.
    pub person: PersonId,
    /// Their name as lists have it: *SAMPLESON, Rowan*.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub formal_name: Private<String>,
    /// What they are called, if not by their given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub known_as: Option<Private<Name>>,
    /// When they were born.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub born: Private<PartialDate>,
    /// The episode.
    pub episode: OpenEpisode,
    /// Their alerts, danger first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertLine>,
    /// What happened last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<LastContact>,
    /// When they last took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<DateTime<Utc>>,
    /// For how many days this episode has been without contact.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub quiet_days: Private<u32>,
    /// Their next appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_appointment: Option<Booking>,
    /// Since when their health review has been due, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub review_due_since: Option<Private<NaiveDate>>,
}

impl Caseload {
    /// The caseload of a service, or of one key worker in it, in the order asked for. Where there are
    /// more than 500 rows, those that the order puts first stay.
    pub fn of<'a>(
        service: ServiceId,
        key_worker: Option<StaffId>,
        people: impl IntoIterator<Item = &'a Headlines>,
        order: CaseloadOrder,
        now: DateTime<Utc>,
    ) -> Self {
        let mut rows: Vec<CaseloadRow> = people
            .into_iter()
            .flat_map(|headlines| {
                let episodes = headlines.casework.iter().flat_map(|casework| &casework.episodes);
                episodes
                    .filter(move |episode| episode.service == service)
                    .filter(move |episode| key_worker.is_none_or(|worker| episode.key_worker == worker))
                    .filter_map(move |episode| CaseloadRow::of(headlines, episode, now))
            })
            .collect();
        sort::sort(&mut rows, order);
        let more = rows.len() > MAX_ROWS;
        rows.truncate(MAX_ROWS);
        Self { as_of: now, rows, more }
    }
}

impl CaseloadRow {
    fn of(headlines: &Headlines, episode: &OpenEpisode, now: DateTime<Utc>) -> Option<Self> {
        let today = instant::london_day(now);
        let casework = headlines.casework.as_ref()?;
        let quiet_days = (today - casework.quiet_since(episode)).num_days();
        let review = headlines.health.as_ref().and_then(|health| health.review_overdue_since(today));
        Some(Self {
            person: headlines.person,
            formal_name: headlines.identity.formal_name.clone(),
            known_as: headlines.identity.known_as.clone(),
            born: headlines.identity.born.clone(),
            episode: episode.clone(),
            alerts: headlines.alerts_on(today),
            last_contact: casework.last_contact.clone(),
            last_seen: casework.last_seen,
            quiet_days: u32::try_from(quiet_days).unwrap_or_default().into(),
            next_appointment: casework.next_appointment(now).cloned(),
            review_due_since: review.map(Private::new),
        })
    }
}

#[cfg(test)]
mod tests;
