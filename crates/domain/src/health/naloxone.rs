//! Take-home naloxone, which reverses an opioid overdose.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Against, Check, Flaw, Private, calendar, choice, form};

choice! {
    /// Whether somebody has take-home naloxone.
    pub enum NaloxoneStatus {
        /// Issued by this service.
        Issued = "issued", "Issued";
        /// They have a kit from elsewhere.
        HasOne = "has_one", "Has one already";
        /// Offered and declined.
        Declined = "declined", "Offered, declined";
        /// Not offered yet.
        NotOffered = "not_offered", "Not offered yet";
        /// They are at no risk of an opioid overdose.
        NotNeeded = "not_needed", "Not needed";
    }
}

form! {
    /// What somebody typed about naloxone.
    pub struct NaloxoneForm {
        /// Whether they have take-home naloxone.
        #[schema(required, value_type = NaloxoneStatus)]
        pub status: NaloxoneStatus,
        /// The day on which the kit was issued.
        #[schema(value_type = NaiveDate, example = "2026-11-24")]
        pub issued_on: Private<String>,
    }
}

/// Take-home naloxone.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Naloxone {
    /// Whether they have take-home naloxone.
    pub status: NaloxoneStatus,
    /// The day on which the kit was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub issued_on: Option<Private<NaiveDate>>,
}

impl NaloxoneForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Naloxone> {
        let today = against.today();
        let status = check.required("status", "whether they have naloxone", self.status.as_ref(), |choice| Ok(*choice));
        let issued_on = check.optional("issued_on", self.issued_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        if issued_on.is_some() && status.is_some_and(|status| status != NaloxoneStatus::Issued) {
            check.flaw("issued_on", Flaw::Contradiction("Leave this out: no kit is recorded as issued"));
        }
        Some(Naloxone { status: status?, issued_on })
    }
}
