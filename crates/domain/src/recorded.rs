//! What an answer says of a record beside its content.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::StaffId;

/// A record as it is kept: its content with who recorded which version when.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recorded<T> {
    /// The record's identifier.
    pub id: Uuid,
    /// Counts up from 1 with each change; the `ETag` of the record.
    pub version: u32,
    /// When this version was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded this version.
    pub recorded_by: StaffId,
    /// The content.
    #[serde(flatten)]
    pub content: T,
}

impl<T> Recorded<T> {
    /// The same record with its content made into something else.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded {
            id: self.id,
            version: self.version,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            content: make(self.content),
        }
    }
}
