//! A page of a list.

use uuid::Uuid;

use crate::sql::Instant;

/// Where a page begins: after this row in the order (instant, id), newest first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The last row's instant.
    pub at: Instant,
    /// The last row's id.
    pub id: Uuid,
}

/// Some of a list, and where the rest begins.
pub struct Page<T> {
    /// The page.
    pub items: Vec<T>,
    /// After which row the next page begins; none when there is no more.
    pub next: Option<Cursor>,
}
