//! Finding people: what somebody typed, and only what tells the found apart.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, ServiceId};
use crate::partial_date::PartialDate;
use crate::text::{Line, Name};
use crate::{Check, Flaws, Private, choice, form};

/// The most people that a search shows.
pub const MAX_HITS: usize = 50;

choice! {
    /// Why somebody was found.
    pub enum Matched {
        /// By their name.
        Name = "name", "Name";
        /// By what they are called.
        KnownAs = "known_as", "Known as";
        /// By a name that they had.
        Was = "was", "Was";
        /// By when they were born.
        Born = "born", "Born";
        /// By their NHS number.
        NhsNumber = "nhs_number", "NHS number";
    }
}

form! {
    /// What somebody typed to find people.
    pub struct SearchForm {
        /// A name, however spelt, a date of birth, an NHS number, or several of these.
        #[schema(required, value_type = String, max_length = 250, example = "ro samplson 1985")]
        pub typed: Private<String>,
    }
}

/// People found, best first.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHits {
    /// At most 50.
    pub hits: Vec<SearchHit>,
    /// Whether there are more than these.
    #[serde(default)]
    pub more: bool,
}

/// Somebody found.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// Who.
    pub person: PersonId,
    /// Their name as lists have it: *SAMPLESON, Rowan*.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub formal_name: Private<String>,
    /// What they are called, if not by their given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub known_as: Option<Private<Name>>,
    /// When they were born.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub born: Private<PartialDate>,
    /// The last four digits of their NHS number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub nhs_number_ends: Option<Private<String>>,
    /// The caller's services that may open them.
    pub services: Vec<ServiceId>,
    /// Why they were found.
    pub matched: Matched,
    /// What was found where it is none of the above: the name that they had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub matched_words: Option<Private<String>>,
}

impl SearchForm {
    /// What to look for, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Private<Line>, Flaws> {
        let mut check = Check::new();
        let typed =
            check.required("typed", "a name, a date of birth or an NHS number", self.typed.as_ref(), Line::parse);
        check.finish(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Flaw;

    fn check(typed: &str) -> Result<String, Flaws> {
        let form = SearchForm { typed: Some(typed.into()) };
        form.check().map(|typed| typed.reveal().as_str().to_owned())
    }

    #[test]
    fn stray_spaces_do_not_matter() {
        assert_eq!(check("  ro   samplson ").as_deref(), Ok("ro samplson"));
    }

    #[test]
    fn nothing_typed_finds_nobody() {
        assert!(matches!(check("  ").err().unwrap().at("/typed"), Some(Flaw::Missing(_))));
    }
}
