//! An entry of the audit ledger: who did what with whose record, never the data.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::access::Role;
use domain::id::{EntryId, PersonId, ServiceId, SessionId, StaffId};
use uuid::Uuid;

use crate::schema::{ledger_entry, ledger_subject};
use crate::sql::{Instant, Key, plain};

/// How what was asked for ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The role did not allow it.
    RefusedRole,
    /// The person or service is none of theirs.
    RefusedGround,
    /// Name and password, or a refresh token, did not hold.
    RefusedSignIn,
}

impl Outcome {
    /// Permanent number.
    pub const fn number(self) -> i16 {
        match self {
            Self::Done => 0,
            Self::RefusedRole => 1,
            Self::RefusedGround => 2,
            Self::RefusedSignIn => 3,
        }
    }

    /// The outcome of a number.
    pub const fn from_number(number: i16) -> Option<Self> {
        match number {
            0 => Some(Self::Done),
            1 => Some(Self::RefusedRole),
            2 => Some(Self::RefusedGround),
            3 => Some(Self::RefusedSignIn),
            _ => None,
        }
    }
}

/// Permanent number of a role, in the ledger and in memberships.
pub const fn role_number(role: Role) -> i16 {
    match role {
        Role::RecoveryWorker => 1,
        Role::TeamLeader => 2,
        Role::Administrator => 3,
        Role::DataProtectionOfficer => 4,
        Role::Operator => 99,
    }
}

/// The role of a number.
pub fn role_of(number: i16) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| role_number(*role) == number)
}

/// An entry's row.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_entry, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct EntryRow {
    pub id: Key<EntryId>,
    pub at: Instant,
    pub staff_id: Option<Key<StaffId>>,
    pub session_id: Option<Key<SessionId>>,
    pub service_id: Option<Key<ServiceId>>,
    pub role: i16,
    pub operation: String,
    pub class: i16,
    pub outcome: i16,
    pub record_id: Option<Key<Uuid>>,
    pub record_version: Option<i32>,
    pub digest: Option<Vec<u8>>,
    pub count: i32,
    pub request_id: Option<Key<Uuid>>,
}

/// One person whom an entry tells of.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_subject, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct SubjectRow {
    pub entry_id: Key<EntryId>,
    pub subject_id: Key<PersonId>,
}

/// An entry with the people whom it tells of.
#[derive(Clone, Debug)]
pub struct Entry {
    pub row: EntryRow,
    pub subjects: Vec<PersonId>,
}

impl Entry {
    /// The digest that the chain binds: every column in order, length-prefixed, then the subjects.
    pub fn hash(&self) -> [u8; 32] {
        let row = &self.row;
        let bytes = |id: Option<Uuid>| id.map(|id| id.into_bytes().to_vec()).unwrap_or_default();
        let mut parts: Vec<Vec<u8>> = vec![
            row.id.0.0.as_bytes().to_vec(),
            row.at.micros().to_be_bytes().to_vec(),
            bytes(row.staff_id.map(|id| id.0.0)),
            bytes(row.session_id.map(|id| id.0.0)),
            bytes(row.service_id.map(|id| id.0.0)),
            row.role.to_be_bytes().to_vec(),
            row.operation.clone().into_bytes(),
            row.class.to_be_bytes().to_vec(),
            row.outcome.to_be_bytes().to_vec(),
            bytes(plain(row.record_id)),
            row.record_version.map(|version| version.to_be_bytes().to_vec()).unwrap_or_default(),
            row.digest.clone().unwrap_or_default(),
            row.count.to_be_bytes().to_vec(),
            bytes(plain(row.request_id)),
        ];
        let mut subjects: Vec<_> = self.subjects.iter().map(|id| id.0).collect();
        subjects.sort_unstable();
        parts.extend(subjects.into_iter().map(|id| id.into_bytes().to_vec()));
        vault::digest::sha256(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// Its subject rows.
    pub fn subject_rows(&self) -> impl Iterator<Item = SubjectRow> + '_ {
        self.subjects.iter().map(|person| SubjectRow { entry_id: self.row.id, subject_id: Key(*person) })
    }
}
