//! Where somebody is signed in, as they and an administrator read it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::id::SessionId;

/// How many sign-ins somebody may have at once; the next ends the oldest.
pub const MOST_SESSIONS: usize = 10;

/// A sign-in that has not ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnSession {
    /// Which.
    pub id: SessionId,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// When it was last in use, to within five minutes.
    pub used_at: DateTime<Utc>,
    /// In what, in coarse words, like `Firefox on Windows`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub browser: Private<String>,
    /// From which network, like `203.0.113.0/24`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub network: Private<String>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}
