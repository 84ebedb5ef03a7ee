//! Slips of the fingers and of the ear.

use crate::population::{Names, Random};

pub(crate) fn misspell(
    names: &Names,
    who: u64,
    random: &mut Random,
    slip: fn(&str, &mut Random) -> String,
) -> String {
    names
        .two_words(who)
        .map(|word| slip(&word, random))
        .join(" ")
}

pub(crate) fn drop_letter(word: &str, random: &mut Random) -> String {
    let mut word = word.to_owned();
    word.remove(random.below(word.len() as u64) as usize);
    word
}

pub(crate) fn swap_letters(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len() as u64 - 1) as usize;
    letters.swap(at, at + 1);
    letters.into_iter().collect()
}

pub(crate) fn change_letter(word: &str, random: &mut Random) -> String {
    let at = random.below(word.len() as u64) as usize;
    let letter = char::from(b'a' + random.below(26) as u8);
    format!("{}{letter}{}", &word[..at], &word[at + 1..])
}

pub(crate) fn double_letter(word: &str, random: &mut Random) -> String {
    let at = random.below(word.len() as u64) as usize;
    format!("{}{}", &word[..=at], &word[at..])
}

pub(crate) fn mishear(word: &str, _: &mut Random) -> String {
    word.replace("ea", "ee")
        .replace("ph", "f")
        .replace("ai", "ay")
        .replace("ou", "u")
        .replace("ck", "k")
}
