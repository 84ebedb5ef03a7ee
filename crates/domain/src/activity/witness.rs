//! Witnesses: other tables that publish the same figures.
//!
//! A table is moved by one person, contact or intervention in every simple way. A move that leaves each
//! published figure as it is shows that the withheld figures which it changes cannot be told.

use super::cells::{Became, Cells, Ground};
use super::rounding::{BASE, rounded};

/// A change of the ground: which numbers, each by how much.
type Move = Vec<(usize, i64)>;

/// The first withheld figure without a witness, by its place in the table.
pub(super) fn exposed(table: &Cells) -> Option<usize> {
    let mut witnessed: Vec<bool> = table.cells.iter().map(|cell| !cell.withheld).collect();
    for change in moves(table) {
        if !is_possible(table, &change) || !publishes_the_same(table, &change) {
            continue;
        }
        for (witnessed, cell) in witnessed.iter_mut().zip(&table.cells) {
            *witnessed |= change_of(&cell.parts, &change) != 0;
        }
    }
    witnessed.iter().position(|witnessed| !witnessed)
}

/// Whether the moved table could have been counted: nothing below nought, every contact with one outcome
/// and one kind, and people seen exactly where contacts were attended.
fn is_possible(table: &Cells, change: &Move) -> bool {
    let moved = |index: usize, count: u64| -> i128 { i128::from(count) + i128::from(change_of(&[index], change)) };
    let (mut outcomes, mut kinds, mut people, mut attended) = (0, 0, 0, 0);
    for (index, (ground, count)) in table.ground.iter().enumerate() {
        let count = moved(index, *count);
        if count < 0 {
            return false;
        }
        match ground {
            Ground::People => people = count,
            Ground::Attended => {
                attended = count;
                outcomes += count;
            }
            Ground::Outcome => outcomes += count,
            Ground::Kind => kinds += count,
            Ground::Response(..) => {}
        }
    }
    outcomes == kinds && people <= attended && (people > 0) == (attended > 0)
}

fn publishes_the_same(table: &Cells, change: &Move) -> bool {
    table.cells.iter().filter(|cell| !cell.withheld).all(|cell| {
        let moved = cell.value.checked_add_signed(change_of(&cell.parts, change));
        moved.is_some_and(|moved| moved >= BASE && rounded(moved) == rounded(cell.value))
    })
}

fn change_of(parts: &[usize], change: &Move) -> i64 {
    change.iter().filter(|(index, _)| parts.contains(index)).map(|(_, by)| by).sum()
}

fn moves(table: &Cells) -> Vec<Move> {
    let places = |wanted: fn(Ground) -> bool| -> Vec<usize> {
        table.ground.iter().enumerate().filter(|(_, (ground, _))| wanted(*ground)).map(|(index, _)| index).collect()
    };
    let people = places(|ground| ground == Ground::People);
    let outcomes = places(|ground| matches!(ground, Ground::Attended | Ground::Outcome));
    let kinds = places(|ground| ground == Ground::Kind);
    let responses = places(|ground| matches!(ground, Ground::Response(..)));
    let mut moves: Vec<Move> = singles(&people);
    let contacts = exchanges(&outcomes).chain(exchanges(&kinds)).chain(both(&outcomes, &kinds));
    for change in contacts {
        // An attended contact more or less may bring a person with it.
        moves.extend(people.iter().flat_map(|person| [1, -1].map(|by| [change.as_slice(), &[(*person, by)]].concat())));
        moves.push(change);
    }
    moves.extend(singles(&responses));
    moves.extend(exchanges(&responses));
    moves.extend(swaps(table));
    moves
}

/// One more or one less of each.
fn singles(places: &[usize]) -> Vec<Move> {
    places.iter().flat_map(|place| [vec![(*place, 1)], vec![(*place, -1)]]).collect()
}

/// One from each to each other.
fn exchanges(places: &[usize]) -> impl Iterator<Item = Move> {
    places.iter().flat_map(move |from| {
        places.iter().filter(move |to| *to != from).map(move |to| vec![(*from, -1), (*to, 1)])
    })
}

/// One more, or one less, of each of the first together with each of the second.
fn both(first: &[usize], second: &[usize]) -> impl Iterator<Item = Move> {
    first.iter().flat_map(move |a| second.iter().flat_map(move |b| [1, -1].map(|by| vec![(*a, by), (*b, by)])))
}

/// Of every two interventions, one of each answered the other's way: sums over lines and columns stay.
fn swaps(table: &Cells) -> Vec<Move> {
    let place = |line: usize, became: Became| {
        table.ground.iter().position(|(ground, _)| *ground == Ground::Response(line, became))
    };
    let lines: Vec<[usize; 3]> = (0..)
        .map_while(|line| {
            Some([place(line, Became::Accepted)?, place(line, Became::Declined)?, place(line, Became::Unanswered)?])
        })
        .collect();
    let mut swaps = Vec::new();
    for first in &lines {
        for second in lines.iter().filter(|second| *second != first) {
            let columns = first.iter().zip(second);
            for (a, b) in columns.clone() {
                for (c, d) in columns.clone().filter(|(c, _)| *c != a) {
                    swaps.push(vec![(*a, -1), (*c, 1), (*b, 1), (*d, -1)]);
                }
            }
        }
    }
    swaps
}
