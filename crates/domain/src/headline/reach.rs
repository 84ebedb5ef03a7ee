//! The way to try first, with what is safe to say there.

use serde::{Deserialize, Serialize};

use crate::reach::{Reach, Way};

/// The way to try first.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReachHeadline {
    /// The preferred way, or the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Way>,
}

impl ReachHeadline {
    /// The headline of somebody's reach. Where several ways are known and none is preferred it names
    /// none: to choose would be to guess what is safe.
    pub fn from_reach(reach: &Reach) -> Self {
        let preferred = reach.ways.iter().find(|way| *way.preferred.reveal());
        let only = reach.ways.first().filter(|_| reach.ways.len() == 1);
        Self { first: preferred.or(only).cloned() }
    }
}
