//! Every different word of every name, sorted, in one arena; words met later wait beside it.

use std::collections::BTreeMap;

/// A word of the vocabulary. Ids of the sorted words are in the order of their text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(u32);

impl WordId {
    /// The empty word, which stands for a name that has none.
    pub(super) const EMPTY: Self = Self(0);
    /// The lowest id there can be.
    pub(super) const FIRST: Self = Self(0);
    /// The highest id there can be: 28 bits, so that four more fit beside it.
    pub(super) const LAST: Self = Self((1 << 28) - 1);

    pub(super) fn new(index: usize) -> Self {
        u32::try_from(index).map_or(Self::LAST, |index| Self(index.min(Self::LAST.0)))
    }

    pub(super) fn from_bits(bits: u32) -> Self {
        Self(bits & Self::LAST.0)
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The words, and where each begins.
pub(super) struct Vocabulary {
    arena: String,
    ends: Vec<u32>,
    later: Vec<Box<str>>,
    later_ids: BTreeMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// From words in the order of their text, each once.
    pub(super) fn from_sorted<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut arena = String::new();
        let mut ends = Vec::new();
        for word in words {
            arena.push_str(word);
            ends.push(u32::try_from(arena.len()).unwrap_or(u32::MAX));
        }
        arena.shrink_to_fit();
        ends.shrink_to_fit();
        Self { arena, ends, later: Vec::new(), later_ids: BTreeMap::new() }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len() + self.later.len()
    }

    /// The text of a word; empty for an id that is none of ours.
    pub(super) fn text(&self, word: WordId) -> &str {
        let index = word.index();
        if let Some(end) = self.ends.get(index) {
            let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
            return self.arena.get(*start as usize..*end as usize).unwrap_or_default();
        }
        self.later.get(index - self.ends.len()).map_or("", |word| word)
    }

    /// The word with this text.
    pub(super) fn find(&self, text: &str) -> Option<WordId> {
        let at = self.partition_point(|word| word < text);
        if at < self.ends.len() && self.text(WordId::new(at)) == text {
            return Some(WordId::new(at));
        }
        self.later_ids.get(text).copied()
    }

    /// Every word that begins with this text.
    pub(super) fn beginning_with<'a>(&'a self, text: &'a str) -> impl Iterator<Item = WordId> + 'a {
        let from = self.partition_point(|word| word < text);
        let to = self.partition_point(|word| word < text || word.starts_with(text));
        let later = self
            .later_ids
            .range::<str, _>((std::ops::Bound::Included(text), std::ops::Bound::Unbounded))
            .take_while(move |(word, _)| word.starts_with(text))
            .map(|(_, word)| *word);
        (from..to).map(WordId::new).chain(later)
    }

    /// Adds a word that [`find`](Self::find) does not know.
    pub(super) fn add(&mut self, text: &str) -> WordId {
        let word = WordId::new(self.len());
        self.later.push(text.into());
        self.later_ids.insert(text.into(), word);
        word
    }

    /// How many of the sorted words come before the first for which `is_before` fails.
    fn partition_point(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.text(WordId::new(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn early_and_later_words_are_found_alike() {
        let mut vocabulary = Vocabulary::from_sorted(["", "kit", "sample", "sampleson"].into_iter());
        let later = vocabulary.add("samplesby");
        assert_eq!(vocabulary.text(later), "samplesby");
        for text in ["", "kit", "sample", "sampleson", "samplesby"] {
            assert_eq!(vocabulary.find(text).map(|word| vocabulary.text(word)), Some(text));
        }
        assert!(vocabulary.find("samp").is_none());
        let found: Vec<&str> = vocabulary.beginning_with("sample").map(|word| vocabulary.text(word)).collect();
        assert_eq!(found, ["sample", "sampleson", "samplesby"]);
        assert_eq!(vocabulary.beginning_with("z").count(), 0);
    }
}
