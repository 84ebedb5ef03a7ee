//! Who somebody is: names, birth, NHS number, and what equal treatment asks about.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::code::Code;
use crate::nhs_number::NhsNumber;
use crate::partial_date::PartialDate;
use crate::text::{Line, Name};
use crate::{Private, choice, lists};

mod form;

pub use form::{IdentityForm, PreviousNameForm};

/// The most previous names.
pub const MAX_PREVIOUS_NAMES: usize = 10;
/// The most communication needs.
pub const MAX_COMMUNICATION_NEEDS: usize = 20;
/// The most disabilities: as many as the list has.
pub const MAX_DISABILITIES: usize = 13;
/// Nobody is older, in years.
pub const MAX_AGE: u32 = 120;

lists! {
    /// Sex, as NDTMS and the NHS ask it.
    Sex = "sex";
    /// Gender identity.
    GenderIdentity = "gender_identity";
    /// Ethnic category, NHS 16+1.
    Ethnicity = "ethnicity";
    /// Nationality.
    Nationality = "nationality";
    /// Language.
    Language = "language";
    /// Ways of communicating that somebody needs.
    CommunicationNeed = "communication_need";
    /// Disability.
    Disability = "disability";
    /// Religion or belief.
    Religion = "religion";
    /// Sexual orientation, as stated.
    SexualOrientation = "sexual_orientation";
}

choice! {
    /// How sure an NHS number is.
    pub enum NhsNumberStatus {
        /// Present and verified with the Personal Demographics Service.
        Verified = "verified", "Verified";
        /// Found by tracing, not verified with the person.
        Traced = "traced", "Traced, not verified";
        /// As somebody said it.
        Unknown = "unknown", "Not verified";
    }
}

/// A name that they had or also go by.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviousName {
    /// Given names, if they were other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub given_names: Option<Private<Name>>,
    /// Family name, if it was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub family_name: Option<Private<Name>>,
    /// Until when: a day, a month or a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub until: Option<Private<PartialDate>>,
}

/// Who somebody is, parsed and valid. It has a given name or a family name, or both.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// Given names, in the order in which they are said; somebody of one name has it here or as family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub given_names: Option<Private<Name>>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub family_name: Option<Private<Name>>,
    /// What they are called, if not by their given names; it leads everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub preferred_name: Option<Private<Name>>,
    /// Names they had or also go by, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_names: Vec<PreviousName>,
    /// When they were born: a day, or a month or a year where no more is known.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub birth_date: Private<PartialDate>,
    /// Whether the birth date is an estimate.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub birth_date_estimated: Private<bool>,
    /// Code of the list `sex`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sex: Option<Code<Sex>>,
    /// Code of the list `gender_identity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub gender_identity: Option<Code<GenderIdentity>>,
    /// Pronouns, as they say them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub pronouns: Option<Private<Line>>,
    /// NHS number, in any spacing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub nhs_number: Option<Private<NhsNumber>>,
    /// How sure the NHS number is; *not verified* where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nhs_number_status: Option<NhsNumberStatus>,
    /// Code of the list `ethnicity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ethnicity: Option<Code<Ethnicity>>,
    /// Code of the list `nationality`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub nationality: Option<Code<Nationality>>,
    /// Code of the list `language`: the one they would rather speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub language: Option<Code<Language>>,
    /// Whether they need an interpreter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter_needed: Option<Answer>,
    /// Codes of the list `communication_need`, at most 20 (Accessible Information Standard, DCB1605).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub communication_needs: Vec<Code<CommunicationNeed>>,
    /// What else helps when writing or talking to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub communication_note: Option<Private<Line>>,
    /// Codes of the list `disability`, at most 13.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub disabilities: Vec<Code<Disability>>,
    /// Code of the list `religion`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub religion: Option<Code<Religion>>,
    /// Code of the list `sexual_orientation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sexual_orientation: Option<Code<SexualOrientation>>,
    /// Whether they served in the British Armed Forces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub veteran: Option<Answer>,
    /// Whether they are or were a volunteer or member of staff here; their record is restricted.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub works_here: Private<bool>,
    /// The day on which they died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub died_on: Option<Private<NaiveDate>>,
}

/// Whoever may read who somebody is reads all of it.
impl crate::access::Narrow for Identity {}

#[cfg(test)]
mod tests;
