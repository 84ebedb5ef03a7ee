//! A request as the team leader reads it who answers it: who asks, and whether the two are one person.

use serde::Serialize;

use super::TakeOnRequest;
use crate::flat::{self, Fields, flat};
use crate::headline::IdentityHeadline;

/// A request with as much of both records as it takes to decide: names and birth date, nothing of what
/// either service does with them.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOnQuestion {
    /// The request.
    #[serde(flatten)]
    pub request: TakeOnRequest,
    /// Who they are on the record that is held.
    pub held_as: IdentityHeadline,
    /// Who they are as the asking service registered them; none if that record is no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_as: Option<IdentityHeadline>,
}

flat!(TakeOnQuestion);

impl TakeOnQuestion {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        Ok(Self {
            held_as: flat::take(&mut fields, "held_as")?,
            registered_as: flat::take_optional(&mut fields, "registered_as")?,
            request: flat::rest(fields)?,
        })
    }
}
