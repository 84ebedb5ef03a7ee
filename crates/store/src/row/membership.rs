//! A membership's row.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::{MembershipId, ServiceId, StaffId};

use crate::schema::membership;
use crate::sql::{Instant, Key};

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
}
