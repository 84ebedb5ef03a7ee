//! Who did what with a record, and how it came to be what it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::{Action, Class, Purpose, Role};
use crate::id::{EntryId, PersonId, ServiceId, SessionId, StaffId};
use crate::text::Name;
use crate::{Private, choice};

mod changes;
pub use changes::{Change, changes};

choice! {
    /// How what was asked for ended.
    pub enum TrailOutcome {
        /// It was done, or answered.
        Done = "done", "Done";
        /// It was refused for want of a right.
        Refused = "refused", "Refused";
        /// It was refused because the request was wrong or stale.
        Rejected = "rejected", "Not accepted";
        /// It failed.
        Failed = "failed", "Failed";
    }
}

impl TrailOutcome {
    /// Permanent number, in the ledger: never reused.
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 1,
            Self::Refused => 2,
            Self::Rejected => 3,
            Self::Failed => 4,
        }
    }

    /// The outcome of a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|outcome| outcome.number() == number)
    }
}

/// An entry of the audit ledger, as the data protection officer reads it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrailEntry {
    /// Which.
    pub id: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none for the operator and for those who never signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<StaffId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub by_name: Option<Private<Name>>,
    /// In which role; none where a right was wanting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// For which service, where the role is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// The operation's permanent word, from the access table.
    #[cfg_attr(feature = "openapi", schema(example = "read_contacts"))]
    pub operation: String,
    /// What kind of deed that is.
    pub action: Action,
    /// The class of data that was opened or written; none where nothing personal was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// How it ended.
    pub outcome: TrailOutcome,
    /// What it was for; none in entries of before that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// The network that it came from: an office, a home or abroad, never one telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "192.0.2.0/24"))]
    pub origin: Option<String>,
    /// In which sign-in session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// How many people it tells of.
    #[serde(default)]
    pub count: u32,
    /// Who they are, in a list of what a member of staff did; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

/// A version of a record, as its history shows it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// Which version, from 1.
    pub version: u32,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: StaffId,
    /// The whole content of this version.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub content: Private<Value>,
    /// What is other than in the version before; nothing in the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_comes_back_by_its_number() {
        for outcome in TrailOutcome::ALL {
            assert!(TrailOutcome::from_number(outcome.number()) == Some(*outcome));
        }
        assert!(TrailOutcome::from_number(0).is_none());
    }
}
