//! Invented people for the tests.

use uuid::Uuid;

use crate::search::{BornEntry, Entry, Hit, Index, NameEntry, NameKind, Query};

/// The service that people belong to unless a test says otherwise.
pub(super) const SERVICE: Uuid = Uuid::from_u128(0x5E);

/// Somebody with one name, born on a day that depends on the number.
pub(super) fn person(number: u128, name: &str) -> Entry {
    let day = u8::try_from(number % 28 + 1).unwrap();
    Entry {
        person: Uuid::from_u128(number),
        names: vec![named(name, NameKind::Current)],
        born: Some(born(1985, 7, day)),
        nhs_number: None,
        services: vec![SERVICE],
    }
}

pub(super) fn named(words: &str, kind: NameKind) -> NameEntry {
    NameEntry { words: words.to_owned(), kind }
}

pub(super) fn born(year: u16, month: u8, day: u8) -> BornEntry {
    BornEntry { year, month: Some(month), day: Some(day), estimated: false }
}

/// An index of people with these names, numbered from 1.
pub(super) fn index(names: &[&str]) -> Index {
    Index::build(names.iter().zip(1..).map(|(name, number)| person(number, name)))
}

/// What somebody who may see everybody finds.
pub(super) fn hits(index: &Index, typed: &str) -> Vec<Hit> {
    index.find(&Query::parse(typed), |_| true, 50)
}

/// The numbers of the people found.
pub(super) fn found(index: &Index, typed: &str) -> Vec<u128> {
    hits(index, typed).iter().map(|hit| hit.person.as_u128()).collect()
}
