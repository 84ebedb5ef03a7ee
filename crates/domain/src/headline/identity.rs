//! Who somebody is, in a line: enough to tell them from the next.

use serde::{Deserialize, Serialize};

use crate::identity::Identity;
use crate::partial_date::PartialDate;
use crate::text::{Line, Name};
use crate::{Private, banner};

/// Who somebody is, in a line.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityHeadline {
    /// As people say it: *Ro Sampleson*.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<String>,
    /// As the banner and lists have it: *SAMPLESON, Rowan*.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub formal_name: Private<String>,
    /// What they are called, if not by their given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub known_as: Option<Private<Name>>,
    /// When they were born: a day, or a month or a year where no more is known.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub born: Private<PartialDate>,
    /// Whether the birth date is an estimate.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub born_estimated: Private<bool>,
    /// Pronouns, as they say them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub pronouns: Option<Private<Line>>,
}

impl IdentityHeadline {
    /// The headline of somebody's identity.
    pub fn from_identity(identity: &Identity) -> Self {
        let (given, family) = (identity.given_names.as_ref(), identity.family_name.as_ref());
        Self {
            name: banner::known_as(given, family, identity.preferred_name.as_ref()),
            formal_name: banner::display_name(given, family),
            known_as: identity.preferred_name.clone(),
            born: identity.birth_date.clone(),
            born_estimated: identity.birth_date_estimated.clone(),
            pronouns: identity.pronouns.clone(),
        }
    }
}
