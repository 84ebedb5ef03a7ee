//! From one typed word to the words of the vocabulary that may be meant, each with a score.

use super::postings::Postings;
use super::spelling::Spelling;
use super::vocabulary::{Vocabulary, WordId};

/// At most this many words that are neither the typed one nor begin with it.
const MOST_NEAR: usize = 120;
/// Words less like the typed one than this are not meant.
const LEAST_LIKE: f32 = 0.78;
/// One letter away is meant however short the word is, where Jaro–Winkler thinks little of it.
const ONE_LETTER_AWAY: f32 = 0.85;
/// So is what sounds the same.
const SOUNDS_ALIKE: f32 = 0.82;
/// A misspelling is never as good as the word itself.
const MISSPELT: f32 = 0.96;

/// What one typed word may mean.
pub(super) struct Expansion {
    by_word: Vec<(WordId, f32)>,
    by_score: Vec<(WordId, f32)>,
    /// How many people have one of the words, those with two counted twice.
    pub(super) people: usize,
}

impl Expansion {
    pub(super) fn new(typed: &str, vocabulary: &Vocabulary, spelling: &Spelling, postings: &Postings) -> Self {
        let length = letters(typed);
        let mut by_word: Vec<(WordId, f32)> = vocabulary
            .beginning_with(typed)
            .map(|word| (word, beginning(length, letters(vocabulary.text(word)))))
            .collect();
        let sounding = spelling.sounding_like(typed);
        let mut candidates = spelling.near(typed, vocabulary);
        candidates.extend_from_slice(&sounding);
        candidates.sort_unstable();
        candidates.dedup();
        let mut near: Vec<(WordId, f32)> = candidates
            .into_iter()
            .filter(|word| !vocabulary.text(*word).starts_with(typed))
            .map(|word| (word, likeness(typed, vocabulary.text(word), sounding.binary_search(&word).is_ok())))
            .filter(|(_, score)| *score >= LEAST_LIKE)
            .collect();
        let best_first = |(left, left_score): &(WordId, f32), (right, right_score): &(WordId, f32)| {
            right_score.total_cmp(left_score).then_with(|| vocabulary.text(*left).cmp(vocabulary.text(*right)))
        };
        near.sort_unstable_by(best_first);
        near.truncate(MOST_NEAR);
        by_word.append(&mut near);
        let mut by_score = by_word.clone();
        by_score.sort_unstable_by(|(_, left), (_, right)| right.total_cmp(left));
        by_word.sort_unstable_by_key(|(word, _)| *word);
        let people = by_word.iter().map(|(word, _)| postings.count(*word)).sum();
        Self { by_word, by_score, people }
    }

    /// How well a word fits what was typed, 0 to 1; 0 where it is not meant at all.
    pub(super) fn score(&self, word: WordId) -> f32 {
        let at = self.by_word.binary_search_by_key(&word, |(word, _)| *word);
        at.ok().and_then(|at| self.by_word.get(at)).map_or(0.0, |(_, score)| *score)
    }

    /// The words, best first.
    pub(super) fn best_first(&self) -> impl Iterator<Item = (WordId, f32)> {
        self.by_score.iter().copied()
    }
}

/// The typed word itself is 1; a word that only begins with it is less, the more there is to come.
fn beginning(typed: f32, whole: f32) -> f32 {
    if typed >= whole { 1.0 } else { 0.90 + 0.08 * typed / whole }
}

/// How alike two words are as they are spelt, by Jaro–Winkler.
#[expect(clippy::cast_possible_truncation, reason = "a score needs few digits")]
fn likeness(typed: &str, word: &str, sounds_alike: bool) -> f32 {
    let score = strsim::jaro_winkler(typed, word) as f32;
    let floor = if score < ONE_LETTER_AWAY && strsim::osa_distance(typed, word) <= 1 {
        ONE_LETTER_AWAY
    } else if sounds_alike {
        SOUNDS_ALIKE
    } else {
        0.0
    };
    score.max(floor) * MISSPELT
}

fn letters(word: &str) -> f32 {
    f32::from(u16::try_from(word.chars().count()).unwrap_or(u16::MAX))
}
