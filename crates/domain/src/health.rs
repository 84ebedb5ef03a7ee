//! Somebody's health in brief: conditions, medicines, allergies, viruses, substances.
//!
//! Field names and rules after NDTMS (adult community data set); see `docs/decisions.md` for sources.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::text::Note;
use crate::{Private, lists};

mod allergy;
mod blood_borne;
mod condition;
mod form;
mod medication;
mod mental_health;
mod naloxone;
mod narrow;
mod pregnancy;
mod substance;

pub use allergy::{AllergiesKnown, Allergy, AllergyForm};
pub use blood_borne::{BloodBorne, BloodBorneForm, HepBDoses, HepBStatus, HepCStatus, TestResult};
pub use condition::{Condition, ConditionForm};
pub use form::HealthForm;
pub use medication::{Medication, MedicationForm};
pub use mental_health::{MentalHealth, MentalHealthForm, MentalHealthTreatment};
pub use naloxone::{Naloxone, NaloxoneForm, NaloxoneStatus};
pub use pregnancy::{Pregnancy, PregnancyForm, PregnancyStatus};
pub use substance::{Route, Substance, SubstanceForm, SubstanceName};

/// The most conditions.
pub const MAX_CONDITIONS: usize = 30;
/// The most medicines.
pub const MAX_MEDICATION: usize = 40;
/// The most allergies.
pub const MAX_ALLERGIES: usize = 20;
/// The most substances.
pub const MAX_SUBSTANCES: usize = 10;

lists! {
    /// Whether somebody injects.
    InjectingStatus = "injecting_status";
}

/// Somebody's health in brief, parsed and valid.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// Physical health conditions, at most 30.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// Medicines, at most 40.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub medication: Vec<Medication>,
    /// Whether allergies were asked about, and any found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergies_known: Option<AllergiesKnown>,
    /// Allergies, at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allergies: Vec<Allergy>,
    /// Pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pregnancy: Option<Pregnancy>,
    /// Mental health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mental_health: Option<MentalHealth>,
    /// Blood-borne viruses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood_borne: Option<BloodBorne>,
    /// Substances, the one that troubles them most first, at most 10 (NDTMS takes the first three).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substances: Vec<Substance>,
    /// Code of the list `injecting_status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub injecting: Option<Code<InjectingStatus>>,
    /// Take-home naloxone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naloxone: Option<Naloxone>,
    /// What else matters for their health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Note>>,
    /// When this should be gone through again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub review_due_on: Option<Private<NaiveDate>>,
}

#[cfg(test)]
mod tests;
