//! Who is told of an emergency, and what they are told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::EmergencyAccess;
use crate::access::{Class, Role};
use crate::id::{PersonId, TieId};

/// An emergency, as whoever reviews it is told of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyNotice {
    /// Which.
    pub id: TieId,
    /// Whose record was opened.
    pub person: PersonId,
    /// By when it is to be reviewed.
    pub due: DateTime<Utc>,
    /// Whether it has waited for longer.
    pub is_overdue: bool,
    /// What was opened, by whom and why, and what the review found.
    pub access: EmergencyAccess,
    /// What was read by it, the first first, at most 100.
    pub uses: Vec<EmergencyUse>,
}

/// One reading of a record that rested on an emergency.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyUse {
    /// When.
    pub at: DateTime<Utc>,
    /// The class of data that was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
}

/// Whether somebody of a role is told: the record's team leader and the data protection officer at once; the
/// Caldicott Guardian once nobody has reviewed it for 72 hours, or at once where the reader is one of those two.
/// That a team leader is the record's is decided before, and so is that nobody is told of what they did themselves.
pub fn is_told(role: Role, access: &EmergencyAccess, is_by_overseer: bool, now: DateTime<Utc>) -> bool {
    match role {
        Role::TeamLeader | Role::DataProtectionOfficer => true,
        Role::CaldicottGuardian => {
            let reviewed_late = access.review.as_ref().is_some_and(|review| review.at >= access.due());
            is_by_overseer || access.is_overdue(now) || reviewed_late
        }
        _ => false,
    }
}
