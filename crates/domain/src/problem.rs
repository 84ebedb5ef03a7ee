//! Problem documents (RFC 9457): the one shape in which anything is refused.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::flaw::FieldFlaw;
use crate::id::StaffId;

/// Why a request was refused, and what would be right. Never holds anything personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Permanent address of the kind of problem, within the documentation.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/docs/problems#flawed-form"))]
    pub kind: String,
    /// The kind of problem in a few words.
    #[cfg_attr(feature = "openapi", schema(example = "Some of this needs mending"))]
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "openapi", schema(example = 422))]
    pub status: u16,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Names this request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Each flaw of a form, with its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldFlaw>,
    /// The present version, where a stale one was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Who recorded the present version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<StaffId>,
    /// When the present version was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<DateTime<Utc>>,
    /// What stands in the way: likely duplicates, or the record that an idempotency key made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<uuid::Uuid>,
}
