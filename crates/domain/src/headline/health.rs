//! Health in a few lines: alerts, the review, substances, medicines.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::alerts::{self, AlertLine, RaisedAlert};
use crate::Private;
use crate::health::{Health, Medication, Substance};

/// Health in a few lines.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthHeadline {
    /// Health alerts that nobody has ended, danger first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertLine>,
    /// When health should be gone through again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub review_due_on: Option<Private<NaiveDate>>,
    /// Substances, the one that troubles them most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substances: Vec<Substance>,
    /// Medicines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub medication: Vec<Medication>,
}

impl HealthHeadline {
    /// The headline of somebody's health.
    pub fn from_health<'a>(health: &Health, alerts: impl IntoIterator<Item = RaisedAlert<'a>>) -> Self {
        Self {
            alerts: alerts::lines(alerts),
            review_due_on: health.review_due_on.clone(),
            substances: health.substances.clone(),
            medication: health.medication.clone(),
        }
    }

    /// Since when the review has been due, if it is on a day.
    pub fn review_overdue_since(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.review_due_on.as_ref().map(|due| *due.reveal()).filter(|due| *due <= today)
    }
}
