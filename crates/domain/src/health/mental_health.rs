//! Mental health: need and treatment, as NDTMS asks.

use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::code::Code;
use crate::text::Line;
use crate::{Against, Check, Flaw, Private, form, lists};

lists! {
    /// What somebody receives for their mental health.
    MentalHealthTreatment = "mental_health_treatment";
}

form! {
    /// What somebody typed about mental health.
    pub struct MentalHealthForm {
        /// Whether they have a mental health treatment need (NDTMS).
        #[schema(value_type = Answer)]
        pub need: Answer,
        /// Code of the list `mental_health_treatment`: what they receive for it.
        #[schema(value_type = String, max_length = 16, example = "gp")]
        pub treatment: Private<String>,
        /// What to know of it.
        #[schema(value_type = String, max_length = 250, example = "Sees Sampleton CMHT on Mondays")]
        pub note: Private<String>,
    }
}

/// Mental health.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MentalHealth {
    /// Whether they have a mental health treatment need (NDTMS).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Answer>,
    /// Code of the list `mental_health_treatment`: what they receive for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub treatment: Option<Code<MentalHealthTreatment>>,
    /// What to know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
}

impl MentalHealthForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> MentalHealth {
        let today = against.today();
        let need = check.optional("need", self.need.as_ref(), |choice| Ok(*choice));
        let treatment = check.optional("treatment", self.treatment.as_ref(), |code| against.lists.parse(code, today));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        if treatment.is_some() && need.is_some_and(|need| !need.is_yes()) {
            check.flaw("treatment", Flaw::Contradiction("Leave this out: no treatment need is recorded"));
        }
        MentalHealth { need, treatment, note }
    }
}
