//! How far the names of two people agree.

use strsim::jaro_winkler;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::FullName;

/// From this Jaro–Winkler similarity on a family name counts as the same, misspelt.
const FAMILY_ALIKE: f64 = 0.88;
/// From this on a given name does; lower, for given names are shortened and misheard more.
const GIVEN_ALIKE: f64 = 0.85;

/// How far names agree; the best of all pairs counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameAgreement {
    /// Nothing in common.
    Different,
    /// One family name with different given names.
    FamilyOnly,
    /// Given and family names alike, perhaps with given and family name swapped.
    Similar,
    /// The same words, in any order.
    Same,
}

/// The best agreement, and whether it took another name than the present one of both.
pub(super) fn agreement(names: &[FullName<'_>], others: &[FullName<'_>]) -> (NameAgreement, bool) {
    let (names, others) = (fold_all(names), fold_all(others));
    let present =
        names.first().zip(others.first()).map_or(NameAgreement::Different, |(name, other)| compare(name, other));
    let pairs = names.iter().flat_map(|name| others.iter().map(move |other| compare(name, other)));
    let best = pairs.max().unwrap_or(NameAgreement::Different);
    (best, best > present)
}

/// A name in words without case, accents and signs.
struct Folded {
    given: Vec<String>,
    family: Vec<String>,
}

impl Folded {
    fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.given.iter().chain(&self.family).map(String::as_str).collect();
        words.sort_unstable();
        words
    }

    fn is_single(&self) -> bool {
        self.given.is_empty() || self.family.is_empty()
    }
}

fn fold_all(names: &[FullName<'_>]) -> Vec<Folded> {
    names.iter().map(|name| Folded { given: fold(name.given), family: fold(name.family) }).collect()
}

fn fold(name: &str) -> Vec<String> {
    let plain: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| c.is_whitespace() || c == '-');
    words
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect())
        .filter(|word: &String| !word.is_empty())
        .collect()
}

fn compare(one: &Folded, other: &Folded) -> NameAgreement {
    let (words, other_words) = (one.words(), other.words());
    if words.is_empty() || other_words.is_empty() {
        return NameAgreement::Different;
    }
    if words == other_words {
        return NameAgreement::Same;
    }
    if one.is_single() || other.is_single() {
        return compare_single(&words, &other_words);
    }
    let family = is_family_alike(&one.family, &other.family);
    let straight = family && is_given_alike(&one.given, &other.given);
    let swapped = is_family_alike(&one.family, &other.given) && is_family_alike(&one.given, &other.family);
    match (straight || swapped, family) {
        (true, _) => NameAgreement::Similar,
        (false, true) => NameAgreement::FamilyOnly,
        (false, false) => NameAgreement::Different,
    }
}

/// A single name, compared with each word of the other.
fn compare_single(words: &[&str], other_words: &[&str]) -> NameAgreement {
    let (short, long) = if words.len() <= other_words.len() { (words, other_words) } else { (other_words, words) };
    let found = short.iter().all(|word| long.iter().any(|other| jaro_winkler(word, other) >= FAMILY_ALIKE));
    match (found, short.len() == long.len()) {
        (true, true) => NameAgreement::Similar,
        (true, false) => NameAgreement::FamilyOnly,
        (false, _) => NameAgreement::Different,
    }
}

/// Family names are alike as a whole, or when one of a double name is the other's.
fn is_family_alike(one: &[String], other: &[String]) -> bool {
    let alike = |word: &String, another: &String| jaro_winkler(word, another) >= FAMILY_ALIKE;
    jaro_winkler(&one.concat(), &other.concat()) >= FAMILY_ALIKE
        || (one.len() != other.len() && one.iter().any(|word| other.iter().any(|another| alike(word, another))))
}

/// Given names are alike when the first of each are, or one is the beginning of the other, as *Ro* of *Rowan*.
fn is_given_alike(one: &[String], other: &[String]) -> bool {
    let Some((first, another)) = one.first().zip(other.first()) else { return false };
    let begins = |short: &str, long: &str| short.chars().count() >= 2 && long.starts_with(short);
    jaro_winkler(first, another) >= GIVEN_ALIKE || begins(first, another) || begins(another, first)
}
