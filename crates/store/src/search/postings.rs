//! Which people have a word in one of their names: flat arrays, and what came later beside them.

use std::collections::HashMap;

use super::people::Slot;
use super::vocabulary::WordId;

/// Word → people. Each person is under each of their words once; those removed stay until the next merge.
#[derive(Default)]
pub(super) struct Postings {
    starts: Vec<u32>,
    slots: Vec<Slot>,
    later: HashMap<WordId, Vec<Slot>>,
}

impl Postings {
    /// From each person's words, each word once; `words` is how many the vocabulary has.
    ///
    /// `pairs` is walked twice, to count and then to place, so that nothing is sorted.
    pub(super) fn new<P: Iterator<Item = (WordId, Slot)>>(words: usize, pairs: impl Fn() -> P) -> Self {
        let mut starts = vec![0_u32; words + 1];
        for (word, _) in pairs() {
            if let Some(count) = starts.get_mut(word.index() + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut slots = vec![Slot::default(); total as usize];
        for (word, slot) in pairs() {
            let Some(place) = next.get_mut(word.index()) else {
                continue;
            };
            if let Some(free) = slots.get_mut(*place as usize) {
                *free = slot;
            }
            *place += 1;
        }
        Self { starts, slots, later: HashMap::new() }
    }

    pub(super) fn add(&mut self, word: WordId, slot: Slot) {
        self.later.entry(word).or_default().push(slot);
    }

    /// Everybody with this word.
    pub(super) fn people(&self, word: WordId) -> impl Iterator<Item = Slot> {
        let (early, later) = self.both(word);
        early.iter().chain(later).copied()
    }

    /// How many have this word, those removed since the last merge included.
    pub(super) fn count(&self, word: WordId) -> usize {
        let (early, later) = self.both(word);
        early.len() + later.len()
    }

    fn both(&self, word: WordId) -> (&[Slot], &[Slot]) {
        let index = word.index();
        let early = match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(from), Some(to)) => self.slots.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        };
        let later = if self.later.is_empty() { None } else { self.later.get(&word) };
        (early, later.map_or(&[], Vec::as_slice))
    }
}
