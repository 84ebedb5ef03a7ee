//! Answering what somebody typed.

use uuid::Uuid;

use super::Index;
use super::best::Best;
use super::born::{BornLikeness, TypedBorn};
use super::entry::NameKind;
use super::expand::Expansion;
use super::people::Slot;
use super::query::{Query, Reading};
use super::score;
use super::services::Visible;

/// How much of the score is the name, where a birth date was typed too.
const NAME_SHARE: f32 = 0.75;

/// A person found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Who.
    pub person: Uuid,
    /// How well they fit, 0 to 1. Only good for ordering the hits of one search.
    pub score: f32,
    /// Why they were found.
    pub matched: Matched,
}

/// Why somebody was found, without a word of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matched {
    /// By a name: its kind, and which of [`Entry::names`](super::Entry) it is.
    Name {
        /// Current, previous or preferred.
        kind: NameKind,
        /// Counted from 0.
        index: u16,
    },
    /// By the birth date alone.
    Born,
    /// By the NHS number.
    NhsNumber,
}

impl Index {
    /// The people who fit best, best first, at most `limit`.
    ///
    /// `may_see` gets the services of a person, sorted, and says whether the caller may know of them; nobody
    /// for whom it says no is in the answer or changes it. It is asked once for each different set of services.
    pub fn find(&self, query: &Query, may_see: impl Fn(&[Uuid]) -> bool, limit: usize) -> Vec<Hit> {
        let visible = Visible::new(&self.services, may_see);
        let mut best = Best::new(limit);
        if let Some(number) = query.nhs_number {
            for slot in self.people.with_nhs_number(number).filter(|slot| visible.shows(self.people.services(*slot))) {
                best.offer(self.hit(slot, 1.0, Matched::NhsNumber));
            }
        }
        let mut best = match best.into_hits() {
            hits if hits.is_empty() => Best::new(limit),
            // The number says who is meant; whatever else was typed adds nothing.
            hits => return hits,
        };
        for reading in &query.readings {
            match reading.born {
                Some(born) if reading.words.is_empty() => self.find_born(born, &visible, &mut best),
                _ => self.find_named(reading, &visible, &mut best),
            }
        }
        best.into_hits()
    }

    fn find_born<F: Fn(&[Uuid]) -> bool>(&self, typed: TypedBorn, visible: &Visible<'_, F>, best: &mut Best) {
        for (slot, born) in self.people.births().filter(|(_, born)| born.may_agree(typed)) {
            let likeness = born.likeness(typed);
            let Some(score) = likeness.weight().filter(|_| is_certain(likeness)) else {
                continue;
            };
            if !best.is_beyond(score) && visible.shows(self.people.services(slot)) {
                best.offer(self.hit(slot, score, Matched::Born));
            }
        }
    }

    /// Walks the people who have the rarest typed word, its best spelling first, and checks the rest.
    ///
    /// Where one word may be missing, everybody who fits has one of the two rarest.
    fn find_named<F: Fn(&[Uuid]) -> bool>(&self, reading: &Reading, visible: &Visible<'_, F>, best: &mut Best) {
        let typed: Vec<Expansion> = reading.words.iter().map(|word| self.expand(word)).collect();
        let may_miss = usize::from(typed.len() >= 3);
        let mut drivers: Vec<&Expansion> = typed.iter().collect();
        drivers.sort_by_key(|expansion| expansion.people);
        let mut seen = Seen::new(self.people.places());
        for driver in drivers.into_iter().take(may_miss + 1) {
            for (word, score) in driver.best_first() {
                let words = f32::from(u8::try_from(typed.len()).unwrap_or(u8::MAX));
                if best.is_beyond(with_born((score + words - 1.0) / words, reading.born.map(|_| 1.0))) {
                    break;
                }
                for slot in self.postings.people(word) {
                    if visible.shows(self.people.services(slot)) && seen.is_first(slot) {
                        self.offer_named(slot, &typed, may_miss, reading.born, best);
                    }
                }
            }
        }
    }

    fn offer_named(&self, slot: Slot, typed: &[Expansion], may_miss: usize, born: Option<TypedBorn>, best: &mut Best) {
        let weight = match born.map(|typed| self.people.born(slot).likeness(typed).weight()) {
            None => None,
            Some(Some(weight)) => Some(weight),
            Some(None) => return,
        };
        if let Some(fit) = score::best_name(typed, self.people.names(slot), may_miss) {
            let matched = Matched::Name { kind: fit.kind, index: fit.index };
            best.offer(self.hit(slot, with_born(fit.score, weight), matched));
        }
    }

    pub(super) fn expand(&self, word: &str) -> Expansion {
        Expansion::new(word, &self.vocabulary, &self.spelling, &self.postings)
    }

    fn hit(&self, slot: Slot, score: f32, matched: Matched) -> Hit {
        Hit { person: self.people.id(slot), score, matched }
    }
}

/// A birth date alone must be right; only beside a name is a slip forgiven.
fn is_certain(likeness: BornLikeness) -> bool {
    matches!(likeness, BornLikeness::Same | BornLikeness::Compatible)
}

fn with_born(name: f32, born: Option<f32>) -> f32 {
    born.map_or(name, |born| NAME_SHARE * name + (1.0 - NAME_SHARE) * born)
}

/// Who has been looked at in this search already.
struct Seen(Vec<u64>);

impl Seen {
    fn new(people: usize) -> Self {
        Self(vec![0; people / 64 + 1])
    }

    fn is_first(&mut self, slot: Slot) -> bool {
        let Some(bits) = self.0.get_mut(slot.index() / 64) else {
            return false;
        };
        let bit = 1 << (slot.index() % 64);
        let first = *bits & bit == 0;
        *bits |= bit;
        first
    }
}
