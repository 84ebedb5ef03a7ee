//! What holds for any people and anything typed.

use proptest::prelude::*;
use uuid::Uuid;

use super::invented::{born, hits, named};
use crate::search::{Entry, Hit, Index, NameKind, Query};

/// A person as plain values, which a failing test may print: they are invented.
type Plain = (u128, Vec<String>, u8, Option<u8>, Vec<u8>);

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "(Rowan|Kit|Efua|Jos[eé]|Stephan(ie)?) (O')?(Sample|Test|Example)(son|person|ton|worker)(-Test)?",
        3 => "[A-Z][a-z]{2,8} [A-Z][a-z]{2,10}",
        1 => "\\PC{0,12}",
    ]
}

fn plain() -> impl Strategy<Value = Plain> {
    let names = prop::collection::vec(name(), 1..4);
    (0..40_u128, names, 1..=28_u8, prop::option::of(0..5_u8), prop::collection::vec(0..4_u8, 0..3))
}

fn entry((number, names, day, nhs, services): Plain) -> Entry {
    let kinds = [NameKind::Current, NameKind::Previous, NameKind::Preferred];
    Entry {
        person: Uuid::from_u128(number),
        names: names.iter().zip(kinds).map(|(words, kind)| named(words, kind)).collect(),
        born: Some(born(1985, 7, day)),
        nhs_number: nhs.map(|nhs| 9_000_000_000 + u64::from(nhs)),
        services: services.into_iter().map(|service| Uuid::from_u128(service.into())).collect(),
    }
}

#[derive(Clone, Debug)]
enum Change {
    Put(Plain),
    Remove(u128),
    Services(u128, Vec<u8>),
    Merge,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => plain().prop_map(Change::Put),
        2 => (0..40_u128).prop_map(Change::Remove),
        2 => (0..40_u128, prop::collection::vec(0..4_u8, 0..3)).prop_map(|(who, services)| Change::Services(who, services)),
        1 => Just(Change::Merge),
    ]
}

/// Words worth typing: of the people themselves and misspelt.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        name(),
        "(rwan|kt|efau|jose|stefanie) (smpleson|tesperson|exampelton|osample)",
        "(sam|tes|exa|ro)( [0-3][0-9]/07/1985)?",
        "900000000[0-4]|[0-2][0-9] jul 1985",
    ]
}

fn with_letter_dropped(word: &str, at: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let dropped = at % letters.len();
    letters.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, letter)| *letter).collect()
}

fn shows(hits: &[Hit], number: u128) -> bool {
    hits.iter().any(|hit| hit.person.as_u128() == number)
}

proptest! {
    #[test]
    fn changes_one_by_one_answer_as_a_fresh_build_does(
        first in prop::collection::vec(plain(), 0..25),
        changes in prop::collection::vec(change(), 0..40),
        searches in prop::collection::vec(typed(), 1..12),
    ) {
        let mut people = std::collections::BTreeMap::new();
        for plain in first.clone() {
            people.insert(plain.0, plain);
        }
        let mut index = Index::build(first.into_iter().map(entry));
        for change in changes {
            match change {
                Change::Put(plain) => {
                    people.insert(plain.0, plain.clone());
                    index.put(entry(plain));
                }
                Change::Remove(who) => {
                    people.remove(&who);
                    index.remove(Uuid::from_u128(who));
                }
                Change::Services(who, services) => {
                    if let Some(plain) = people.get_mut(&who) {
                        plain.4.clone_from(&services);
                    }
                    index.set_services(Uuid::from_u128(who), services.into_iter().map(|service| Uuid::from_u128(service.into())).collect());
                }
                Change::Merge => index.merge(),
            }
        }
        prop_assert_eq!(index.len(), people.len());
        let fresh = Index::build(people.values().cloned().map(entry));
        let may_see = |services: &[Uuid]| services.iter().any(|service| service.as_u128() < 3);
        for typed in searches {
            let query = Query::parse(&typed);
            prop_assert_eq!(index.find(&query, may_see, 50), fresh.find(&query, may_see, 50), "{}", typed);
            let mut exact = [index.exact(&typed, (1985, 7, 3)), fresh.exact(&typed, (1985, 7, 3))];
            for found in &mut exact {
                found.sort();
            }
            prop_assert_eq!(&exact[0], &exact[1]);
            let asking = entry((99, vec![typed], 3, None, vec![]));
            let within = [Uuid::from_u128(0), Uuid::from_u128(1)];
            prop_assert_eq!(index.alike(&asking, &within), fresh.alike(&asking, &within));
        }
    }

    #[test]
    fn everybody_is_found_by_name_by_beginnings_and_with_a_letter_dropped(
        names in prop::collection::vec("[A-Z][a-z]{2,8} [A-Z][a-z]{2,10}", 1..40), at in 0..12_usize,
    ) {
        let index = Index::build(names.iter().zip(1..).map(|(name, number)| super::invented::person(number, name)));
        for (name, number) in names.iter().zip(1..) {
            let words: Vec<&str> = name.split(' ').collect();
            let beginnings: Vec<&str> = words.iter().map(|word| &word[..3]).collect();
            let dropped: Vec<String> = words.iter().map(|word| with_letter_dropped(word, at)).collect();
            prop_assert!(shows(&hits(&index, &format!("{name}  ")), number), "{} itself", name);
            prop_assert!(shows(&hits(&index, &beginnings.join(" ")), number), "{:?}", beginnings);
            prop_assert!(shows(&hits(&index, &dropped.join(" ")), number), "{:?} for {}", dropped, name);
        }
    }

    #[test]
    fn nobody_leaks_whatever_is_typed(
        people in prop::collection::vec(plain(), 0..40), typed in typed(), allowed in prop::collection::vec(0..4_u8, 0..3),
    ) {
        let mut services_of = std::collections::BTreeMap::new();
        for plain in &people {
            services_of.insert(plain.0, plain.4.clone());
        }
        let index = Index::build(people.into_iter().map(entry));
        let may_see = |services: &[Uuid]| services.iter().any(|service| allowed.iter().any(|allowed| service.as_u128() == u128::from(*allowed)));
        for hit in index.find(&Query::parse(&typed), may_see, 50) {
            let services = &services_of[&hit.person.as_u128()];
            prop_assert!(services.iter().any(|service| allowed.contains(service)));
        }
    }

    #[test]
    fn nothing_typed_or_recorded_panics(names in prop::collection::vec(any::<String>(), 0..8), typed in any::<String>(), ascii in "[ -~]{0,40}") {
        let people = names.iter().zip(1..).map(|(name, number)| super::invented::person(number, name));
        let mut index = Index::build(people);
        index.put(super::invented::person(77, &ascii));
        for typed in [&typed, &ascii] {
            let hits = hits(&index, typed);
            prop_assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
            index.exact(typed, (1985, 7, 14));
            index.alike(&super::invented::person(99, typed), &[super::invented::SERVICE]);
        }
    }

    #[test]
    fn dates_and_numbers_of_any_shape_do_not_panic(typed in "([0-9]{1,11}|jan|may|sept|th|kit|[ /.-]){0,9}") {
        let index = super::invented::index(&["May Sampleson", "Kit Testperson"]);
        hits(&index, &typed);
    }
}
