//! What an attacker can and cannot work out.
//!
//! The attacker knows every sum and how rounding is done, sees what is published, and tries every table
//! there is. They must find two that fit, which differ in each withheld figure.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::cells::Ground;
use super::super::figure::Unit;
use super::super::tally::{Counts, Responses};
use super::*;

/// Counts of contacts of two kinds, without interventions.
fn contacts(outcomes: [u64; 4], first_kind: u64, people_seen: u64) -> Option<Counts> {
    let [attended, missed, cancelled_by_them, cancelled_by_us] = outcomes;
    let second_kind = outcomes.iter().sum::<u64>().checked_sub(first_kind)?;
    let is_possible = people_seen <= attended && (people_seen > 0) == (attended > 0);
    is_possible.then(|| Counts {
        people_seen,
        attended,
        missed,
        cancelled_by_them,
        cancelled_by_us,
        kinds: BTreeMap::from([("a".to_owned(), first_kind), ("b".to_owned(), second_kind)]),
        interventions: BTreeMap::new(),
    })
}

/// Counts of interventions of two codes: accepted, declined, unanswered of each.
fn interventions(lines: [[u64; 3]; 2]) -> Counts {
    let line = |[accepted, declined, unanswered]: [u64; 3]| Responses { accepted, declined, unanswered };
    let [first, second] = lines;
    Counts {
        interventions: BTreeMap::from([("a".to_owned(), line(first)), ("b".to_owned(), line(second))]),
        ..Counts::default()
    }
}

fn withheld(counts: &Counts) -> Cells {
    let mut table = Cells::of(counts);
    table.withhold();
    table
}

/// Withheld figures for which no table among `others`, laid out alike, publishes the same and differs. A
/// total of no rows at all is nought by its definition, and told to nobody's harm.
fn told(table: &Cells, others: impl Iterator<Item = Vec<u64>>) -> Vec<(FigureKind, Option<String>)> {
    let mut open: Vec<&Cell> = table.cells.iter().filter(|cell| cell.withheld && !cell.parts.is_empty()).collect();
    let published: Vec<&Cell> = table.cells.iter().filter(|cell| !cell.withheld).collect();
    let sum = |cell: &Cell, ground: &[u64]| cell.parts.iter().map(|part| ground[*part]).sum::<u64>();
    for other in others {
        if open.is_empty() {
            break;
        }
        let fits = published.iter().all(|cell| {
            let theirs = sum(cell, &other);
            theirs >= BASE && rounded(theirs) == rounded(cell.value)
        });
        if fits {
            open.retain(|cell| cell.value == sum(cell, &other));
        }
    }
    open.into_iter().map(|cell| (cell.kind, cell.code.clone())).collect()
}

/// Every table of contacts, with at most `most` of each outcome.
fn all_contacts(most: u64) -> impl Iterator<Item = Vec<u64>> {
    numbers(most, 4).flat_map(|outcomes| {
        let sum = outcomes.iter().sum::<u64>();
        let seen = if outcomes[0] > 0 { 1..=outcomes[0] } else { 0..=0 };
        seen.flat_map(move |people| {
            let outcomes = outcomes.clone();
            (0..=sum).map(move |kind| [&[people], outcomes.as_slice(), &[kind, sum - kind]].concat())
        })
    })
}

/// Every table of interventions of two codes without contacts, with at most `most` of each response.
fn all_interventions(most: u64) -> impl Iterator<Item = Vec<u64>> {
    numbers(most, 6).map(|responses| [&[0; 5], responses.as_slice()].concat())
}

/// Every list of numbers up to `most`.
fn numbers(most: u64, length: u32) -> impl Iterator<Item = Vec<u64>> {
    let base = most + 1;
    (0..base.pow(length)).map(move |number| (0..length).map(|place| number / base.pow(place) % base).collect())
}

#[test]
fn a_small_part_takes_another_with_it() {
    let table = withheld(&contacts([30, 3, 12, 20], 40, 25).unwrap());
    let withheld: Vec<FigureKind> = table.cells.iter().filter(|cell| cell.withheld).map(|cell| cell.kind).collect();
    assert!(withheld.contains(&FigureKind::DidNotAttend));
    assert!(withheld.contains(&FigureKind::CancelledByThem));
    assert!(!withheld.contains(&FigureKind::Contacts) && !withheld.contains(&FigureKind::Attended));
}

#[test]
fn noughts_do_not_shield_each_other() {
    let table = withheld(&contacts([30, 0, 0, 7], 20, 25).unwrap());
    let by_us = table.cells.iter().find(|cell| cell.kind == FigureKind::CancelledByUs);
    assert!(by_us.is_some_and(|cell| cell.withheld));
}

#[test]
fn a_large_table_is_published_whole() {
    let table = withheld(&contacts([30, 13, 12, 20], 40, 25).unwrap());
    let contacts: Vec<_> = table.cells.iter().filter(|cell| cell.kind.unit() != Unit::Interventions).collect();
    assert!(contacts.iter().all(|cell| !cell.withheld));
}

#[test]
fn an_empty_table_is_withheld_whole() {
    assert!(withheld(&Counts::default()).cells.iter().all(|cell| cell.withheld));
}

#[test]
fn rounding_goes_to_the_nearest_five() {
    assert_eq!([5, 7, 8, 12, 13].map(rounded), [5, 5, 10, 10, 15]);
}

#[test]
fn the_attacker_here_does_find_what_is_badly_withheld() {
    let mut table = Cells::of(&contacts([7, 7, 7, 7], 28, 7).unwrap());
    for cell in &mut table.cells {
        cell.withheld = cell.value < BASE;
    }
    let told = told(&table, all_contacts(7));
    assert!(told.contains(&(FigureKind::ContactsOfKind, Some("b".to_owned()))));
}

#[test]
fn every_number_of_the_ground_is_in_a_figure() {
    let table = withheld(&interventions([[1, 2, 3], [4, 5, 6]]));
    for (index, (ground, _)) in table.ground.iter().enumerate() {
        let summed = table.cells.iter().filter(|cell| cell.parts.contains(&index)).count();
        assert!(summed >= 1, "{ground:?}");
        assert!(*ground != Ground::People || summed == 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_withheld_contact_figure_can_be_recomputed(
        outcomes in prop::array::uniform4(0_u64..8), share in 0_u64..=100, seen in 1_u64..=100,
    ) {
        let kind = outcomes.iter().sum::<u64>() * share / 100;
        let people = (outcomes[0] * seen).div_ceil(100);
        let table = withheld(&contacts(outcomes, kind, people).unwrap());
        prop_assert_eq!(told(&table, all_contacts(8)), []);
    }

    #[test]
    fn no_withheld_intervention_figure_can_be_recomputed(
        lines in prop::array::uniform2(prop::array::uniform3(0_u64..7)),
    ) {
        let table = withheld(&interventions(lines));
        let told: Vec<_> = told(&table, all_interventions(7))
            .into_iter()
            // No contact was counted, which is not what is tried here.
            .filter(|(kind, _)| kind.unit() == Unit::Interventions)
            .collect();
        prop_assert_eq!(told, []);
    }
}
