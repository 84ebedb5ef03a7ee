//! A unit of work: one transaction, one context, and what is to follow its commit.

use chrono::{DateTime, Utc};
use domain::access::{Operation, Refusal, Role};
use domain::code::CodeLists;
use domain::id::{PersonId, ServiceId};
use uuid::Uuid;
use vault::Keys;

use crate::access::Access;
use crate::clock::Clock;
use crate::error::Error;
use crate::ledger::{Entry, Outcome, Written};
use crate::noun::Noun;
use crate::row::{MembershipRow, RecordRow};
use crate::search;
use crate::sql::keyed;

/// What every unit may use beside its connection.
pub struct World {
    pub keys: Keys,
    pub clock: Clock,
    pub lists: CodeLists,
}

/// What follows a unit's commit; nothing of it happens if the unit fails.
#[derive(Default)]
pub struct After {
    /// Ledger entries, in order.
    pub entries: Vec<Entry>,
    /// Changes to the search index.
    pub index: Vec<IndexChange>,
    /// The rows that were written, as an entry names them; see [`Written`].
    pub written: Vec<u8>,
}

impl After {
    /// Let the first entry of what was done name the rows that were written: before the entries are.
    pub fn settle(&mut self) {
        if self.written.is_empty() {
            return;
        }
        let written = std::mem::take(&mut self.written);
        match self.entries.iter_mut().find(|entry| entry.row.outcome == Outcome::Done.number()) {
            Some(entry) => entry.row.written = Some(written),
            None => log::error!("rows were written by a unit that leaves no entry, so the ledger does not know them"),
        }
    }
}

/// A change to the search index.
pub enum IndexChange {
    /// A person's names, birth date, number or services are these now.
    Put(search::Entry),
    /// A person is no more.
    Remove(PersonId),
}

impl IndexChange {
    /// What is put, if anything is.
    pub fn into_entry(self) -> Option<search::Entry> {
        match self {
            Self::Put(entry) => Some(entry),
            Self::Remove(_) => None,
        }
    }
}

/// One transaction's context. It may be run again from its start, so it has no effect outside the database.
pub struct Unit<'a, C> {
    pub conn: &'a mut C,
    pub world: &'a World,
    pub now: DateTime<Utc>,
    pub after: After,
}

impl<'a, C> Unit<'a, C> {
    /// Begin at the present instant.
    pub fn new(conn: &'a mut C, world: &'a World) -> Self {
        Self { conn, world, now: world.clock.now(), after: After::default() }
    }

    /// A new id that sorts by time.
    pub fn new_id(&self) -> Uuid {
        self.world.clock.new_id()
    }

    /// Let the ledger know a row of this version by its digest.
    pub fn wrote(&mut self, id: Uuid, version: i32, digest: [u8; 32]) {
        Written { id, version, digest }.append_to(&mut self.after.written);
    }

    /// Let the ledger know a record. Drafts come and go with every few words, and are left out.
    pub fn wrote_record(&mut self, row: &RecordRow) {
        if row.noun != Noun::Draft.number() {
            self.wrote(row.id.0, row.version, row.digest());
        }
    }

    /// Let the ledger know a membership.
    pub fn wrote_membership(&mut self, row: &MembershipRow) {
        self.wrote(row.id.0.0, row.version(), row.digest());
    }

    /// Note in the ledger that `access` was used on these people.
    pub fn enter<O: Operation>(
        &mut self,
        access: &Access<O>,
        role: Option<Role>,
        subjects: Vec<PersonId>,
    ) -> &mut Entry {
        let entry = access.entry(self.new_id(), self.now, role, subjects);
        self.after.entries.push(entry);
        let last = self.after.entries.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "pushed on the line above")]
        &mut self.after.entries[last]
    }

    /// Note in the ledger that `access` was refused, and refuse.
    pub fn refuse<O: Operation>(
        &mut self,
        access: &Access<O>,
        refusal: Refusal,
        subject: Option<PersonId>,
        service: Option<ServiceId>,
    ) -> Error {
        let entry = self.enter(access, None, subject.into_iter().collect());
        entry.row.service_id = keyed(service);
        entry.row.outcome = Outcome::of(refusal).number();
        refusal.into()
    }
}
