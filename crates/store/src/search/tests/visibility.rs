//! Nobody is shown to somebody who may not see them.

use uuid::Uuid;

use super::invented::{hits, person};
use crate::search::{Entry, Index, NameEntry, Query};

const OURS: Uuid = Uuid::from_u128(0xA);
const THEIRS: Uuid = Uuid::from_u128(0xB);

fn of(number: u128, name: &str, services: &[Uuid]) -> Entry {
    let mut entry = person(number, name);
    entry.services = services.to_vec();
    entry.nhs_number = Some(9_000_000_000 + u64::try_from(number).unwrap());
    entry
}

fn ours(index: &Index, typed: &str) -> Vec<u128> {
    let hits = index.find(&Query::parse(typed), |services| services.contains(&OURS), 50);
    hits.iter().map(|hit| hit.person.as_u128()).collect()
}

#[test]
fn only_people_of_the_callers_services_are_found_by_any_means() {
    let mut index = Index::build([
        of(1, "Kit Testperson", &[OURS]),
        of(2, "Kit Testperson", &[THEIRS]),
        of(3, "Kit Testperson", &[THEIRS, OURS, THEIRS]),
        of(4, "Kit Testperson", &[]),
    ]);
    index.put(of(5, "Kit Testperson", &[THEIRS]));
    for typed in ["kit testperson", "kit", "kt tesperson", "kit 1985"] {
        assert_eq!(ours(&index, typed), [1, 3], "{typed}");
        assert_eq!(hits(&index, typed).len(), 5);
    }
    for (number, day) in [(2_u128, 3), (4, 5), (5, 6)] {
        assert!(ours(&index, &format!("{day:02}/07/1985")).is_empty());
        assert!(ours(&index, &(9_000_000_000 + number).to_string()).is_empty());
    }
    assert_eq!(ours(&index, "9000000003"), [3]);
}

#[test]
fn many_others_of_the_name_do_not_crowd_out_our_own() {
    let others = (1..=5_000).map(|number| of(number, "Kit Testperson", &[THEIRS]));
    let index = Index::build(others.chain([of(9_999, "Kitt Testpersen", &[OURS])]));
    assert_eq!(ours(&index, "kit testperson"), [9_999]);
    assert_eq!(ours(&index, "testp"), [9_999]);
}

#[test]
fn services_change_at_once() {
    let mut index = Index::build([of(1, "Kit Testperson", &[THEIRS])]);
    assert!(ours(&index, "kit").is_empty());
    index.set_services(Uuid::from_u128(1), vec![THEIRS, OURS]);
    assert_eq!(ours(&index, "kit"), [1]);
    index.set_services(Uuid::from_u128(1), Vec::new());
    assert!(ours(&index, "kit").is_empty());
    index.remove(Uuid::from_u128(1));
    index.set_services(Uuid::from_u128(1), vec![OURS]);
    assert!(ours(&index, "kit").is_empty(), "somebody removed came back");
}

#[test]
fn the_rule_is_asked_once_for_each_set_of_services() {
    let index = Index::build((1..=200).map(|number| of(number, "Kit Testperson", &[OURS, THEIRS])));
    let asked = std::cell::Cell::new(0);
    index.find(
        &Query::parse("kit testperson"),
        |services| {
            assert_eq!(services, [OURS, THEIRS]);
            asked.set(asked.get() + 1);
            true
        },
        50,
    );
    assert_eq!(asked.get(), 1);
}

/// Two of these hold for what can be printed, so that naming one without saying which does not compile.
trait Unprintable<Way> {
    const HOLDS: bool = true;
}
impl<T> Unprintable<()> for T {}
impl<T: std::fmt::Debug> Unprintable<u8> for T {}

#[test]
fn nothing_that_holds_a_name_can_be_printed() {
    let holds = [
        <Entry as Unprintable<_>>::HOLDS,
        <NameEntry as Unprintable<_>>::HOLDS,
        <Query as Unprintable<_>>::HOLDS,
        <Index as Unprintable<_>>::HOLDS,
    ];
    assert_eq!(holds, [true; 4]);
}
