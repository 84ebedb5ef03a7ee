//! Keys and the words they lead to: a sorted flat array, and a small tree of what came later.

use std::collections::BTreeSet;

use super::vocabulary::WordId;

/// A many-to-many map from hashed keys to words of the vocabulary.
#[derive(Default)]
pub(super) struct SortedPairs {
    pairs: Vec<(u32, WordId)>,
    later: BTreeSet<(u32, WordId)>,
}

impl SortedPairs {
    pub(super) fn new(mut pairs: Vec<(u32, WordId)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        pairs.shrink_to_fit();
        Self { pairs, later: BTreeSet::new() }
    }

    pub(super) fn add(&mut self, key: u32, word: WordId) {
        self.later.insert((key, word));
    }

    /// The words under a key.
    pub(super) fn words(&self, key: u32) -> impl Iterator<Item = WordId> {
        let from = self.pairs.partition_point(|(other, _)| *other < key);
        let tail = self.pairs.get(from..).unwrap_or_default();
        let later = self.later.range((key, WordId::FIRST)..=(key, WordId::LAST));
        tail.iter().take_while(move |(other, _)| *other == key).chain(later).map(|(_, word)| *word)
    }
}
