//! How often people are asked for: registrations and searches of each caller and day, from the ledger.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::StaffId;

/// What one caller asked for on one day. Whoever registers or searches far more than their colleagues may be trying
/// names to learn who is in treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskingCount {
    /// Who asked.
    pub staff: StaffId,
    /// The day in London.
    pub day: NaiveDate,
    /// People whom they registered.
    pub registrations: u32,
    /// Searches that were answered.
    pub searches: u32,
    /// Registrations and searches that were refused.
    pub refused: u32,
}
