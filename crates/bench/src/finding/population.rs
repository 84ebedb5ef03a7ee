//! An invented population: words nobody is called, as unevenly spread as real names.

use std::collections::HashSet;

use store::search::{BornEntry, Entry, NameEntry, NameKind};
use uuid::Uuid;

use crate::random::Random;
use crate::words::{FAMILY_ENDS, GIVEN_ENDS, invented};

const FAMILY: usize = 110_000;
const GIVEN: usize = 20_000;
const SERVICES: u64 = 300;

/// The invented words, the commonest first.
pub struct Names {
    given: Vec<String>,
    family: Vec<String>,
}

impl Names {
    /// Make them up.
    pub fn invent() -> Self {
        let mut random = Random(1);
        Self { given: different(GIVEN, GIVEN_ENDS, &mut random), family: different(FAMILY, FAMILY_ENDS, &mut random) }
    }

    /// How many there are.
    pub fn words(&self) -> usize {
        self.given.len() + self.family.len()
    }

    /// The person of a number, as the index takes them: some with names that they had, are called, or have
    /// two of.
    pub fn person(&self, number: u64) -> Entry {
        let mut random = Random(number.wrapping_mul(977) ^ 0xC511);
        let [given, family] = self.two_words(number);
        let name = |words: String, kind| NameEntry { words, kind };
        let words = match random.below(20) {
            0..=3 => format!("{given} {} {family}", self.some_given(&mut random)),
            4 => format!("{given} {family}-{}", self.some_family(&mut random)),
            _ => format!("{given} {family}"),
        };
        let mut names = vec![name(words, NameKind::Current)];
        match random.below(20) {
            0..=2 => names.push(name(format!("{given} {}", self.some_family(&mut random)), NameKind::Previous)),
            3..=4 => names.push(name(self.some_given(&mut random).to_owned(), NameKind::Preferred)),
            _ => {}
        }
        let has_number = random.below(10) < 6;
        let nhs_number = has_number.then(|| 4_000_000_000 + random.below(1_000_000_000));
        let services = vec![Uuid::from_u64_pair(1, Random(number ^ 5).next() % SERVICES)];
        Entry { person: id_of(number), names, born: Some(self.born(number)), nhs_number, services }
    }

    /// Somebody's given and family name.
    pub fn two_words(&self, number: u64) -> [String; 2] {
        let mut random = Random(number.wrapping_mul(6_364_136_223_846_793_005));
        [self.some_given(&mut random).to_owned(), self.some_family(&mut random).to_owned()]
    }

    /// When somebody was born.
    #[expect(clippy::unused_self, reason = "reads like the others")]
    pub fn born(&self, number: u64) -> BornEntry {
        let mut random = Random(number ^ 0xB0B0_B0B0);
        let (year, month, day) = (1940 + random.below(66), 1 + random.below(12), 1 + random.below(28));
        BornEntry { year: year as u16, month: Some(month as u8), day: Some(day as u8), estimated: false }
    }

    /// The commonest given name is borne by 2.3 %.
    fn some_given(&self, random: &mut Random) -> &str {
        skewed(&self.given, 5.0, random)
    }

    /// The commonest family name is borne by 1.2 %.
    fn some_family(&self, random: &mut Random) -> &str {
        skewed(&self.family, 8.0, random)
    }
}

/// The id of a number, which [`number_of`] gives back.
pub fn id_of(number: u64) -> Uuid {
    Uuid::from_u64_pair(Random(number).next(), number)
}

/// The number of an id.
pub fn number_of(person: Uuid) -> u64 {
    person.as_u64_pair().1
}

fn different(count: usize, ends: &[&str], random: &mut Random) -> Vec<String> {
    let mut words = HashSet::new();
    let mut ordered = Vec::with_capacity(count);
    while ordered.len() < count {
        let word = invented(random, ends);
        if words.insert(word.clone()) {
            ordered.push(word);
        }
    }
    ordered
}

/// Near Zipf's law: the n-th word is about 1/n as common, flattened at the top as names are.
fn skewed<'a>(words: &'a [String], flat: f64, random: &mut Random) -> &'a str {
    let most = (words.len() as f64 / flat).ln();
    let at = flat * ((random.share() * most).exp() - 1.0);
    words.get((at as usize).min(words.len().saturating_sub(1))).map(String::as_str).unwrap_or_default()
}
