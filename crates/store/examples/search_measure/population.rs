//! An invented population: words nobody is called, as unevenly spread as real names.

use store::search::{BornEntry, Entry, NameEntry, NameKind};
use uuid::Uuid;

pub(crate) const SURNAMES: usize = 110_000;
pub(crate) const FORENAMES: usize = 20_000;
pub(crate) const SERVICES: u64 = 300;

/// The invented words, the commonest first.
pub(crate) struct Names {
    given: Vec<String>,
    family: Vec<String>,
}

pub(crate) const STARTS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p",
    "ph", "r", "s", "sh", "st", "t", "th", "tr", "v", "w", "wh", "y", "z", "",
];
pub(crate) const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ee", "ou", "oo", "y"];
pub(crate) const MIDDLES: &[&str] = &[
    "n", "r", "l", "m", "s", "t", "d", "ck", "ll", "nn", "mp", "nd", "rt", "st", "v", "b", "g",
    "th", "",
];
pub(crate) const FAMILY_ENDS: &[&str] = &[
    "son", "ton", "ley", "worth", "man", "well", "field", "ham", "by", "er", "s", "ski", "wala",
    "ez", "ock", "ard",
];
pub(crate) const GIVEN_ENDS: &[&str] = &[
    "a", "ie", "y", "an", "en", "er", "on", "el", "ine", "is", "um", "eth", "o",
];

impl Names {
    pub(crate) fn invent() -> Self {
        let mut random = Random(1);
        Self {
            given: different(FORENAMES, GIVEN_ENDS, &mut random),
            family: different(SURNAMES, FAMILY_ENDS, &mut random),
        }
    }

    pub(crate) fn person(&self, number: u64) -> Entry {
        let mut random = Random(number.wrapping_mul(977) ^ 0xC511);
        let [given, family] = self.two_words(number);
        let name = |words: String, kind| NameEntry { words, kind };
        let mut names = vec![name(format!("{given} {family}"), NameKind::Current)];
        match random.below(20) {
            0..=2 => names.push(name(
                format!("{given} {}", skewed(&self.family, &mut random)),
                NameKind::Previous,
            )),
            3..=4 => names.push(name(
                skewed(&self.given, &mut random).to_owned(),
                NameKind::Preferred,
            )),
            5..=8 => {
                names[0].words = format!("{given} {} {family}", skewed(&self.given, &mut random));
            }
            9 => names[0].words = format!("{given} {family}-{}", skewed(&self.family, &mut random)),
            _ => {}
        }
        let nhs_number =
            (random.below(10) < 6).then(|| 4_000_000_000 + random.below(1_000_000_000));
        Entry {
            person: id_of(number),
            names,
            born: Some(self.born(number)),
            nhs_number,
            services: vec![service_of(number)],
        }
    }

    pub(crate) fn two_words(&self, number: u64) -> [String; 2] {
        let mut random = Random(number.wrapping_mul(6_364_136_223_846_793_005));
        [
            skewed(&self.given, &mut random).to_owned(),
            skewed(&self.family, &mut random).to_owned(),
        ]
    }

    #[expect(clippy::unused_self, reason = "reads like the others")]
    pub(crate) fn born(&self, number: u64) -> BornEntry {
        let mut random = Random(number ^ 0xB0B0_B0B0);
        let (year, month, day) = (
            1940 + random.below(66),
            1 + random.below(12),
            1 + random.below(28),
        );
        BornEntry {
            year: year as u16,
            month: Some(month as u8),
            day: Some(day as u8),
            estimated: false,
        }
    }
}

pub(crate) fn different(count: usize, ends: &[&str], random: &mut Random) -> Vec<String> {
    let mut words = std::collections::HashSet::new();
    let mut ordered = Vec::new();
    while ordered.len() < count {
        let word = invented(random, ends);
        if (4..=14).contains(&word.len()) && words.insert(word.clone()) {
            ordered.push(word);
        }
    }
    ordered
}

pub(crate) fn invented(random: &mut Random, ends: &[&str]) -> String {
    let mut word = String::new();
    for _ in 0..=random.below(2) {
        word += random.one_of(STARTS);
        word += random.one_of(VOWELS);
        word += random.one_of(MIDDLES);
    }
    word + random.one_of(ends)
}

/// Near Zipf's law: the n-th word is about 1/n as common, flattened at the top as names are: the commonest
/// family name is borne by 1.2 % and the commonest given name by 2.3 %.
pub(crate) fn skewed<'a>(words: &'a [String], random: &mut Random) -> &'a str {
    let flat = if words.len() == SURNAMES { 8.0 } else { 5.0 };
    let most = (words.len() as f64 / flat).ln();
    let at = flat * ((random.below(1 << 30) as f64 / f64::from(1 << 30) * most).exp() - 1.0);
    &words[(at as usize).min(words.len() - 1)]
}

pub(crate) fn id_of(number: u64) -> Uuid {
    Uuid::from_u64_pair(Random(number).next(), number)
}

pub(crate) fn service_of(number: u64) -> Uuid {
    Uuid::from_u64_pair(1, Random(number ^ 5).next() % SERVICES)
}

/// Numbers that are the same on every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// `SplitMix64`.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    pub(crate) fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}
