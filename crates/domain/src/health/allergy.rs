//! Allergies, and whether anybody asked.

use serde::{Deserialize, Serialize};

use crate::text::Line;
use crate::{Against, Check, Private, choice, form};

choice! {
    /// Whether allergies were asked about, and any found; an empty list alone would not say.
    pub enum AllergiesKnown {
        /// Asked, and there is none.
        NoneKnown = "none_known", "No known allergies";
        /// Asked, and listed.
        Listed = "listed", "Allergies listed";
        /// Nobody asked yet.
        NotAsked = "not_asked", "Not asked yet";
    }
}

form! {
    /// What somebody typed about an allergy.
    pub struct AllergyForm {
        /// What they are allergic to.
        #[schema(required, value_type = String, max_length = 250, example = "Penicillin")]
        pub substance: Private<String>,
        /// What happens.
        #[schema(value_type = String, max_length = 250, example = "Rash")]
        pub reaction: Private<String>,
        /// Whether it has been or may be dangerous.
        #[schema(value_type = bool, example = false)]
        pub severe: Private<bool>,
    }
}

/// An allergy.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Allergy {
    /// What they are allergic to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub substance: Private<Line>,
    /// What happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reaction: Option<Private<Line>>,
    /// Whether it has been or may be dangerous.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub severe: Private<bool>,
}

impl AllergyForm {
    pub(crate) fn checked(&self, check: &mut Check, _: &Against<'_>) -> Option<Allergy> {
        let substance = check.required("substance", "what they are allergic to", self.substance.as_ref(), Line::parse);
        let reaction = check.optional("reaction", self.reaction.as_ref(), Line::parse);
        let severe = self.severe.clone().unwrap_or_default();
        Some(Allergy { substance: substance?, reaction, severe })
    }
}
