//! An appointment: when, where and with whom somebody is expected.
//!
//! It keeps London civil time, which is what people agree on, and derives the instant. The hour that is
//! left out in spring is refused; of the hour that comes twice in autumn the form says which.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Fold;
use crate::code::Code;
use crate::contact::{Medium, Outcome, Setting};
use crate::id::{AppointmentId, EpisodeId, ServiceId, StaffId};
use crate::text::Line;
use crate::{Private, choice, form, lists};

mod check;
mod civil_time;
pub use civil_time::CivilTime;

/// The longest appointment, in minutes: a working day.
pub const MAX_MINUTES: u32 = 480;

lists! {
    /// What kind of appointment.
    AppointmentKind = "appointment_kind";
}

choice! {
    /// Where an appointment stands.
    pub enum AppointmentState {
        /// They are expected.
        Booked = "booked", "Booked";
        /// They came: a contact says so.
        Kept = "kept", "Kept";
        /// They did not come, or too late to be seen: a contact says so.
        Missed = "missed", "Missed";
        /// They cancelled.
        CancelledByThem = "cancelled_by_them", "They cancelled";
        /// The service cancelled.
        CancelledByUs = "cancelled_by_us", "We cancelled";
        /// Another took its place.
        Moved = "moved", "Moved";
    }
}

choice! {
    /// Who cancelled.
    pub enum CancelledBy {
        /// They, or somebody for them.
        Them = "them", "They cancelled";
        /// The service.
        Us = "us", "We cancelled";
    }
}

form! {
    /// What somebody typed about an appointment.
    pub struct AppointmentForm {
        /// The service that expects them, one of the caller's own.
        #[schema(required, value_type = ServiceId)]
        pub service: ServiceId,
        /// The episode that it belongs to, if any.
        #[schema(value_type = EpisodeId)]
        pub episode: EpisodeId,
        /// The day; not in the past.
        #[schema(required, value_type = NaiveDate, example = "2026-11-26")]
        pub day: Private<String>,
        /// The time of day in London.
        #[schema(required, value_type = CivilTime, example = "14:00")]
        pub time: Private<String>,
        /// Which of the two, in the hour that comes twice when the clocks go back; it says nothing elsewhere.
        #[schema(value_type = Fold)]
        pub occurrence: Fold,
        /// How long, in minutes.
        #[schema(required, value_type = u32, minimum = 5, maximum = 480, example = 45)]
        pub minutes: Private<u32>,
        /// Code of the list `appointment_kind`.
        #[schema(required, value_type = String, max_length = 16, example = "one_to_one")]
        pub kind: Private<String>,
        /// Code of the list `contact_medium`.
        #[schema(required, value_type = String, max_length = 16, example = "01")]
        pub medium: Private<String>,
        /// Code of the list `contact_place`.
        #[schema(value_type = String, max_length = 16, example = "clinic")]
        pub place: Private<String>,
        /// With whom.
        #[schema(required, value_type = StaffId)]
        pub staff: StaffId,
        /// Whether two members of staff must be there.
        #[schema(value_type = bool)]
        pub two_staff: bool,
        /// What to bear in mind, in a line.
        #[schema(value_type = String, max_length = 250)]
        pub note: Private<String>,
    }
}

form! {
    /// What somebody typed to cancel an appointment.
    pub struct CancelForm {
        /// Who cancelled.
        #[schema(required, value_type = CancelledBy)]
        pub by: CancelledBy,
        /// Why; required where the service cancelled.
        #[schema(value_type = String, max_length = 250)]
        pub reason: Private<String>,
    }
}

/// An appointment, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appointment {
    /// The service that expects them.
    pub service: ServiceId,
    /// The episode that it belongs to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub episode: Option<EpisodeId>,
    /// The day in London.
    pub day: NaiveDate,
    /// The time of day in London.
    pub time: CivilTime,
    /// The instant that day and time make.
    pub starts_at: DateTime<Utc>,
    /// How long, in minutes, 5 to 480.
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
    /// With whom.
    pub staff: StaffId,
    /// Whether two members of staff must be there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub two_staff: Private<bool>,
    /// What to bear in mind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
    /// Where it stands.
    pub state: AppointmentState,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub why: Option<Private<Line>>,
    /// The appointment that took its place, if it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<AppointmentId>,
}

impl AppointmentState {
    /// Where an appointment stands once a contact that came of it is recorded.
    pub const fn after(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Attended | Outcome::AttendedLate => Self::Kept,
            Outcome::TooLate | Outcome::DidNotAttend => Self::Missed,
            Outcome::CancelledByThem => Self::CancelledByThem,
            Outcome::CancelledByUs => Self::CancelledByUs,
        }
    }
}

impl Appointment {
    /// The same appointment once a contact that came of it is recorded.
    #[must_use]
    pub fn recorded_as(&self, outcome: Outcome) -> Self {
        Self { state: AppointmentState::after(outcome), ..self.clone() }
    }

    /// The same appointment once another took its place.
    #[must_use]
    pub fn moved_to(&self, other: AppointmentId) -> Self {
        Self { state: AppointmentState::Moved, moved_to: Some(other), ..self.clone() }
    }
}

#[cfg(test)]
mod tests;
