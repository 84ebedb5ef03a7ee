//! Headlines: what lists over people show of each, in one sealed row for each person and class.
//!
//! A headline is made from its class alone, by one pure function, without the time of day, so that the
//! unit that changes a class rewrites it and `criis doctor` makes the same again and compares. What
//! depends on the day (alerts that have run out, the next appointment) is asked of it when it is read.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;

mod alerts;
mod casework;
mod convictions;
mod health;
mod identity;
mod reach;
mod safeguarding;

pub use alerts::{AlertLine, RaisedAlert};
pub use casework::{Booking, CaseworkHeadline, LastContact, MAX_BOOKINGS, OpenEpisode};
pub use convictions::ConvictionsHeadline;
pub use health::HealthHeadline;
pub use identity::IdentityHeadline;
pub use reach::ReachHeadline;
pub use safeguarding::SafeguardingHeadline;

/// The headlines of one person, as far as the reader has the classes: those of others are left out.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Headlines {
    /// Who.
    pub person: PersonId,
    /// Names and birth.
    pub identity: IdentityHeadline,
    /// Contacts, episodes, appointments and casework alerts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casework: Option<CaseworkHeadline>,
    /// Health alerts, review, substances and medicines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<HealthHeadline>,
    /// Alerts about convictions and orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convictions: Option<ConvictionsHeadline>,
    /// Safeguarding alerts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguarding: Option<SafeguardingHeadline>,
    /// The way to try first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<ReachHeadline>,
}

#[cfg(test)]
mod tests;
