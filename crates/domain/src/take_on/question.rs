//! A request as the team leader reads it who answers it: who asks, and whether the two are one person.

use serde::{Deserialize, Serialize};

use super::TakeOnRequest;
use crate::headline::IdentityHeadline;

/// A request with as much of both records as it takes to decide: names and birth date, nothing of what
/// either service does with them.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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
