//! Words that nobody is called, and sentences that nobody wrote.

use crate::random::Random;

const STARTS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "ph", "r", "s",
    "sh", "st", "t", "th", "tr", "v", "w", "wh", "y", "z", "",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ee", "ou", "oo", "y"];
const MIDDLES: &[&str] =
    &["n", "r", "l", "m", "s", "t", "d", "ck", "ll", "nn", "mp", "nd", "rt", "st", "v", "b", "g", "th", ""];
/// How invented family names end.
pub const FAMILY_ENDS: &[&str] =
    &["son", "ton", "ley", "worth", "man", "well", "field", "ham", "by", "er", "s", "ski", "wala", "ez", "ock", "ard"];
/// How invented given names end.
pub const GIVEN_ENDS: &[&str] = &["a", "ie", "y", "an", "en", "er", "on", "el", "ine", "is", "um", "eth", "o"];
const SAID: &[&str] = &[
    "Came on time and stayed for the whole session.",
    "Slept two nights at their sister’s.",
    "Went through the plan together and changed the second aim.",
    "Wants to try the group on Thursday.",
    "Asked about the test again, and will think about it.",
    "Has kept the diary on most days.",
    "Agreed to speak with the doctor before the next time.",
];

/// An invented word of at least four letters.
pub fn invented(random: &mut Random, ends: &[&str]) -> String {
    loop {
        let mut word = String::new();
        for _ in 0..=random.below(2) {
            word += random.one_of(STARTS);
            word += random.one_of(VOWELS);
            word += random.one_of(MIDDLES);
        }
        word += random.one_of(ends);
        if (4..=14).contains(&word.len()) {
            return word;
        }
    }
}

/// What a worker might have written: three to five sentences.
pub fn note(random: &mut Random) -> String {
    let sentences: Vec<&str> = (0..3 + random.below(3)).map(|_| random.one_of(SAID)).collect();
    sentences.join(" ")
}

/// The word as names are written.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
