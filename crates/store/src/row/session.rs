//! The rows of sign-in.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::{SessionId, StaffId};

use crate::schema::{credential, session};
use crate::sql::{Instant, Key};

/// A session's row.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = session, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct SessionRow {
    pub id: Key<SessionId>,
    pub staff_id: Key<StaffId>,
    pub refresh_hash: Vec<u8>,
    pub previous_hash: Option<Vec<u8>>,
    pub rotated_at: Instant,
    pub created_at: Instant,
    pub ended_at: Option<Instant>,
}

/// A credential's row.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = credential, check_for_backend(Sqlite, Pg))]
pub struct CredentialRow {
    pub staff_id: Key<StaffId>,
    pub name_hash: Vec<u8>,
    pub version: i32,
    pub sealed_password: Vec<u8>,
    pub active: bool,
}
