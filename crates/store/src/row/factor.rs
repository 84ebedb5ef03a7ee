//! The rows of second factors.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::StaffId;
use uuid::Uuid;

use crate::schema::{recovery_code, totp};
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// An authenticator app's row.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = totp, check_for_backend(Sqlite, Pg))]
pub struct TotpRow {
    pub staff_id: Key<StaffId>,
    pub version: i32,
    pub sealed: Vec<u8>,
    pub last_step: i64,
    pub enrolled_at: Instant,
    pub tag: Vec<u8>,
}

/// A recovery code's row.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = recovery_code, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct RecoveryCodeRow {
    pub code_hash: Vec<u8>,
    pub staff_id: Key<StaffId>,
    pub made_at: Instant,
    pub used_at: Option<Instant>,
    pub tag: Vec<u8>,
}

impl Tagged for TotpRow {
    const TABLE: &'static str = "totp";

    fn id(&self) -> Uuid {
        self.staff_id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.staff_id).number(self.version).bytes(&self.sealed).number(self.last_step).at(self.enrolled_at);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}

impl Tagged for RecoveryCodeRow {
    const TABLE: &'static str = "recovery_code";

    fn id(&self) -> Uuid {
        self.staff_id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.bytes(&self.code_hash).id(self.staff_id).at(self.made_at).maybe_at(self.used_at);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
