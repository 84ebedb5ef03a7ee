//! How far the ledger is proved.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How far the ledger is proved, as its overseer sees it first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerState {
    /// The number of the last checkpoint; none before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<u64>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint_at: Option<DateTime<Utc>>,
    /// Seconds that no checkpoint covers yet; those of the whole ledger where there is none.
    pub uncovered_seconds: u64,
    /// When the whole ledger was last proved against its checkpoints, by whoever holds the key folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<DateTime<Utc>>,
    /// Whether it held then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
}
