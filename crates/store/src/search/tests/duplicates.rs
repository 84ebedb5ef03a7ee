//! Registrations: who is here already.

use uuid::Uuid;

use super::invented::{SERVICE, born, named, person};
use crate::search::{BornLikeness, Entry, Index, NameKind};

fn numbers(people: &[Uuid]) -> Vec<u128> {
    people.iter().map(Uuid::as_u128).collect()
}

fn registering(name: &str) -> Entry {
    let mut entry = person(1_000, name);
    entry.born = Some(born(1985, 7, 14));
    entry
}

#[test]
fn exact_needs_every_word_of_one_name_and_the_whole_birth_date() {
    let mut one = person(1, "Rowan José Sampleson");
    one.born = Some(born(1985, 7, 14));
    one.names.push(named("Rowan Exampleton", NameKind::Previous));
    let index = Index::build([one, person(2, "Rowan Sampleson")]);
    let exact = |name: &str| numbers(&index.exact(name, (1985, 7, 14)));
    assert_eq!(exact("sampleson rowan jose "), [1]);
    assert_eq!(exact("Rowan Exampleton"), [1]);
    for name in ["Rowan Sampleson", "Rowan", "Rowan José Sampleton", "Rowan Rowan Exampleton", "", "José Exampleton"]
    {
        assert!(exact(name).is_empty(), "{name}");
    }
    assert!(index.exact("Rowan Exampleton", (1985, 7, 15)).is_empty());
}

#[test]
fn numbers_are_found_wherever_they_are() {
    let mut people = [person(1, "Kit Testperson"), person(2, "Kit Testperson"), person(3, "Efua Testworker")];
    people[0].nhs_number = Some(9_434_765_919);
    people[1].nhs_number = Some(9_434_765_919);
    let index = Index::build(people);
    assert_eq!(numbers(&index.by_nhs_number(9_434_765_919)), [1, 2]);
    assert!(index.by_nhs_number(0).is_empty());
    assert!(index.by_nhs_number(1).is_empty());
}

#[test]
fn alike_says_what_is_shared_and_stays_inside_the_services() {
    let mut people = [
        person(1, "Rowan Sampleson"),
        person(2, "Rowen Sampelson"),
        person(3, "Kit Testperson"),
        person(4, "Rowan Sampleson"),
        person(5, "Efua Testworker"),
    ];
    for (at, day) in [(0, 14), (1, 14), (2, 14), (3, 14), (4, 3)] {
        people[at].born = Some(born(1985, 7, day));
    }
    people[3].services = vec![Uuid::from_u128(0xFF)];
    people[4].nhs_number = Some(9_434_765_919);
    let index = Index::build(people);
    let mut entry = registering("Rowan Sampleson");
    entry.nhs_number = Some(9_434_765_919);
    let alike = index.alike(&entry, &[SERVICE]);
    let found: Vec<u128> = alike.iter().map(|(person, _)| person.as_u128()).collect();
    assert_eq!(found, [5, 1, 2]);
    assert!(alike[0].1.same_nhs_number && alike[0].1.born == BornLikeness::Near);
    assert!(alike[1].1.name > 0.99 && alike[1].1.born == BornLikeness::Same && !alike[1].1.same_nhs_number);
    assert!((0.8..0.99).contains(&alike[2].1.name));
    assert!(index.alike(&entry, &[]).is_empty());
}

#[test]
fn previous_names_count_and_the_person_themselves_does_not() {
    let mut one = person(1, "Rowan Sampleson");
    one.names.push(named("Rowan Exampleton", NameKind::Previous));
    one.nhs_number = Some(9_434_765_919);
    let index = Index::build([one.clone()]);
    let mut entry = registering("Exampleton Rowan");
    entry.born = None;
    entry.nhs_number = Some(9_434_765_870);
    let alike = index.alike(&entry, &[SERVICE]);
    assert_eq!(alike.len(), 1);
    assert!(alike[0].1.other_nhs_number && alike[0].1.born == BornLikeness::Unknown);
    assert!(index.alike(&one, &[SERVICE]).is_empty());
}
