//! The rows of passkeys, and of people whom an identity provider knows.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::{PasskeyId, StaffId};
use uuid::Uuid;

use crate::schema::{passkey, provider_link};
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// A passkey's row.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = passkey, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct PasskeyRow {
    pub id: Key<PasskeyId>,
    pub staff_id: Key<StaffId>,
    pub credential_hash: Vec<u8>,
    pub version: i32,
    pub sealed: Vec<u8>,
    pub registered_at: Instant,
    pub used_at: Option<Instant>,
    pub suspected_at: Option<Instant>,
    pub tag: Vec<u8>,
}

/// Who somebody at the identity provider is here.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = provider_link, check_for_backend(Sqlite, Pg))]
pub struct ProviderLinkRow {
    pub subject_hash: Vec<u8>,
    pub staff_id: Key<StaffId>,
    pub linked_at: Instant,
    pub tag: Vec<u8>,
}

impl Tagged for PasskeyRow {
    const TABLE: &'static str = "passkey";

    fn id(&self) -> Uuid {
        self.id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).id(self.staff_id).bytes(&self.credential_hash).number(self.version).bytes(&self.sealed);
        columns.at(self.registered_at).maybe_at(self.used_at).maybe_at(self.suspected_at);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}

impl Tagged for ProviderLinkRow {
    const TABLE: &'static str = "provider_link";

    fn id(&self) -> Uuid {
        self.staff_id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.bytes(&self.subject_hash).id(self.staff_id).at(self.linked_at);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
