//! Pregnancy.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Against, Check, Flaw, Private, calendar, choice, form};

choice! {
    /// Whether somebody is pregnant.
    pub enum PregnancyStatus {
        /// Pregnant.
        Pregnant = "pregnant", "Pregnant";
        /// Not pregnant.
        NotPregnant = "not_pregnant", "Not pregnant";
        /// Gave birth within the last year.
        GaveBirth = "gave_birth", "Gave birth within a year";
        /// The question does not arise.
        NotApplicable = "not_applicable", "Does not apply";
        /// Asked, and would rather not say, or does not know.
        NotKnown = "not_known", "Not known";
    }
}

form! {
    /// What somebody typed about a pregnancy.
    pub struct PregnancyForm {
        /// Whether they are pregnant.
        #[schema(required, value_type = PregnancyStatus)]
        pub status: PregnancyStatus,
        /// When the child is due.
        #[schema(value_type = NaiveDate, example = "2027-03-01")]
        pub due_on: Private<String>,
    }
}

/// A pregnancy.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pregnancy {
    /// Whether they are pregnant.
    pub status: PregnancyStatus,
    /// When the child is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub due_on: Option<Private<NaiveDate>>,
}

impl PregnancyForm {
    pub(crate) fn checked(&self, check: &mut Check, _: &Against<'_>) -> Option<Pregnancy> {
        let status = check.required("status", "whether they are pregnant", self.status.as_ref(), |choice| Ok(*choice));
        let due_on =
            check.optional("due_on", self.due_on.as_ref(), |typed| calendar::parse_day(typed).map(Private::new));
        if due_on.is_some() && status.is_some_and(|status| status != PregnancyStatus::Pregnant) {
            check.flaw("due_on", Flaw::Contradiction("Leave this out: they are not recorded as pregnant"));
        }
        Some(Pregnancy { status: status?, due_on })
    }
}
