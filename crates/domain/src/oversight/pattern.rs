//! Patterns worth a look, each one pure function over one member of staff's day.
//!
//! A pattern accuses nobody. Staff share surnames with the people they work with, stand in for each other and work
//! late; what came of a look is for a person to say. See each function for what it does and does not cover.

use super::{Deed, Doings};
use crate::choice;
use crate::id::{EntryId, PersonId};

mod amount;
mod hours;
mod likeness;
mod link;

choice! {
    /// A pattern worth a look.
    pub enum Pattern {
        /// A record was read by somebody who does not work with them.
        NoLink = "no_link", "Read without working with them";
        /// The reader has the same family name.
        SameName = "same_name", "Same family name as the reader";
        /// The reader lives at the same postcode.
        SamePostcode = "same_postcode", "Same postcode as the reader";
        /// It may be the reader's own record.
        OwnRecord = "own_record", "Perhaps the reader's own record";
        /// Very many records were opened within an hour.
        Bulk = "bulk", "Very many records in an hour";
        /// Records were opened outside the hours of work.
        OutOfHours = "out_of_hours", "Outside working hours";
        /// A boundary was crossed in an emergency.
        BreakGlass = "break_glass", "Break-glass";
        /// Very much was refused.
        Refused = "refused", "Refused many times";
        /// Somebody searched and opened nobody.
        OnlySearched = "only_searched", "Searched without opening";
    }
}

/// The operations of breaking the glass begin with this word.
const BREAK_GLASS: &str = "break_glass";

/// What a pattern found: in whose record, if it is about one, and the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Which pattern.
    pub pattern: Pattern,
    /// In whose record.
    pub person: Option<PersonId>,
    /// The entries, oldest first.
    pub entries: Vec<EntryId>,
}

impl Pattern {
    /// Permanent number.
    pub const fn number(self) -> u8 {
        match self {
            Self::NoLink => 1,
            Self::SameName => 2,
            Self::SamePostcode => 3,
            Self::OwnRecord => 4,
            Self::Bulk => 5,
            Self::OutOfHours => 6,
            Self::BreakGlass => 7,
            Self::Refused => 8,
            Self::OnlySearched => 9,
        }
    }

    /// What it finds in a day.
    pub fn look(self, doings: &Doings<'_>) -> Vec<Sign> {
        match self {
            Self::NoLink => link::unlinked(doings),
            Self::SameName => likeness::same_name(doings),
            Self::SamePostcode => likeness::same_postcode(doings),
            Self::OwnRecord => likeness::own_record(doings),
            Self::Bulk => amount::bulk(doings),
            Self::OutOfHours => hours::outside(doings),
            Self::BreakGlass => broken_glass(doings),
            Self::Refused => amount::refused(doings),
            Self::OnlySearched => amount::only_searched(doings),
        }
    }

    /// What every pattern finds in a day.
    pub fn look_for_all(doings: &Doings<'_>) -> Vec<Sign> {
        Self::ALL.iter().flat_map(|pattern| pattern.look(doings)).collect()
    }
}

/// Every use of break-glass, for each record one: there is no number below which it is not worth a look.
fn broken_glass(doings: &Doings<'_>) -> Vec<Sign> {
    let mut found = std::collections::BTreeMap::<Option<PersonId>, Vec<&Deed>>::new();
    for deed in doings.deeds.iter().filter(|deed| !deed.is_refused && deed.operation.starts_with(BREAK_GLASS)) {
        found.entry(deed.people.first().copied()).or_default().push(deed);
    }
    found.into_iter().map(|(person, deeds)| sign(Pattern::BreakGlass, person, deeds)).collect()
}

fn sign<'a>(pattern: Pattern, person: Option<PersonId>, deeds: impl IntoIterator<Item = &'a Deed>) -> Sign {
    Sign { pattern, person, entries: deeds.into_iter().map(|deed| deed.entry).collect() }
}

#[cfg(test)]
mod tests;
