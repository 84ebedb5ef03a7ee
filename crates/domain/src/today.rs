//! Today: what a member of staff with two minutes between people needs next.
//!
//! All of it is computed from headlines and a few rows, by pure functions, for one member of staff at one
//! instant.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Private;
use crate::appointment::{AppointmentKind, AppointmentState};
use crate::code::Code;
use crate::contact::{Medium, Setting};
use crate::draft::DraftOf;
use crate::headline::AlertLine;
use crate::id::{AppointmentId, DraftId, EpisodeId, PersonId, RequestId, ServiceId};
use crate::text::Line;

mod diary;
mod needs;
mod reading;
mod sources;

pub use sources::{Engagement, OpenDraft, Sources, WaitingRequest};

/// How many people *seen lately* shows.
pub const SEEN_LATELY: usize = 8;

/// The caller's day.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Today {
    /// The day in London.
    pub date: NaiveDate,
    /// The instant at which this was computed.
    pub as_of: DateTime<Utc>,
    /// The appointments of the day, by the clock.
    pub diary: Vec<DiaryRow>,
    /// What waits for the caller, most pressing first.
    pub needs_you: Vec<Need>,
    /// Whom the caller works with, by when they last took part, at most 8.
    pub seen_lately: Vec<Seen>,
}

/// An appointment of the day.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiaryRow {
    /// Which appointment.
    pub appointment: AppointmentId,
    /// Who is expected.
    pub person: PersonId,
    /// Their name as people say it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<String>,
    /// The service that expects them.
    pub service: ServiceId,
    /// The episode that it belongs to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub episode: Option<EpisodeId>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long, in minutes.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub minutes: Private<u32>,
    /// Code of the list `appointment_kind`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Code<AppointmentKind>,
    /// Code of the list `contact_medium`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub medium: Code<Medium>,
    /// Code of the list `contact_place`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Code<Setting>>,
    /// Whether two members of staff must be there.
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub two_staff: Private<bool>,
    /// What to bear in mind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
    /// Where it stands.
    pub state: AppointmentState,
    /// Their alerts, danger first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertLine>,
    /// When they last took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<DateTime<Utc>>,
    /// Whether they were expected last time and did not come.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub missed_last_time: Private<bool>,
    /// Whether this is the one to record next; at most one is.
    #[serde(default)]
    pub due_now: bool,
}

/// Something that waits for the caller.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Need {
    /// Whom it is about; none for the note of a registration that has no name yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Their name as people say it, where the caller may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub name: Option<Private<String>>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// What it is.
    #[serde(flatten)]
    pub kind: NeedKind,
}

/// What waits.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "need", rename_all = "snake_case")]
pub enum NeedKind {
    /// Nobody has had contact with somebody whose key worker the caller is, for at least as many days as
    /// their service allows.
    NoContact {
        /// For how many days.
        #[cfg_attr(feature = "openapi", schema(value_type = u32))]
        days: Private<u32>,
    },
    /// Somebody asked to take on a person whom a service that the caller leads holds.
    TakeOn {
        /// Which request.
        request: RequestId,
        /// The service that asks.
        asking: ServiceId,
    },
    /// Health should be gone through again.
    ReviewDue,
    /// An appointment of an earlier day is neither recorded nor cancelled.
    NotRecorded {
        /// Which appointment.
        appointment: AppointmentId,
    },
    /// The caller typed something and has not recorded it.
    UnfinishedNote {
        /// Which draft.
        draft: DraftId,
        /// Of which form.
        form: DraftOf,
        /// The record that it changes, such as the contact to correct; none where it would be a new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<Uuid>,
    },
}

/// Somebody whom the caller works with.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// Who.
    pub person: PersonId,
    /// Their name as people say it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<String>,
    /// When they last took part.
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests;
