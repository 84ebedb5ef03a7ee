//! A row of the change feed.

use diesel::prelude::*;
use domain::id::PersonId;

use crate::sql::Key;

/// A change: its place in the order (xid, seq), and whose.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct ChangeRow {
    pub seq: i64,
    pub xid: i64,
    pub person_id: Key<PersonId>,
    pub at: i64,
}
