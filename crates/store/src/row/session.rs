//! The rows of sign-in.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::{SessionId, StaffId};
use uuid::Uuid;

use crate::schema::{credential, session};
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// A session's row.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = session, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct SessionRow {
    pub id: Key<SessionId>,
    pub staff_id: Key<StaffId>,
    pub refresh_hash: Vec<u8>,
    pub previous_hash: Option<Vec<u8>>,
    pub rotated_at: Instant,
    pub created_at: Instant,
    pub ended_at: Option<Instant>,
    pub stepped_up_at: Option<Instant>,
    pub sealed_origin: Vec<u8>,
    pub tag: Vec<u8>,
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
    pub tag: Vec<u8>,
}

impl Tagged for SessionRow {
    const TABLE: &'static str = "session";

    fn id(&self) -> Uuid {
        self.id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).id(self.staff_id).bytes(&self.refresh_hash).maybe_bytes(self.previous_hash.as_deref());
        columns.at(self.rotated_at).at(self.created_at).maybe_at(self.ended_at);
        columns.maybe_at(self.stepped_up_at).bytes(&self.sealed_origin);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}

impl Tagged for CredentialRow {
    const TABLE: &'static str = "credential";

    fn id(&self) -> Uuid {
        self.staff_id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.staff_id).bytes(&self.name_hash).number(self.version);
        columns.bytes(&self.sealed_password).flag(self.active);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
