//! A record as it opens: who, then danger, then what matters at a glance, and what else there is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::banner::Banner;
use crate::headline::{AlertLine, Booking, Headlines, LastContact, OpenEpisode};
use crate::health::{Medication, Substance};
use crate::{Private, choice, instant};

choice! {
    /// A part of a record.
    pub enum RecordPart {
        /// Names, birth, identifiers.
        Identity = "identity", "Who they are";
        /// Addresses and ways to reach them.
        Reach = "reach", "Reach and address";
        /// Health.
        Health = "health", "Health";
        /// Convictions and orders.
        Convictions = "convictions", "Convictions and orders";
        /// Contacts.
        Contacts = "contacts", "What happened";
        /// Episodes.
        Episodes = "episodes", "Episodes";
        /// Appointments.
        Appointments = "appointments", "Appointments";
    }
}

/// A record as it opens.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordView {
    /// Who.
    pub banner: Banner,
    /// The alerts that hold today, of the classes that the reader has, danger first.
    pub alerts: Vec<AlertLine>,
    /// What matters at a glance.
    pub glance: Glance,
    /// Every part, in the order in which screens show them.
    pub parts: Vec<PartView>,
    /// Until when it is open in an emergency, where nothing else opens it to the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_until: Option<DateTime<Utc>>,
}

/// A part of a record, seen from outside.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartView {
    /// Which.
    pub part: RecordPart,
    /// Whether the reader may open it. One that they may not says nothing of what is in it.
    pub may_open: bool,
    /// How many entries it has, where it is a list that the reader may open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
    pub count: Option<Private<u32>>,
}

/// What matters at a glance, as far as the reader has the classes.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Glance {
    /// Their next appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_appointment: Option<Booking>,
    /// When they last took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<DateTime<Utc>>,
    /// What happened last, whether they came or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<LastContact>,
    /// Open episodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub episodes: Vec<OpenEpisode>,
    /// Substances, the one that troubles them most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substances: Vec<Substance>,
    /// Medicines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub medication: Vec<Medication>,
    /// Since when their health review has been due, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub review_due_since: Option<Private<NaiveDate>>,
}

impl Glance {
    /// What matters at a glance, from headlines, at an instant.
    pub fn of(headlines: &Headlines, now: DateTime<Utc>) -> Self {
        let casework = headlines.casework.as_ref();
        let health = headlines.health.as_ref();
        let review = health.and_then(|health| health.review_overdue_since(instant::london_day(now)));
        Self {
            next_appointment: casework.and_then(|casework| casework.next_appointment(now)).cloned(),
            last_seen: casework.and_then(|casework| casework.last_seen),
            last_contact: casework.and_then(|casework| casework.last_contact.clone()),
            episodes: casework.map(|casework| casework.episodes.clone()).unwrap_or_default(),
            substances: health.map(|health| health.substances.clone()).unwrap_or_default(),
            medication: health.map(|health| health.medication.clone()).unwrap_or_default(),
            review_due_since: review.map(Private::new),
        }
    }
}
