//! A ceremony's row.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::StaffId;
use uuid::Uuid;

use crate::schema::ceremony;
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// A ceremony's row.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = ceremony, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct CeremonyRow {
    pub id: Key<Uuid>,
    pub staff_id: Option<Key<StaffId>>,
    pub kind: i16,
    pub token_hash: Vec<u8>,
    pub sealed: Vec<u8>,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
    pub tag: Vec<u8>,
}

impl Tagged for CeremonyRow {
    const TABLE: &'static str = "ceremony";

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).maybe_id(self.staff_id).number(self.kind).bytes(&self.token_hash).bytes(&self.sealed);
        columns.at(self.created_at).at(self.expires_at).maybe_at(self.used_at);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
