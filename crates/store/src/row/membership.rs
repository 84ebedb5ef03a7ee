//! A membership's row.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::{MembershipId, ServiceId, StaffId};
use uuid::Uuid;

use crate::schema::membership;
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// A role that somebody holds; all of it is clear, for access is decided by it.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = membership, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct MembershipRow {
    pub id: Key<MembershipId>,
    pub staff_id: Key<StaffId>,
    pub service_id: Option<Key<ServiceId>>,
    pub role: i16,
    pub since: Instant,
    pub until: Option<Instant>,
    pub tag: Vec<u8>,
}

impl MembershipRow {
    /// Its version as the ledger counts: it is given once, and ended once.
    pub const fn version(&self) -> i32 {
        if self.until.is_none() { 1 } else { 2 }
    }
}

impl Tagged for MembershipRow {
    const TABLE: &'static str = "membership";

    fn id(&self) -> Uuid {
        self.id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).id(self.staff_id).maybe_id(self.service_id);
        columns.number(self.role).at(self.since).maybe_at(self.until);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
