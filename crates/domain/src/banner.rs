//! The identity banner that stays at the head of every page of a record.
//!
//! After the NHS Common User Interface *patient banner* (Design Guide v4): the name without a label and
//! the family name in capitals, `Born 14-Jul-1985 (41y)`, the NHS number in groups of 3, 3 and 4, and
//! *Not known* in words where nothing is known.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{PersonId, StaffId};
use crate::identity::Identity;
use crate::nhs_number::NhsNumber;
use crate::partial_date::PartialDate;
use crate::reach::Way;
use crate::text::{Line, Name};
use crate::{Private, calendar};

/// What stands where nothing is known.
pub const NOT_KNOWN: &str = "Not known";

/// What the banner shows.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Banner {
    /// The person.
    pub id: PersonId,
    /// Given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub given_names: Option<Private<Name>>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub family_name: Option<Private<Name>>,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub preferred_name: Option<Private<Name>>,
    /// Pronouns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub pronouns: Option<Private<Line>>,
    /// When they were born.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub birth_date: Private<PartialDate>,
    /// Whether the birth date is an estimate.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub birth_date_estimated: Private<bool>,
    /// The day on which they died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub died_on: Option<Private<NaiveDate>>,
    /// NHS number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub nhs_number: Option<Private<NhsNumber>>,
    /// Their key worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_worker: Option<StaffId>,
    /// The key worker's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub key_worker_name: Option<Private<Name>>,
    /// The way to try first, with what is safe to say there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_way: Option<Way>,
}

impl Banner {
    /// The banner of an identity, with neither key worker nor way to reach them yet.
    pub fn of(id: PersonId, identity: &Identity) -> Self {
        Self {
            id,
            given_names: identity.given_names.clone(),
            family_name: identity.family_name.clone(),
            preferred_name: identity.preferred_name.clone(),
            pronouns: identity.pronouns.clone(),
            birth_date: identity.birth_date.clone(),
            birth_date_estimated: identity.birth_date_estimated.clone(),
            died_on: identity.died_on.clone(),
            nhs_number: identity.nhs_number.clone(),
            key_worker: None,
            key_worker_name: None,
            preferred_way: None,
        }
    }

    /// `SAMPLESON, Rowan`.
    pub fn display_name(&self) -> Private<String> {
        display_name(self.given_names.as_ref(), self.family_name.as_ref())
    }

    /// `Ro Sampleson`.
    pub fn known_as(&self) -> Private<String> {
        known_as(self.given_names.as_ref(), self.family_name.as_ref(), self.preferred_name.as_ref())
    }

    /// `14-Jul-1985 (41y)`; of somebody who died, the age that they reached.
    pub fn born(&self, today: NaiveDate) -> Private<String> {
        let until = self.died_on.as_ref().map_or(today, |died| *died.reveal());
        born(*self.birth_date.reveal(), *self.birth_date_estimated.reveal(), until)
    }

    /// `999 000 0018`, or *Not known*.
    pub fn nhs_number_text(&self) -> Private<String> {
        self.nhs_number.as_ref().map_or_else(|| NOT_KNOWN.into(), |number| number.reveal().spaced().into())
    }

    /// `03-Nov-2026`, of somebody who died.
    pub fn died(&self) -> Option<Private<String>> {
        self.died_on.as_ref().map(|died| calendar::day_text(*died.reveal()).into())
    }
}

/// The name as lists and banners show it: `SAMPLESON, Rowan`; a single name in capitals if it is a family name.
pub fn display_name(given: Option<&Private<Name>>, family: Option<&Private<Name>>) -> Private<String> {
    let capitals = family.map(|name| name.reveal().as_str().to_uppercase());
    match (capitals, given) {
        (Some(family), Some(given)) => format!("{family}, {}", given.reveal().as_str()).into(),
        (Some(family), None) => family.into(),
        (None, Some(given)) => given.reveal().as_str().into(),
        (None, None) => NOT_KNOWN.into(),
    }
}

/// The name as sentences say it: `Ro Sampleson`. What they are called leads; a legal given name is not shown beside it.
pub fn known_as(
    given: Option<&Private<Name>>,
    family: Option<&Private<Name>>,
    preferred: Option<&Private<Name>>,
) -> Private<String> {
    let names = [preferred.or(given), family];
    let words: Vec<&str> = names.into_iter().flatten().map(|name| name.reveal().as_str()).collect();
    if words.is_empty() { NOT_KNOWN.into() } else { words.join(" ").into() }
}

/// The birth date with the age on a day: `14-Jul-1985 (41y)`. Where only the year or month is known both
/// ages that it may be: `1985 (40 or 41y)`; an estimate says so: `1985 (about 41y)`.
pub fn born(birth: PartialDate, estimated: bool, day: NaiveDate) -> Private<String> {
    let oldest = calendar::age(birth.earliest(), day).unwrap_or_default();
    let youngest = calendar::age(birth.latest(), day).unwrap_or_default();
    let age = match (estimated, youngest == oldest) {
        (true, _) => format!("about {oldest}y"),
        (false, true) => format!("{oldest}y"),
        (false, false) => format!("{youngest} or {oldest}y"),
    };
    format!("{} ({age})", birth.text()).into()
}

#[cfg(test)]
mod tests;
