//! A requirement of an order.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::whole_number;
use crate::code::Code;
use crate::text::Line;
use crate::{Against, Check, Private, calendar, form, lists};

lists! {
    /// Requirements of a community or suspended sentence order (Sentencing Act 2020, Schedule 9).
    RequirementKind = "requirement";
}

form! {
    /// What somebody typed about a requirement of an order.
    pub struct RequirementForm {
        /// Code of the list `requirement`.
        #[schema(required, value_type = String, max_length = 16, example = "DRR")]
        pub requirement: Private<String>,
        /// How many days or, for unpaid work, hours.
        #[schema(value_type = u32, minimum = 0, maximum = 3650, example = 30)]
        pub days: Private<u32>,
        /// When it ends.
        #[schema(value_type = NaiveDate, example = "2027-05-24")]
        pub ends_on: Private<String>,
        /// What else it says.
        #[schema(value_type = String, max_length = 250, example = "Testing weekly")]
        pub note: Private<String>,
    }
}

/// A requirement of an order.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Requirement {
    /// Code of the list `requirement`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub requirement: Code<RequirementKind>,
    /// How many days or, for unpaid work, hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
    pub days: Option<Private<u32>>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub ends_on: Option<Private<NaiveDate>>,
    /// What else it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
}

impl RequirementForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Requirement> {
        let today = against.today();
        let requirement = check.required("requirement", "what is required", self.requirement.as_ref(), |code| {
            against.lists.parse(code, today)
        });
        let days = check.optional("days", self.days.as_ref(), whole_number(0..=3650));
        let ends_on =
            check.optional("ends_on", self.ends_on.as_ref(), |typed| calendar::parse_day(typed).map(Private::new));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        Some(Requirement { requirement: requirement?, days, ends_on, note })
    }
}
