//! What makes two people a likely match, so that nobody is registered twice and no two people are
//! taken for one.
//!
//! The rule is pure and knows no index: who might match is `store`'s to find, how likely it is, is decided
//! here. Jaro–Winkler similarity (Winkler 1990) forgives misspellings, most of all late in a word.

use serde::{Deserialize, Serialize};

use crate::choice;
use crate::identity::Identity;
use crate::partial_date::PartialDate;

mod birth;
mod name;
mod sought;

pub use birth::BirthAgreement;
pub use name::NameAgreement;
pub use sought::Sought;

choice! {
    /// How likely it is that two records are of one person.
    pub enum Strength {
        /// Worth a look: a twin, a relative, or a person recorded with mistakes.
        Possible = "possible", "Possible match";
        /// Likely the same person.
        Strong = "strong", "Likely match";
        /// The same NHS number, or the same full name and birth date.
        Exact = "exact", "Same person, it seems";
    }
}

choice! {
    /// Why two records match.
    pub enum Reason {
        /// One NHS number.
        SameNhsNumber = "same_nhs_number", "Same NHS number";
        /// One full name.
        SameName = "same_name", "Same name";
        /// Names that sound or look alike.
        SimilarName = "similar_name", "Similar name";
        /// One family name and different given names.
        SameFamilyName = "same_family_name", "Same family name";
        /// It takes a previous or a preferred name to match.
        OtherName = "other_name", "By a previous or preferred name";
        /// One birth date.
        SameBirthDate = "same_birth_date", "Same date of birth";
        /// Birth dates that may be one: a part is wrong, swapped, estimated or not known.
        CloseBirthDate = "close_birth_date", "Similar date of birth";
    }
}

/// A likely match: how likely, and why.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LikelyMatch {
    /// How likely it is.
    pub strength: Strength,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// A full name. A single name stands in either part.
#[derive(Clone, Copy)]
pub struct FullName<'a> {
    /// Given names, or nothing.
    pub given: &'a str,
    /// Family name, or nothing.
    pub family: &'a str,
}

/// What is compared of a person.
#[derive(Clone)]
pub struct Particulars<'a> {
    /// The name that they have, then those that they had or like to be called by.
    pub names: Vec<FullName<'a>>,
    /// When they were born.
    pub born: Option<PartialDate>,
    /// Whether the birth date is an estimate.
    pub born_estimated: bool,
    /// The ten digits of their NHS number.
    pub nhs_number: Option<&'a str>,
}

impl<'a> Particulars<'a> {
    /// The particulars of an identity, with a name for what they are called and for each that they had.
    pub fn of(identity: &'a Identity) -> Self {
        let given = identity.given_names.as_ref().map_or("", |name| name.reveal().as_str());
        let family = identity.family_name.as_ref().map_or("", |name| name.reveal().as_str());
        let mut names = vec![FullName { given, family }];
        if let Some(preferred) = &identity.preferred_name {
            names.push(FullName { given: preferred.reveal().as_str(), family });
        }
        names.extend(identity.previous_names.iter().map(|previous| FullName {
            given: previous.given_names.as_ref().map_or(given, |name| name.reveal().as_str()),
            family: previous.family_name.as_ref().map_or(family, |name| name.reveal().as_str()),
        }));
        Self {
            names,
            born: Some(*identity.birth_date.reveal()),
            born_estimated: *identity.birth_date_estimated.reveal(),
            nhs_number: identity.nhs_number.as_ref().map(|number| number.reveal().as_str()),
        }
    }
}

/// How likely it is that both are one person; none where nothing speaks for it.
pub fn compare(one: &Particulars<'_>, other: &Particulars<'_>) -> Option<LikelyMatch> {
    let numbers = one.nhs_number.zip(other.nhs_number);
    let same_number = numbers.is_some_and(|(number, another)| number == another);
    let other_number = numbers.is_some() && !same_number;
    let (name, by_other_name) = name::agreement(&one.names, &other.names);
    let birth = birth::agreement(one, other);
    let strength = if same_number { Some(Strength::Exact) } else { judge(name, birth, other_number) }?;
    Some(LikelyMatch { strength, reasons: reasons(same_number, name, by_other_name, birth) })
}

/// How likely a match is by name and birth date. Two different NHS numbers weaken it by a step, for a
/// number may be mistyped too.
///
/// Same birth date and family name with another given name stays *possible*: so are twins.
pub fn judge(name: NameAgreement, birth: BirthAgreement, other_nhs_number: bool) -> Option<Strength> {
    use BirthAgreement as Birth;
    use NameAgreement as Name;
    let strength = match (name, birth) {
        (Name::Same, Birth::Same) => Strength::Exact,
        (Name::Same, Birth::Close) | (Name::Similar, Birth::Same) => Strength::Strong,
        (Name::Same, Birth::NotKnown) | (Name::Similar, Birth::Close) | (Name::FamilyOnly, Birth::Same) => {
            Strength::Possible
        }
        _ => return None,
    };
    match (other_nhs_number, strength) {
        (false, strength) => Some(strength),
        (true, Strength::Exact) => Some(Strength::Strong),
        (true, Strength::Strong) => Some(Strength::Possible),
        (true, Strength::Possible) => None,
    }
}

fn reasons(same_number: bool, name: NameAgreement, by_other_name: bool, birth: BirthAgreement) -> Vec<Reason> {
    let by_name = match name {
        NameAgreement::Same => Some(Reason::SameName),
        NameAgreement::Similar => Some(Reason::SimilarName),
        NameAgreement::FamilyOnly => Some(Reason::SameFamilyName),
        NameAgreement::Different => None,
    };
    let by_birth = match birth {
        BirthAgreement::Same => Some(Reason::SameBirthDate),
        BirthAgreement::Close => Some(Reason::CloseBirthDate),
        BirthAgreement::NotKnown | BirthAgreement::Different => None,
    };
    let by_number = same_number.then_some(Reason::SameNhsNumber);
    let by_other = (by_other_name && by_name.is_some()).then_some(Reason::OtherName);
    [by_number, by_name, by_other, by_birth].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
