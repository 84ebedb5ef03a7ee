//! What can be wrong with a field, and what would be right.
//!
//! The sentence beside each rule is the one the browser's hint, the server's problem document and the
//! API's documentation all show.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One thing wrong with one field. Never holds what was typed: an error may reach a log.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Flaw {
    /// A required field has nothing in it.
    #[error("Enter {0}")]
    Missing(&'static str),
    /// The JSON value is of another kind than the field.
    #[error("Give {0} here")]
    WrongType(&'static str),
    /// The form has no field of this name.
    #[error("There is no field of this name; see the documentation for those there are")]
    UnknownField,
    /// Longer than the field holds, in characters.
    #[error("Use {0} characters or fewer")]
    TooLong(usize),
    /// More entries than the list holds.
    #[error("Give {0} entries or fewer")]
    TooMany(usize),
    /// A control character, which no keyboard types.
    #[error("Remove the characters that cannot be shown")]
    ControlCharacter,
    /// A pictograph where a name belongs.
    #[error("Use letters, without emoji or other pictures")]
    Emoji,
    /// A name needs at least one letter, of any script.
    #[error("Use at least one letter")]
    NoLetter,
    /// Not a whole number within the field's range.
    #[error("Enter a whole number from {0} to {1}")]
    OutOfRange(i64, i64),
    /// Not a date that exists.
    #[error("Enter a date that exists, like 24 11 2026")]
    NotADate,
    /// Not an instant: a date, a time and an offset.
    #[error("Enter a date and time with its offset, like 2026-11-24T14:05:00Z")]
    NotAnInstant,
    /// Not a time of day.
    #[error("Enter a time, like 14:05")]
    NotATime,
    /// The day or time has not come yet.
    #[error("Enter a date that is not in the future")]
    InFuture,
    /// The day or time has passed.
    #[error("Enter a date that is not in the past")]
    InPast,
    /// Earlier than the person was born.
    #[error("Enter a date on or after their date of birth")]
    BeforeBirth,
    /// A person cannot be older than 120 years.
    #[error("Enter a date of birth that makes them 120 or younger")]
    TooOld,
    /// An end before its beginning.
    #[error("Enter an end that is not before the start")]
    EndBeforeStart,
    /// The hour is left out when the clocks go forward.
    #[error("This time does not exist: the clocks go forward that night. Choose another time")]
    MissingHour,
    /// The hour comes twice when the clocks go back.
    #[error("This time comes twice: the clocks go back that night. Say whether it is the first or the second")]
    DoubledHour,
    /// Not a code of the list, or not one in force on the day.
    #[error("Choose a code from the list “{0}”")]
    UnknownCode(&'static str),
    /// The number fails the NHS number's check digit, or is one that is never issued.
    #[error("Enter a valid NHS number: ten digits, like 999 000 0018")]
    NotAnNhsNumber,
    /// Not shaped like a UK postcode.
    #[error("Enter a full UK postcode, like ZZ99 3VZ")]
    NotAPostcode,
    /// Not shaped like an e-mail address.
    #[error("Enter an e-mail address, like name@example.org")]
    NotAnEmail,
    /// Not shaped like a telephone number.
    #[error("Enter a telephone number, like 07700 900 123")]
    NotAPhoneNumber,
    /// Not shaped like a code of the NHS Organisation Data Service.
    #[error("Enter an ODS code, like A81001")]
    NotAnOdsCode,
    /// Not shaped like a case reference number of the Probation Service.
    #[error("Enter a case reference number, like X123456")]
    NotACrn,
    /// Not shaped like a number of the Police National Computer.
    #[error("Enter a PNC number, like 2010/0123456X")]
    NotAPncNumber,
    /// Not shaped like a prison number.
    #[error("Enter a prison number, like A1234BC")]
    NotAPrisonNumber,
    /// Not shaped like an offence code.
    #[error("Enter an offence code of at most 16 letters, digits and strokes")]
    NotAnOffenceCode,
    /// Not a scope of the access table.
    #[error("Choose scopes that there are, like contacts:read")]
    UnknownScope,
    /// Not a public key in a form that is taken.
    #[error("{0}")]
    NotAPublicKey(&'static str),
    /// Not an identifier.
    #[error("Give an identifier as it was answered by this API")]
    NotAnId,
    /// Too short to be a safe password.
    #[error("Use at least {0} characters")]
    TooShort(usize),
    /// A sign-in name has small letters, digits and a few signs.
    #[error("Use letters a to z, digits, dots, hyphens and underscores")]
    NotASignInName,
    /// Neither an authenticator app's code nor a recovery code.
    #[error("Enter the six digits that your app shows, or a recovery code of 16 letters and digits")]
    NotASignInCode,
    /// A password that others would try first.
    #[error("Choose a password that is harder to guess, such as three unusual words")]
    EasilyGuessed,
    /// The contract says that its data is held by another.
    #[error("Nobody can be recorded under this contract: its data must be held elsewhere, by the holder it names")]
    HeldElsewhere,
    /// Before the contract's first day, or after its last.
    #[error("Nobody can be recorded under this contract: it has not begun or is over")]
    ContractNotRunning,
    /// Holds here only together with another field, or not with another.
    #[error("{0}")]
    Contradiction(&'static str),
}

impl Flaw {
    /// The stable code that integrations compare.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::WrongType(_) => "wrong_type",
            Self::UnknownField => "unknown_field",
            Self::TooLong(_) => "too_long",
            Self::TooMany(_) => "too_many",
            Self::ControlCharacter => "control_character",
            Self::Emoji => "emoji",
            Self::NoLetter => "no_letter",
            Self::OutOfRange(..) => "out_of_range",
            Self::NotADate => "not_a_date",
            Self::NotAnInstant => "not_an_instant",
            Self::NotATime => "not_a_time",
            Self::InFuture => "in_future",
            Self::InPast => "in_past",
            Self::BeforeBirth => "before_birth",
            Self::TooOld => "too_old",
            Self::EndBeforeStart => "end_before_start",
            Self::MissingHour => "missing_hour",
            Self::DoubledHour => "doubled_hour",
            Self::UnknownCode(_) => "unknown_code",
            Self::NotAnNhsNumber => "not_an_nhs_number",
            Self::NotAPostcode => "not_a_postcode",
            Self::NotAnEmail => "not_an_email",
            Self::NotAPhoneNumber => "not_a_phone_number",
            Self::NotAnOdsCode => "not_an_ods_code",
            Self::NotACrn => "not_a_crn",
            Self::NotAPncNumber => "not_a_pnc_number",
            Self::NotAPrisonNumber => "not_a_prison_number",
            Self::NotAnOffenceCode => "not_an_offence_code",
            Self::UnknownScope => "unknown_scope",
            Self::NotAPublicKey(_) => "not_a_public_key",
            Self::NotAnId => "not_an_id",
            Self::TooShort(_) => "too_short",
            Self::NotASignInName => "not_a_sign_in_name",
            Self::NotASignInCode => "not_a_sign_in_code",
            Self::EasilyGuessed => "easily_guessed",
            Self::HeldElsewhere => "held_elsewhere",
            Self::ContractNotRunning => "contract_not_running",
            Self::Contradiction(_) => "contradiction",
        }
    }
}

/// Where in a form a field stands, as a JSON Pointer (RFC 6901).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole form.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The field of this name, below here.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        Self(format!("{}/{}", self.0, name.replace('~', "~0").replace('/', "~1")))
    }

    /// The entry of this number, below here.
    #[must_use]
    pub fn entry(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One flaw as a problem document carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldFlaw {
    /// JSON Pointer of the field.
    #[cfg_attr(feature = "openapi", schema(example = "/started_at"))]
    pub pointer: String,
    /// Stable code of the rule.
    #[cfg_attr(feature = "openapi", schema(example = "not_an_instant"))]
    pub code: String,
    /// What would be right, in words for a person.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Enter a date and time with its offset, like 2026-11-24T14:05:00Z")
    )]
    pub message: String,
}

/// Every flaw of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
#[error("the form has flaws")]
pub struct Flaws(Vec<(Pointer, Flaw)>);

impl Flaws {
    /// No flaws yet.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// A form with one flaw.
    pub fn one(at: Pointer, flaw: Flaw) -> Self {
        Self(vec![(at, flaw)])
    }

    /// Note a flaw; of several at one place the first stays, since mending it may mend the rest.
    pub fn add(&mut self, at: Pointer, flaw: Flaw) {
        if !self.0.iter().any(|(other, _)| *other == at) {
            self.0.push((at, flaw));
        }
    }

    /// Note all of another's.
    pub fn extend(&mut self, other: Self) {
        for (at, flaw) in other.0 {
            self.add(at, flaw);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The flaw at a place, if there is one.
    pub fn at(&self, pointer: &str) -> Option<&Flaw> {
        self.0.iter().find(|(at, _)| at.as_str() == pointer).map(|(_, flaw)| flaw)
    }

    /// Each flaw as a problem document carries it.
    pub fn to_fields(&self) -> Vec<FieldFlaw> {
        self.0
            .iter()
            .map(|(at, flaw)| FieldFlaw {
                pointer: at.to_string(),
                code: flaw.code().to_owned(),
                message: flaw.to_string(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_escapes_its_names() {
        assert_eq!(Pointer::root().field("a/b~c").entry(2).as_str(), "/a~1b~0c/2");
    }

    #[test]
    fn the_first_flaw_of_a_place_stays() {
        let mut flaws = Flaws::none();
        flaws.add(Pointer::root().field("note"), Flaw::TooLong(10));
        flaws.add(Pointer::root().field("note"), Flaw::ControlCharacter);
        assert_eq!(flaws.at("/note"), Some(&Flaw::TooLong(10)));
        assert_eq!(flaws.to_fields().len(), 1);
    }
}
