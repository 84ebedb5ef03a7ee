//! A finding as whoever reviews it reads it.

use serde::Serialize;

use super::Finding;
use crate::flat::{self, Fields, flat};
use crate::headline::IdentityHeadline;
use crate::trail::TrailEntry;

/// A finding with whose record it was found in, and the entries that it names.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Whose record it was found in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<IdentityHeadline>,
    /// The entries that it names, oldest first. Those whose segment of the ledger is gone by age are left out.
    pub trail: Vec<TrailEntry>,
}

flat!(FindingView);

impl FindingView {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        Ok(Self {
            who: flat::take_optional(&mut fields, "who")?,
            trail: flat::take(&mut fields, "trail")?,
            finding: flat::rest(fields)?,
        })
    }
}
