//! What patterns look at: one member of staff's day in the ledger, and what is known of the people in it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::Thresholds;
use crate::access::{Action, Role};
use crate::id::{EntryId, PersonId, StaffId};
use crate::text::Name;
use crate::{Private, postcode::Postcode};

/// An entry of the ledger, as patterns see it.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Which entry.
    pub entry: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// In which role; none where a right was wanting.
    pub role: Option<Role>,
    /// The operation's permanent word.
    pub operation: &'static str,
    /// What kind of deed it is.
    pub action: Action,
    /// Whether what was asked for was one person's record, not a list or a search.
    pub is_of_one: bool,
    /// Whether it was refused for want of a right.
    pub is_refused: bool,
    /// The people whom it tells of.
    pub people: Vec<PersonId>,
}

impl Deed {
    /// Whose record was read or changed by it: none for lists, searches and refusals.
    pub fn opened(&self) -> Option<PersonId> {
        if self.is_refused || !self.is_of_one || !matches!(self.action, Action::Read | Action::Change) {
            return None;
        }
        self.people.first().copied()
    }
}

/// Who did it, as far as they or the organisation say.
#[derive(Clone, Debug)]
pub struct Doer {
    /// Who.
    pub staff: StaffId,
    /// Their name; none of somebody whom the organisation no longer knows.
    pub name: Option<Private<Name>>,
    /// When they were born, if they gave it.
    pub born: Option<Private<NaiveDate>>,
    /// Where they live, if they gave it.
    pub postcode: Option<Private<Postcode>>,
}

/// Whose record it was.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Their given names, if any are known.
    pub given: Option<Private<Name>>,
    /// Their family name, if it is known.
    pub family: Option<Private<Name>>,
    /// When they were born, where the day is known.
    pub born: Option<Private<NaiveDate>>,
    /// The postcodes of their addresses, those that name a place.
    pub postcodes: Vec<Private<Postcode>>,
    /// Whether the doer has worked with them: is or was their key worker, or recorded something about them within
    /// 90 days, or has an appointment with them.
    pub is_linked: bool,
}

/// One member of staff's day.
pub struct Doings<'a> {
    /// Who.
    pub doer: &'a Doer,
    /// The day in London.
    pub day: NaiveDate,
    /// What they did, oldest first.
    pub deeds: &'a [Deed],
    /// The people whom they opened.
    pub people: &'a BTreeMap<PersonId, Known>,
    /// From how many on it is worth a look.
    pub thresholds: &'a Thresholds,
}

impl Doings<'_> {
    /// What was done with each record that was opened, oldest first.
    pub fn by_person(&self) -> BTreeMap<PersonId, Vec<&Deed>> {
        let mut by_person = BTreeMap::<PersonId, Vec<&Deed>>::new();
        for deed in self.deeds {
            if let Some(person) = deed.opened() {
                by_person.entry(person).or_default().push(deed);
            }
        }
        by_person
    }
}
