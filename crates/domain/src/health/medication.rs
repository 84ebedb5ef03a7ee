//! A medicine that somebody takes. A record of what is said, never a prescription.

use serde::{Deserialize, Serialize};

use crate::text::Line;
use crate::{Against, Check, Private, form};

form! {
    /// What somebody typed about a medicine.
    pub struct MedicationForm {
        /// What it is.
        #[schema(required, value_type = String, max_length = 250, example = "Methadone 1 mg/ml")]
        pub name: Private<String>,
        /// How much.
        #[schema(value_type = String, max_length = 250, example = "40 ml")]
        pub dose: Private<String>,
        /// How often.
        #[schema(value_type = String, max_length = 250, example = "Daily")]
        pub frequency: Private<String>,
        /// Who prescribes it.
        #[schema(value_type = String, max_length = 250, example = "Dr Testperson")]
        pub prescriber: Private<String>,
        /// Whether it is taken under supervision.
        #[schema(value_type = bool, example = true)]
        pub supervised: Private<bool>,
    }
}

/// A medicine that somebody takes.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Medication {
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Line>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub dose: Option<Private<Line>>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub frequency: Option<Private<Line>>,
    /// Who prescribes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub prescriber: Option<Private<Line>>,
    /// Whether it is taken under supervision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub supervised: Option<Private<bool>>,
}

impl MedicationForm {
    pub(crate) fn checked(&self, check: &mut Check, _: &Against<'_>) -> Option<Medication> {
        let name = check.required("name", "what medicine it is", self.name.as_ref(), Line::parse);
        let dose = check.optional("dose", self.dose.as_ref(), Line::parse);
        let frequency = check.optional("frequency", self.frequency.as_ref(), Line::parse);
        let prescriber = check.optional("prescriber", self.prescriber.as_ref(), Line::parse);
        let supervised = check.optional("supervised", self.supervised.as_ref(), |flag| Ok(flag.clone()));
        Some(Medication { name: name?, dose, frequency, prescriber, supervised })
    }
}
