//! What somebody types who looks for a person.

use super::misspellings::{change_letter, double_letter, drop_letter, mishear, swap_letters};
use super::population::Names;
use crate::random::Random;

/// A kind of typing.
pub struct Kind {
    /// As the table names it.
    pub name: &'static str,
    /// What is typed for somebody.
    pub typed: fn(&Names, u64, &mut Random) -> String,
    /// Whether it is a name with a slip in it, or the right one: what `pg_trgm` can be asked too.
    pub is_misspelt: bool,
}

const fn name(name: &'static str, typed: fn(&Names, u64, &mut Random) -> String) -> Kind {
    Kind { name, typed, is_misspelt: true }
}

const fn other(name: &'static str, typed: fn(&Names, u64, &mut Random) -> String) -> Kind {
    Kind { name, typed, is_misspelt: false }
}

/// Every kind that is measured; the first slip is the one that thresholds are tuned by.
pub const KINDS: &[Kind] = &[
    name("a letter dropped from both words", |names, who, random| both(names, who, random, drop_letter)),
    name("two letters swapped in both", |names, who, random| both(names, who, random, swap_letters)),
    name("a letter changed in both", |names, who, random| both(names, who, random, change_letter)),
    name("a letter doubled in both", |names, who, random| both(names, who, random, double_letter)),
    name("misheard", |names, who, random| both(names, who, random, mishear)),
    name("both words right", |names, who, _| names.two_words(who).join(" ")),
    other("three letters of each word", |names, who, _| {
        names.two_words(who).map(|word| word.chars().take(3).collect::<String>()).join(" ")
    }),
    other("one letter of the surname", |names, who, _| {
        let [_, family] = names.two_words(who);
        family.chars().take(1).collect()
    }),
    other("a slip in the surname, and the year of birth", |names, who, random| {
        let [_, family] = names.two_words(who);
        format!("{} {}", drop_letter(&family, random), names.born(who).year)
    }),
    other("a birth date", |names, who, _| {
        let born = names.born(who);
        let part = |part: Option<u8>| part.unwrap_or_default();
        format!("{}/{}/{}", part(born.day), part(born.month), born.year)
    }),
];

fn both(names: &Names, who: u64, random: &mut Random, slip: fn(&str, &mut Random) -> String) -> String {
    names.two_words(who).map(|word| slip(&word, random)).join(" ")
}
