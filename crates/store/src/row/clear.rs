//! The clear columns of a record.

use domain::id::{ServiceId, StaffId};

use crate::sql::Instant;

/// The clear columns of a record, beside who recorded it when.
#[derive(Clone, Copy)]
pub struct Clear {
    /// What the noun is ordered by; see [`Noun`].
    pub happened_at: Instant,
    /// The service that it belongs to.
    pub service: Option<ServiceId>,
    /// The member of staff whom it concerns.
    pub staff: Option<StaffId>,
    /// Whether it is still going on.
    pub open: bool,
}

impl Clear {
    /// Columns of a record that has no service, no staff and no end.
    pub const fn at(happened_at: Instant) -> Self {
        Self { happened_at, service: None, staff: None, open: true }
    }
}
