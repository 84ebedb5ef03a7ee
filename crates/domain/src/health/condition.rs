//! A physical health condition.

use serde::{Deserialize, Serialize};

use crate::partial_date::PartialDate;
use crate::text::Line;
use crate::{Against, Check, Private, form};

form! {
    /// What somebody typed about a condition.
    pub struct ConditionForm {
        /// What it is.
        #[schema(required, value_type = String, max_length = 250, example = "Asthma")]
        pub name: Private<String>,
        /// Since when: a day, a month or a year.
        #[schema(value_type = String, max_length = 32, example = "2019")]
        pub since: Private<String>,
        /// What to know of it.
        #[schema(value_type = String, max_length = 250, example = "Carries an inhaler")]
        pub note: Private<String>,
    }
}

/// A physical health condition.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Condition {
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Line>,
    /// Since when: a day, a month or a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub since: Option<Private<PartialDate>>,
    /// What to know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
}

impl ConditionForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Condition> {
        let today = against.today();
        let name = check.required("name", "what condition it is", self.name.as_ref(), Line::parse);
        let since = check.optional("since", self.since.as_ref(), |typed| PartialDate::parse_past(typed, today));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        Some(Condition { name: name?, since, note })
    }
}
