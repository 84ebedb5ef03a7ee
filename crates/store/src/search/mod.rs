//! The search index: finding people by what somebody types, in memory.
//!
//! Names are sealed in the database, so each serving process holds this beside it: built at start by opening
//! every identity, kept right as people change. It is a plain data structure: no database, no keys, no clock.
//!
//! A typed word is expanded, over the *vocabulary* and not over people, to the words that may be meant: those
//! that begin with it and some that are spelt or sound like it (`expand`, `spelling`). The people of the
//! rarest typed word are walked in flat arrays (`postings`) and checked and scored through each person's
//! columns (`people`, `score`). What changes lies in small overlays that the same code reads, and is
//! merged into the flat arrays when there is much of it.
//!
//! **Invariant**: nobody is in an answer unless the caller's rule allows their services, and nothing here
//! prints a name: the types that hold one have neither `Debug` nor `Display`.

mod best;
mod born;
mod build;
mod duplicates;
mod entry;
mod expand;
mod find;
mod fold;
mod people;
mod postings;
mod query;
mod score;
mod services;
mod sorted_pairs;
mod spelling;
mod typed_date;
mod vocabulary;

#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use self::born::BornLikeness;
pub use self::duplicates::Likeness;
pub use self::entry::{BornEntry, Entry, NameEntry, NameKind};
pub use self::find::{Hit, Matched};
pub use self::query::Query;

/// Changes that may wait beside the flat arrays, however few people there are.
const CHANGES_THAT_WAIT: usize = 10_000;

/// Everybody who can be found.
pub struct Index {
    vocabulary: vocabulary::Vocabulary,
    spelling: spelling::Spelling,
    postings: postings::Postings,
    people: people::People,
    services: services::ServiceSets,
    /// Puts and removals since the arrays were last built.
    changes: usize,
}

impl Index {
    /// Indexes many people at once. Of a person who comes twice, the last entry holds.
    pub fn build(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut builder = build::Builder::new();
        for entry in entries {
            builder.add(entry);
        }
        builder.finish()
    }

    /// Adds a person, or replaces all that was known of them. Takes microseconds, but for a merge of a second
    /// in a million people after a quarter as many changes.
    pub fn put(&mut self, entry: Entry) {
        let names = build::name_words(&entry, |text| {
            self.vocabulary.find(text).unwrap_or_else(|| {
                let word = self.vocabulary.add(text);
                self.spelling.add(word, text);
                word
            })
        });
        let row = build::row(entry, names, &mut self.services);
        let slot = self.people.put(&row);
        for word in build::each_once(&row.names) {
            self.postings.add(word, slot);
        }
        self.count_change();
    }

    /// Removes a person, if they are here.
    pub fn remove(&mut self, person: Uuid) {
        if self.people.remove(person) {
            self.count_change();
        }
    }

    /// Says anew which services may open a person, if they are here.
    pub fn set_services(&mut self, person: Uuid, services: Vec<Uuid>) {
        if let Some(slot) = self.people.slot(person) {
            let services = self.services.intern(services);
            self.people.set_services(slot, services);
        }
    }

    /// How many people can be found.
    pub fn len(&self) -> usize {
        self.people.living()
    }

    /// Whether nobody can be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn count_change(&mut self) {
        self.changes += 1;
        if self.changes > CHANGES_THAT_WAIT + self.len() / 4 {
            self.merge();
        }
    }

    /// Builds the arrays anew, without those removed and words that nobody has any more.
    fn merge(&mut self) {
        let mut builder = build::Builder::new();
        for slot in self.people.slots() {
            if self.people.services(slot) != services::ServiceSet::REMOVED {
                builder.copy(self, slot);
            }
        }
        *self = builder.finish();
    }
}

impl Default for Index {
    /// An index of nobody.
    fn default() -> Self {
        Self::build([])
    }
}
