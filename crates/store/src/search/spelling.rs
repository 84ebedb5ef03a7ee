//! Words spelt nearly like another: three maps over the vocabulary.
//!
//! *Neighbours* finds every word one letter away (dropped, added, changed, two changed places), by the
//! hashes of what is left of each word when one letter is taken away; it misses none of them and reads
//! a few dozen entries, where trigrams alone lose short words. *Sounds* (double metaphone) finds words
//! that sound alike, *trigrams* those with several mistakes. Hashes may collide: whoever asks scores
//! what comes back.

use rphonetic::DoubleMetaphone;

use super::sorted_pairs::SortedPairs;
use super::vocabulary::{Vocabulary, WordId};

/// Sounds beyond this are not compared: long codes tell long names apart.
const LONGEST_SOUND: usize = 8;
/// At most this many words come from the sounds, and as many from the trigrams.
const MOST: usize = 200;
/// Shorter words have too few trigrams to say anything.
const SHORTEST_FOR_TRIGRAMS: usize = 4;

/// The maps from pieces of words to words.
pub(super) struct Spelling {
    neighbours: SortedPairs,
    sounds: SortedPairs,
    trigrams: SortedPairs,
    metaphone: DoubleMetaphone,
}

impl Spelling {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let metaphone = DoubleMetaphone::new(Some(LONGEST_SOUND));
        let (mut neighbours, mut sounds, mut trigrams) = (Vec::new(), Vec::new(), Vec::new());
        for word in (1..vocabulary.len()).map(WordId::new) {
            let letters: Vec<char> = vocabulary.text(word).chars().collect();
            neighbours.extend(shortened(&letters).map(|key| (key, word)));
            sounds.extend(sound_keys(&metaphone, vocabulary.text(word)).map(|key| (key, word)));
            trigrams.extend(trigram_keys(&letters).map(|key| (key, word)));
        }
        Self {
            neighbours: SortedPairs::new(neighbours),
            sounds: SortedPairs::new(sounds),
            trigrams: SortedPairs::new(trigrams),
            metaphone,
        }
    }

    /// Adds a word that the vocabulary has just met.
    pub(super) fn add(&mut self, word: WordId, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for key in shortened(&letters) {
            self.neighbours.add(key, word);
        }
        for key in sound_keys(&self.metaphone, text) {
            self.sounds.add(key, word);
        }
        for key in trigram_keys(&letters) {
            self.trigrams.add(key, word);
        }
    }

    /// Words that sound like this one, sorted.
    pub(super) fn sounding_like(&self, text: &str) -> Vec<WordId> {
        let keys = sound_keys(&self.metaphone, text);
        let mut found: Vec<WordId> = keys.flat_map(|key| self.sounds.words(key).take(MOST)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Words that are spelt nearly like this one, each once, in no order.
    pub(super) fn near(&self, text: &str, vocabulary: &Vocabulary) -> Vec<WordId> {
        let letters: Vec<char> = text.chars().collect();
        let mut found: Vec<WordId> = shortened(&letters).flat_map(|key| self.neighbours.words(key)).collect();
        if letters.len() >= SHORTEST_FOR_TRIGRAMS {
            found.extend(self.sharing_trigrams(&letters, vocabulary));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The words that share most trigrams, at least a third of those asked for.
    fn sharing_trigrams(&self, letters: &[char], vocabulary: &Vocabulary) -> Vec<WordId> {
        let mut shared = vec![0_u8; vocabulary.len()];
        let mut met = Vec::new();
        let mut asked = 0_usize;
        for key in trigram_keys(letters) {
            asked += 1;
            for word in self.trigrams.words(key) {
                let Some(count) = shared.get_mut(word.index()) else {
                    continue;
                };
                *count = count.saturating_add(1);
                // Met often enough to be worth its text: exactly once, as the count passes by.
                if usize::from(*count) == 2 {
                    met.push(word);
                }
            }
        }
        let least = (asked / 3).max(2);
        let mut ranked: Vec<(usize, WordId)> = met
            .into_iter()
            .filter_map(|word| {
                let count = usize::from(shared.get(word.index()).copied().unwrap_or_default());
                (count >= least).then(|| (rank(count, letters.len(), vocabulary.text(word)), word))
            })
            .collect();
        if ranked.len() > MOST {
            ranked.select_nth_unstable_by(MOST, |left, right| right.cmp(left));
            ranked.truncate(MOST);
        }
        ranked.into_iter().map(|(_, word)| word).collect()
    }
}

/// More trigrams shared come first, then less difference in length.
fn rank(shared: usize, letters: usize, text: &str) -> usize {
    (2 * shared + 64).saturating_sub(text.chars().count().abs_diff(letters))
}

/// Hashes of the word and of the word without each of its letters.
fn shortened(letters: &[char]) -> impl Iterator<Item = u32> + '_ {
    (0..=letters.len()).map(|left_out| {
        let kept = letters.iter().enumerate().filter(move |(at, _)| *at != left_out);
        kept.fold(HASH_SEED, |hash, (_, letter)| mix(hash, *letter))
    })
}

/// Hashes of each three letters in a row, the word's two ends counted as letters.
fn trigram_keys(letters: &[char]) -> impl Iterator<Item = u32> + '_ {
    let at = move |index: usize| index.checked_sub(1).and_then(|index| letters.get(index)).copied().unwrap_or(' ');
    (0..letters.len())
        .map(move |from| [from, from + 1, from + 2].into_iter().fold(HASH_SEED, |hash, index| mix(hash, at(index))))
}

/// Hashes of what the word sounds like, one or two; none for words that English rules say nothing about.
fn sound_keys(metaphone: &DoubleMetaphone, text: &str) -> impl Iterator<Item = u32> + use<> {
    let spoken = text.len() > 1 && text.bytes().all(|letter| letter.is_ascii_lowercase());
    let codes = spoken.then(|| {
        let result = metaphone.double_metaphone(text);
        let (first, second) = (result.primary(), result.alternate());
        let second = (second != first).then_some(second);
        [Some(first), second]
    });
    codes.into_iter().flatten().flatten().filter(|code| !code.is_empty()).map(|code| code.chars().fold(HASH_SEED, mix))
}

const HASH_SEED: u32 = 0x811c_9dc5;

/// One step of FNV-1a, a letter at a time.
fn mix(hash: u32, letter: char) -> u32 {
    (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::{Spelling, Vocabulary};

    #[test]
    fn one_letter_away_is_always_found() {
        let mut words = ["", "efua", "kit", "ng", "rowan", "sampleson", "testperson"];
        words.sort_unstable();
        let vocabulary = Vocabulary::from_sorted(words.into_iter());
        let spelling = Spelling::new(&vocabulary);
        for (typed, meant) in [
            ("kt", "kit"),
            ("ikt", "kit"),
            ("kiit", "kit"),
            ("git", "kit"),
            ("n", "ng"),
            ("ngo", "ng"),
            ("efau", "efua"),
            ("ampleson", "sampleson"),
            ("smapleson", "sampleson"),
            ("tesperzon", "testperson"),
        ] {
            let found = spelling.near(typed, &vocabulary);
            assert!(found.iter().any(|word| vocabulary.text(*word) == meant), "{typed}");
        }
        assert!(spelling.near("zzz", &vocabulary).is_empty());
        assert!(spelling.sounding_like("sampulsen").iter().any(|word| vocabulary.text(*word) == "sampleson"));
    }
}
