//! An entry of the audit ledger: who did what with whose record, never the data.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::access::{Purpose, Refusal, Role};
use domain::id::{EntryId, PersonId, ServiceId, SessionId, StaffId};
use uuid::Uuid;
use vault::{HashPurpose, Keys};

use crate::schema::{ledger_entry, ledger_subject};
use crate::sql::{Instant, Key};

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
    /// It takes a step-up sign-in first.
    RefusedStepUp,
    /// The record is restricted to others.
    RefusedRestricted,
    /// The client's scopes do not reach it.
    RefusedScope,
    /// It failed, or a row was found that CRiiS did not write.
    Failed,
}

impl Outcome {
    /// How a refusal ends.
    pub const fn of(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Role => Self::RefusedRole,
            Refusal::Ground => Self::RefusedGround,
            Refusal::Restricted => Self::RefusedRestricted,
            Refusal::StepUp => Self::RefusedStepUp,
            Refusal::Scope => Self::RefusedScope,
        }
    }

    /// Permanent number.
    pub const fn number(self) -> i16 {
        match self {
            Self::Done => 0,
            Self::RefusedRole => 1,
            Self::RefusedGround => 2,
            Self::RefusedSignIn => 3,
            Self::RefusedStepUp => 4,
            Self::RefusedRestricted => 5,
            Self::RefusedScope => 6,
            Self::Failed => 7,
        }
    }

    /// The outcome of a number.
    pub const fn from_number(number: i16) -> Option<Self> {
        match number {
            0 => Some(Self::Done),
            1 => Some(Self::RefusedRole),
            2 => Some(Self::RefusedGround),
            3 => Some(Self::RefusedSignIn),
            4 => Some(Self::RefusedStepUp),
            5 => Some(Self::RefusedRestricted),
            6 => Some(Self::RefusedScope),
            7 => Some(Self::Failed),
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
        Role::Clinician => 5,
        Role::CriminalJusticeWorker => 6,
        Role::Receptionist => 7,
        Role::Volunteer => 8,
        Role::Analyst => 9,
        Role::Auditor => 10,
        Role::ApiClient => 11,
        Role::CaldicottGuardian => 12,
        Role::Operator => 99,
    }
}

/// Permanent number of a purpose; 0 is none.
pub const fn purpose_number(purpose: Purpose) -> i16 {
    match purpose {
        Purpose::Account => 1,
        Purpose::DirectCare => 2,
        Purpose::Supervision => 3,
        Purpose::Running => 4,
        Purpose::Oversight => 5,
        Purpose::Figures => 6,
        Purpose::ExternalAudit => 7,
        Purpose::Operation => 8,
    }
}

/// The purpose of a number; none of 0.
pub fn purpose_of(number: i16) -> Option<Purpose> {
    Purpose::ALL.iter().copied().find(|purpose| purpose_number(*purpose) == number)
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
    /// Which columns the hash binds; see [`Entry::hash`].
    pub layout: i16,
    /// What it was for, by its permanent number; 0 where nothing says.
    pub purpose: i16,
    /// The API client that asked, if one did.
    pub client_id: Option<Key<Uuid>>,
    /// The network it came from: of staff and clients, never of service users.
    pub origin: Option<String>,
    /// The rows that were written, in the form of [`super::Written`].
    pub written: Option<Vec<u8>>,
}

/// The layout of entries that are written now. Entries of layout 1 end with the request's id.
pub const LAYOUT: i16 = 2;

impl EntryRow {
    /// An entry that names nothing but the operation: the rest is filled in by whoever makes it.
    pub fn of(id: Uuid, at: DateTime<Utc>, operation: &str) -> Self {
        Self {
            id: Key(EntryId(id)),
            at: at.into(),
            staff_id: None,
            session_id: None,
            service_id: None,
            role: 0,
            operation: operation.to_owned(),
            class: 0,
            outcome: Outcome::Done.number(),
            record_id: None,
            record_version: None,
            digest: None,
            count: 0,
            request_id: None,
            layout: LAYOUT,
            purpose: 0,
            client_id: None,
            origin: None,
            written: None,
        }
    }
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
    /// What the chain binds: every column of its layout in order, length-prefixed, then the subjects. From layout 2
    /// on it is keyed, so that nobody makes an entry who has the database alone.
    pub fn hash(&self, keys: &Keys) -> [u8; 32] {
        let row = &self.row;
        let id = |id: Option<&Uuid>| id.map(|id| id.as_bytes().as_slice()).unwrap_or_default().to_vec();
        let number = |number: i16| number.to_be_bytes().to_vec();
        let mut parts: Vec<Vec<u8>> = Vec::with_capacity(20 + self.subjects.len());
        parts.push(row.id.0.0.as_bytes().to_vec());
        parts.push(row.at.micros().to_be_bytes().to_vec());
        parts.push(id(row.staff_id.as_ref().map(|id| &id.0.0)));
        parts.push(id(row.session_id.as_ref().map(|id| &id.0.0)));
        parts.push(id(row.service_id.as_ref().map(|id| &id.0.0)));
        parts.push(number(row.role));
        parts.push(row.operation.clone().into_bytes());
        parts.push(number(row.class));
        parts.push(number(row.outcome));
        parts.push(id(row.record_id.as_ref().map(|id| &id.0)));
        parts.push(row.record_version.map(|version| version.to_be_bytes().to_vec()).unwrap_or_default());
        parts.push(row.digest.clone().unwrap_or_default());
        parts.push(row.count.to_be_bytes().to_vec());
        parts.push(id(row.request_id.as_ref().map(|id| &id.0)));
        if row.layout > 1 {
            parts.push(number(row.layout));
            parts.push(number(row.purpose));
            parts.push(id(row.client_id.as_ref().map(|id| &id.0)));
            parts.push(row.origin.clone().unwrap_or_default().into_bytes());
            parts.push(row.written.clone().unwrap_or_default());
        }
        let mut subjects: Vec<_> = self.subjects.iter().map(|id| id.0).collect();
        subjects.sort_unstable();
        parts.extend(subjects.into_iter().map(|id| id.into_bytes().to_vec()));
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        if row.layout > 1 { keys.keyed_hash(HashPurpose::LedgerEntry, &parts) } else { vault::digest::sha256(&parts) }
    }

    /// Its subject rows.
    pub fn subject_rows(&self) -> impl Iterator<Item = SubjectRow> + '_ {
        self.subjects.iter().map(|person| SubjectRow { entry_id: self.row.id, subject_id: Key(*person) })
    }
}
