//! What is put, changed and removed while people search.

use uuid::Uuid;

use super::invented::{SERVICE, found, index, person};
use crate::search::{CHANGES_THAT_WAIT, Index, Query};

#[test]
fn a_new_person_is_found_at_once_with_words_never_met() {
    let mut index = index(&["Kit Testperson"]);
    index.put(person(2, "Oluwaseun Exampleton"));
    for typed in ["oluwaseun exampleton", "oluwasen exampelton", "exam", "exampleton 03/07/1985"] {
        assert_eq!(found(&index, typed), [2], "{typed}");
    }
    assert_eq!(index.len(), 2);
}

#[test]
fn a_changed_person_is_found_as_they_are_now() {
    let mut index = index(&["Kit Testperson", "Efua Otherworker"]);
    index.put(person(1, "Rowan Sampleson"));
    assert_eq!(found(&index, "rowan sampleson"), [1]);
    assert!(found(&index, "kit testperson").is_empty());
    assert_eq!(index.len(), 2);
}

#[test]
fn a_removed_person_is_gone_and_may_come_back() {
    let mut one = person(1, "Kit Testperson");
    one.nhs_number = Some(9_434_765_919);
    let mut index = Index::build([one.clone(), person(2, "Kit Otherworker")]);
    index.remove(one.person);
    index.remove(Uuid::from_u128(99));
    for typed in ["kit testperson", "943 476 5919", "02/07/1985"] {
        assert!(found(&index, typed).is_empty(), "{typed}");
    }
    assert!(index.by_nhs_number(9_434_765_919).is_empty());
    assert!(index.exact("Kit Testperson", (1985, 7, 2)).is_empty());
    assert_eq!(index.len(), 1);
    index.put(one);
    assert_eq!(found(&index, "kit testperson"), [1]);
    assert_eq!(index.len(), 2);
}

#[test]
fn of_a_person_who_comes_twice_the_last_entry_holds() {
    let index =
        Index::build([person(1, "Kit Testperson"), person(2, "Efua Otherworker"), person(1, "Rowan Sampleson")]);
    assert_eq!(index.len(), 2);
    assert!(found(&index, "testperson").is_empty());
    assert_eq!(found(&index, "sampleson"), [1]);
}

#[test]
fn an_index_grown_one_by_one_merges_and_loses_nobody() {
    let mut index = Index::default();
    let people = CHANGES_THAT_WAIT as u128 + 4_000;
    for number in 1..=people {
        index.put(person(number, &format!("Kit Sample{}son", letters(number))));
    }
    assert!(index.changes < people as usize, "it never merged");
    assert_eq!(index.len() as u128, people);
    for number in [1, 77, 9_000, people] {
        assert_eq!(found(&index, &format!("Sample{}son", letters(number))).first(), Some(&number));
    }
    index.set_services(Uuid::from_u128(77), vec![Uuid::from_u128(9)]);
    let query = Query::parse(&format!("Sample{}son", letters(77)));
    let own = index.find(&query, |services| services.contains(&SERVICE), 50);
    assert!(own.iter().all(|hit| hit.person != Uuid::from_u128(77)));
}

/// A number in letters, so that it can be part of a name.
fn letters(number: u128) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}
