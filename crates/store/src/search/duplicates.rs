//! Is somebody here already? For registrations: exact answers, and people who look alike.

use uuid::Uuid;

use super::Index;
use super::born::{Born, BornLikeness, TypedBorn};
use super::entry::Entry;
use super::expand::Expansion;
use super::fold;
use super::people::Slot;
use super::query::MOST_WORDS;
use super::score;
use super::services::{ServiceSet, Visible};
use super::vocabulary::WordId;

/// At most this many people who look alike, the likest first.
const MOST_ALIKE: usize = 50;
/// Names less alike than this say nothing, even with the same birth date.
const ALIKE_WITH_BORN: f32 = 0.4;
/// Names this much alike say something by themselves.
const ALIKE_ALONE: f32 = 0.8;

/// What somebody shares with a person being registered. What makes a likely match of it is `domain`'s rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Both have an NHS number and it is the same.
    pub same_nhs_number: bool,
    /// Both have an NHS number and they differ.
    pub other_nhs_number: bool,
    /// How far the birth dates agree.
    pub born: BornLikeness,
    /// How alike the most similar of their names are, 0 to 1, in any order of their words.
    pub name: f32,
}

impl Index {
    /// Everybody with this full name, as one of their names and with its words in any order, born on this day.
    pub fn exact(&self, full_name: &str, (year, month, day): (u16, u8, u8)) -> Vec<Uuid> {
        let words = fold::words(full_name).iter().map(|word| self.vocabulary.find(word)).collect::<Option<Vec<_>>>();
        let Some(mut words) = words else {
            return Vec::new();
        };
        words.sort_unstable();
        let Some(rarest) = words.iter().min_by_key(|word| self.postings.count(**word)) else {
            return Vec::new();
        };
        let born = TypedBorn { year: Some(year), month: Some(month), day: Some(day) };
        self.postings
            .people(*rarest)
            .filter(|slot| self.is_present(*slot) && self.people.born(*slot).typed() == born)
            .filter(|slot| self.has_name(*slot, &words))
            .map(|slot| self.people.id(slot))
            .collect()
    }

    /// Everybody with this NHS number: one, unless somebody is recorded twice.
    pub fn by_nhs_number(&self, number: u64) -> Vec<Uuid> {
        let slots = self.people.with_nhs_number(number).filter(|slot| self.is_present(*slot));
        slots.map(|slot| self.people.id(slot)).collect()
    }

    /// People of any of these services who may be the same person, the likest first, with what they share.
    ///
    /// The person with the entry's own id is left out.
    pub fn alike(&self, entry: &Entry, within: &[Uuid]) -> Vec<(Uuid, Likeness)> {
        let visible =
            Visible::new(&self.services, |services: &[Uuid]| services.iter().any(|service| within.contains(service)));
        let names: Vec<Vec<Expansion>> = entry.names.iter().map(|name| self.expand_name(&name.words)).collect();
        let mut alike: Vec<(Uuid, Likeness)> = self
            .people
            .slots()
            .filter(|slot| visible.shows(self.people.services(*slot)) && self.people.id(*slot) != entry.person)
            .map(|slot| (self.people.id(slot), self.likeness(slot, entry, &names)))
            .filter(|(_, likeness)| is_worth_a_look(*likeness))
            .collect();
        alike.sort_by(|(left_id, left), (right_id, right)| {
            strength(*right).total_cmp(&strength(*left)).then(left_id.cmp(right_id))
        });
        alike.truncate(MOST_ALIKE);
        alike
    }

    fn expand_name(&self, name: &str) -> Vec<Expansion> {
        fold::words(name).iter().take(MOST_WORDS).map(|word| self.expand(word)).collect()
    }

    fn likeness(&self, slot: Slot, entry: &Entry, names: &[Vec<Expansion>]) -> Likeness {
        let number = self.people.nhs_number(slot);
        let both = entry.nhs_number.filter(|other| *other != 0 && number != 0);
        let born = match Born::pack(entry.born).typed() {
            none if none == TypedBorn::default() => BornLikeness::Unknown,
            typed => self.people.born(slot).likeness(typed),
        };
        Likeness {
            same_nhs_number: both.is_some_and(|other| other == number),
            other_nhs_number: both.is_some_and(|other| other != number),
            born,
            name: names.iter().map(|typed| score::likeness(typed, self.people.names(slot))).fold(0.0, f32::max),
        }
    }

    fn is_present(&self, slot: Slot) -> bool {
        self.people.services(slot) != ServiceSet::REMOVED
    }

    /// Whether one of the names has just these words, which are sorted.
    fn has_name(&self, slot: Slot, words: &[WordId]) -> bool {
        self.people.names(slot).chunk_by(|_, next| !next.starts()).any(|name| {
            let mut other: Vec<WordId> = name.iter().map(|part| part.word()).collect();
            other.sort_unstable();
            other == words
        })
    }
}

fn is_worth_a_look(likeness: Likeness) -> bool {
    let born_agrees = !matches!(likeness.born, BornLikeness::Unknown | BornLikeness::Different);
    likeness.same_nhs_number || likeness.name >= ALIKE_ALONE || (born_agrees && likeness.name >= ALIKE_WITH_BORN)
}

fn strength(likeness: Likeness) -> f32 {
    let number = if likeness.same_nhs_number { 2.0 } else { 0.0 };
    number + likeness.name + likeness.born.weight().unwrap_or(0.0)
}
