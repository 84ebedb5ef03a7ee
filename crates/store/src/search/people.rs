//! What the index holds of each person, in columns.

use std::collections::HashMap;

use uuid::Uuid;

use super::born::Born;
use super::entry::NameKind;
use super::services::ServiceSet;
use super::vocabulary::WordId;

/// A person's place in the columns. One who changes gets a new one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slot(u32);

impl Slot {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word of a name: which, of what kind of name, and whether a name begins with it.
#[derive(Clone, Copy)]
pub(super) struct NameWord(u32);

impl NameWord {
    const STARTS: u32 = 1 << 28;
    const KIND: u32 = 29;

    pub(super) fn new(word: WordId, kind: NameKind, starts: bool) -> Self {
        let kind = match kind {
            NameKind::Current => 0,
            NameKind::Previous => 1,
            NameKind::Preferred => 2,
        };
        Self(word.bits() | if starts { Self::STARTS } else { 0 } | kind << Self::KIND)
    }

    pub(super) fn word(self) -> WordId {
        WordId::from_bits(self.0)
    }

    /// The same place in the same name, with another word.
    pub(super) fn with_word(self, word: WordId) -> Self {
        Self(self.0 & !WordId::LAST.bits() | word.bits())
    }

    pub(super) fn starts(self) -> bool {
        self.0 & Self::STARTS != 0
    }

    pub(super) fn kind(self) -> NameKind {
        match self.0 >> Self::KIND {
            0 => NameKind::Current,
            1 => NameKind::Previous,
            _ => NameKind::Preferred,
        }
    }
}

/// One person's row.
pub(super) struct Row {
    pub(super) person: Uuid,
    pub(super) names: Vec<NameWord>,
    pub(super) born: Born,
    /// Nought where there is none.
    pub(super) nhs_number: u64,
    pub(super) services: ServiceSet,
}

/// The columns, and where each person is.
#[derive(Default)]
pub(super) struct People {
    ids: Vec<Uuid>,
    name_ends: Vec<u32>,
    pub(super) name_words: Vec<NameWord>,
    born: Vec<Born>,
    nhs_numbers: Vec<u64>,
    services: Vec<ServiceSet>,
    /// Slots in the order of their ids, of the people there when the index was built.
    sorted: Vec<Slot>,
    later: HashMap<Uuid, Slot>,
    living: usize,
}

impl People {
    /// Adds a row without looking for an earlier one; [`seal`](Self::seal) or [`put`](Self::put) does.
    pub(super) fn push(&mut self, row: &Row) -> Slot {
        let slot = Slot(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        self.ids.push(row.person);
        self.name_words.extend_from_slice(&row.names);
        self.name_ends.push(u32::try_from(self.name_words.len()).unwrap_or(u32::MAX));
        self.born.push(row.born);
        self.nhs_numbers.push(row.nhs_number);
        self.services.push(row.services);
        self.living += 1;
        slot
    }

    /// Sorts the ids once everybody has been pushed; of a person pushed twice the last row holds.
    pub(super) fn seal(&mut self) {
        let mut order: Vec<(u64, Slot)> = self.slots().map(|slot| (self.id(slot).as_u64_pair().0, slot)).collect();
        order.sort_unstable_by(|(left_high, left), (right_high, right)| {
            left_high.cmp(right_high).then_with(|| self.id(*left).cmp(&self.id(*right))).then(left.0.cmp(&right.0))
        });
        let mut sorted: Vec<Slot> = Vec::with_capacity(order.len());
        for (_, slot) in order {
            match sorted.last_mut() {
                Some(before) if self.id(*before) == self.id(slot) => {
                    let earlier = std::mem::replace(before, slot);
                    self.mark_removed(earlier);
                }
                _ => sorted.push(slot),
            }
        }
        self.sorted = sorted;
    }

    /// Adds a row in place of the person's earlier one.
    pub(super) fn put(&mut self, row: &Row) -> Slot {
        self.remove(row.person);
        let slot = self.push(row);
        self.later.insert(row.person, slot);
        slot
    }

    /// Removes a person; false where there was none.
    pub(super) fn remove(&mut self, person: Uuid) -> bool {
        let Some(slot) = self.slot(person) else {
            return false;
        };
        self.later.remove(&person);
        self.mark_removed(slot);
        self.blank(slot);
        true
    }

    /// Where a person is.
    pub(super) fn slot(&self, person: Uuid) -> Option<Slot> {
        let slot = self.later.get(&person).copied().or_else(|| {
            let at = self.sorted.binary_search_by(|slot| self.id(*slot).cmp(&person)).ok()?;
            self.sorted.get(at).copied()
        })?;
        (self.services(slot) != ServiceSet::REMOVED).then_some(slot)
    }

    pub(super) fn set_services(&mut self, slot: Slot, services: ServiceSet) {
        if let Some(place) = self.services.get_mut(slot.index()) {
            *place = services;
        }
    }

    /// How many people there are, without those removed.
    pub(super) fn living(&self) -> usize {
        self.living
    }

    /// How many places there are, those of people removed included.
    pub(super) fn places(&self) -> usize {
        self.ids.len()
    }

    /// Every place, those of people removed included.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> + use<> {
        (0..u32::try_from(self.ids.len()).unwrap_or(u32::MAX)).map(Slot)
    }

    pub(super) fn id(&self, slot: Slot) -> Uuid {
        self.ids.get(slot.index()).copied().unwrap_or_default()
    }

    /// The words of all their names, one name after the other.
    pub(super) fn names(&self, slot: Slot) -> &[NameWord] {
        self.name_words.get(self.name_range(slot)).unwrap_or_default()
    }

    pub(super) fn born(&self, slot: Slot) -> Born {
        self.born.get(slot.index()).copied().unwrap_or_default()
    }

    pub(super) fn nhs_number(&self, slot: Slot) -> u64 {
        self.nhs_numbers.get(slot.index()).copied().unwrap_or_default()
    }

    /// Every place with this NHS number. A walk over one column: a million take well under a millisecond.
    pub(super) fn with_nhs_number(&self, number: u64) -> impl Iterator<Item = Slot> {
        let numbers = if number == 0 { &[] } else { self.nhs_numbers.as_slice() };
        (0..).map(Slot).zip(numbers).filter(move |(_, other)| **other == number).map(|(slot, _)| slot)
    }

    /// Every place with its birth date.
    pub(super) fn births(&self) -> impl Iterator<Item = (Slot, Born)> {
        (0..).map(Slot).zip(self.born.iter().copied())
    }

    pub(super) fn services(&self, slot: Slot) -> ServiceSet {
        self.services.get(slot.index()).copied().unwrap_or(ServiceSet::REMOVED)
    }

    /// Forgets what is known of a person who goes; an unused place stays until the next merge.
    fn blank(&mut self, slot: Slot) {
        if let Some(born) = self.born.get_mut(slot.index()) {
            *born = Born::default();
        }
        if let Some(number) = self.nhs_numbers.get_mut(slot.index()) {
            *number = 0;
        }
        let names = self.name_range(slot);
        for part in self.name_words.get_mut(names).unwrap_or_default() {
            *part = part.with_word(WordId::EMPTY);
        }
    }

    fn name_range(&self, slot: Slot) -> std::ops::Range<usize> {
        let end = |index: usize| self.name_ends.get(index).map_or(0, |end| *end as usize);
        slot.index().checked_sub(1).map_or(0, end)..end(slot.index())
    }

    fn mark_removed(&mut self, slot: Slot) {
        self.set_services(slot, ServiceSet::REMOVED);
        self.living -= 1;
    }
}
