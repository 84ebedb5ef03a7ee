//! Rows as the tables hold them: sealed payloads beside clear columns.

mod api_client;
mod ceremony;
mod change;
mod clear;
mod digest;
mod factor;
mod membership;
mod passkey;
mod session;
mod tie;

pub use api_client::{ApiClientRow, ApiCredentialRow};
pub use ceremony::CeremonyRow;
pub use change::ChangeRow;
pub use clear::Clear;
pub use factor::{RecoveryCodeRow, TotpRow};
pub use membership::MembershipRow;
pub use passkey::{PasskeyRow, ProviderLinkRow};
pub use session::{CredentialRow, SessionRow};
pub use tie::TieRow;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::{PersonId, ServiceId, StaffId};
use uuid::Uuid;

use crate::error::{Error, Present};
use crate::noun::Noun;
use crate::schema::{organisation, organisation_revision, person, record, revision};
use crate::sql::{Instant, Key};

/// The only layout so far: which clear columns a sealed payload is bound to, and in which order.
pub const LAYOUT: i16 = 1;

/// A person's row.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = person, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct PersonRow {
    pub id: Key<PersonId>,
    pub wrapped_key: Vec<u8>,
    pub epoch: i32,
    pub registered: bool,
    pub created_at: Instant,
}

/// The present version of a record.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = record, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct RecordRow {
    pub id: Key<Uuid>,
    pub person_id: Key<PersonId>,
    pub noun: i16,
    pub class: i16,
    pub version: i32,
    pub layout: i16,
    pub happened_at: Instant,
    pub service_id: Option<Key<ServiceId>>,
    pub staff_id: Option<Key<StaffId>>,
    pub open: bool,
    pub recorded_at: Instant,
    pub recorded_by: Key<StaffId>,
    pub sealed: Vec<u8>,
}

impl RecordRow {
    /// Its noun.
    pub fn noun(&self) -> Result<Noun, Error> {
        Noun::from_number(self.noun).ok_or_else(|| Error::Keys(format!("noun {} is not known", self.noun)))
    }

    /// Its version as answers carry it.
    pub const fn version(&self) -> u32 {
        self.version.cast_unsigned()
    }

    /// What to say to whoever saw an older version.
    pub const fn stale(&self) -> Error {
        Error::Stale(Present { version: self.version(), by: self.recorded_by.0, at: self.recorded_at.0 })
    }
}

/// An earlier version of a record.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = revision, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct RevisionRow {
    pub record_id: Key<Uuid>,
    pub person_id: Key<PersonId>,
    pub noun: i16,
    pub class: i16,
    pub version: i32,
    pub layout: i16,
    pub happened_at: Instant,
    pub service_id: Option<Key<ServiceId>>,
    pub staff_id: Option<Key<StaffId>>,
    pub open: bool,
    pub recorded_at: Instant,
    pub recorded_by: Key<StaffId>,
    pub sealed: Vec<u8>,
    pub superseded_at: Instant,
}

impl RevisionRow {
    /// Keep a record as it is now; the sealed bytes are copied, bound as they are.
    pub fn of(row: RecordRow, superseded_at: Instant) -> Self {
        Self {
            record_id: row.id,
            person_id: row.person_id,
            noun: row.noun,
            class: row.class,
            version: row.version,
            layout: row.layout,
            happened_at: row.happened_at,
            service_id: row.service_id,
            staff_id: row.staff_id,
            open: row.open,
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            sealed: row.sealed,
            superseded_at,
        }
    }

    /// The record as it was, to open it.
    pub fn into_record(self) -> RecordRow {
        RecordRow {
            id: self.record_id,
            person_id: self.person_id,
            noun: self.noun,
            class: self.class,
            version: self.version,
            layout: self.layout,
            happened_at: self.happened_at,
            service_id: self.service_id,
            staff_id: self.staff_id,
            open: self.open,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            sealed: self.sealed,
        }
    }
}

/// The present version of a contract, service or member of staff.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organisation, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct OrganisationRow {
    pub id: Key<Uuid>,
    pub noun: i16,
    pub parent_id: Option<Key<Uuid>>,
    pub version: i32,
    pub open: bool,
    pub recorded_at: Instant,
    pub recorded_by: Key<StaffId>,
    pub sealed: Vec<u8>,
}

impl OrganisationRow {
    /// What to say to whoever saw an older version.
    pub const fn stale(&self) -> Error {
        Error::Stale(Present { version: self.version.cast_unsigned(), by: self.recorded_by.0, at: self.recorded_at.0 })
    }
}

/// An earlier version of a contract, service or member of staff.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation_revision, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct OrganisationRevisionRow {
    pub record_id: Key<Uuid>,
    pub noun: i16,
    pub parent_id: Option<Key<Uuid>>,
    pub version: i32,
    pub open: bool,
    pub recorded_at: Instant,
    pub recorded_by: Key<StaffId>,
    pub sealed: Vec<u8>,
    pub superseded_at: Instant,
}
