//! Witnesses: other tables that publish the same figures.
//!
//! A table is moved by one person, contact or intervention in every simple way. A move that leaves each
//! published figure as it is shows that the withheld figures which it changes cannot be told.

use super::cells::{Became, Cells, Ground};
use super::rounding::{BASE, rounded};

/// A change of the ground: which numbers, each by how much.
type Move = Vec<(usize, i64)>;

/// The first withheld figure without a witness, by its place in the table. A total of no rows at all
/// needs none: it is nought by its definition.
pub(super) fn exposed(table: &Cells) -> Option<usize> {
    let places = |wanted: fn(Ground) -> bool| -> Vec<usize> {
        let all = table.ground.iter().enumerate();
        all.filter(|(_, (ground, _))| wanted(*ground)).map(|(place, _)| place).collect()
    };
    let people = places(|ground| ground == Ground::People);
    let outcomes = places(|ground| matches!(ground, Ground::Attended | Ground::Outcome));
    let kinds = places(|ground| ground == Ground::Kind);
    let responses = places(|ground| matches!(ground, Ground::Response(..)));
    let contacts = || exchanges(&outcomes).chain(exchanges(&kinds)).chain(both(&outcomes, &kinds));
    let mut hearing = Hearing::of(table);
    hearing.hear(singles(&people));
    hearing.hear(contacts());
    // An attended contact more or less may bring a person with it.
    hearing.hear(contacts().flat_map(|change| with_each(&change, &people)));
    hearing.hear(singles(&responses));
    hearing.hear(exchanges(&responses));
    hearing.hear(swaps(table).into_iter());
    hearing.exposed()
}

/// The hearing of witnesses for one table.
struct Hearing<'a> {
    table: &'a Cells,
    /// For each number of the ground the figures that it is part of.
    sums: Vec<Vec<usize>>,
    /// For each figure whether it is withheld and without a witness.
    exposed: Vec<bool>,
}

impl<'a> Hearing<'a> {
    fn of(table: &'a Cells) -> Self {
        let mut sums = vec![Vec::new(); table.ground.len()];
        for (index, cell) in table.cells.iter().enumerate() {
            for part in &cell.parts {
                if let Some(sums) = sums.get_mut(*part) {
                    sums.push(index);
                }
            }
        }
        let exposed = table.cells.iter().map(|cell| cell.withheld && !cell.parts.is_empty()).collect();
        Self { table, sums, exposed }
    }

    fn hear(&mut self, moves: impl Iterator<Item = Move>) {
        if self.exposed().is_none() {
            return;
        }
        for change in moves {
            if let Some(changed) = self.testimony(&change) {
                for figure in changed {
                    if let Some(exposed) = self.exposed.get_mut(figure) {
                        *exposed = false;
                    }
                }
            }
        }
    }

    fn exposed(&self) -> Option<usize> {
        self.exposed.iter().position(|exposed| *exposed)
    }

    /// The withheld figures that a move changes, if the moved table could have been counted and publishes
    /// the same.
    fn testimony(&self, change: &Move) -> Option<Vec<usize>> {
        if !is_possible(self.table, change) {
            return None;
        }
        let mut changes: Vec<(usize, i64)> = Vec::new();
        for (place, by) in change {
            for figure in self.sums.get(*place)? {
                match changes.iter_mut().find(|(other, _)| other == figure) {
                    Some((_, sum)) => *sum += by,
                    None => changes.push((*figure, *by)),
                }
            }
        }
        let mut withheld = Vec::new();
        for (figure, by) in changes.into_iter().filter(|(_, by)| *by != 0) {
            let cell = self.table.cells.get(figure)?;
            if cell.withheld {
                withheld.push(figure);
                continue;
            }
            let moved = cell.value.checked_add_signed(by).filter(|moved| *moved >= BASE)?;
            if rounded(moved) != rounded(cell.value) {
                return None;
            }
        }
        Some(withheld)
    }
}

/// Whether the moved table could have been counted: nothing below nought, every contact with one outcome
/// and one kind, and people seen exactly where contacts were attended.
fn is_possible(table: &Cells, change: &Move) -> bool {
    let count = |wanted: Ground| {
        let mut all = table.ground.iter().enumerate();
        let found = all.find(|(_, (ground, _))| *ground == wanted);
        found.map_or(0, |(place, (_, count))| i128::from(*count) + i128::from(change_of(place, change)))
    };
    let (mut outcomes, mut kinds) = (0, 0);
    for (place, by) in change {
        let Some((ground, count)) = table.ground.get(*place) else { return false };
        if count.checked_add_signed(*by).is_none() {
            return false;
        }
        match ground {
            Ground::Attended | Ground::Outcome => outcomes += by,
            Ground::Kind => kinds += by,
            Ground::People | Ground::Response(..) => {}
        }
    }
    let (people, attended) = (count(Ground::People), count(Ground::Attended));
    outcomes == kinds && people <= attended && (people > 0) == (attended > 0)
}

fn change_of(place: usize, change: &Move) -> i64 {
    change.iter().filter(|(other, _)| *other == place).map(|(_, by)| by).sum()
}

/// One more or one less of each.
fn singles(places: &[usize]) -> impl Iterator<Item = Move> {
    places.iter().flat_map(|place| [vec![(*place, 1)], vec![(*place, -1)]])
}

/// One from each to each other.
fn exchanges(places: &[usize]) -> impl Iterator<Item = Move> {
    places
        .iter()
        .flat_map(move |from| places.iter().filter(move |to| *to != from).map(move |to| vec![(*from, -1), (*to, 1)]))
}

/// One more, or one less, of each of the first together with each of the second.
fn both(first: &[usize], second: &[usize]) -> impl Iterator<Item = Move> {
    first.iter().flat_map(move |a| second.iter().flat_map(move |b| [1, -1].map(|by| vec![(*a, by), (*b, by)])))
}

/// A move with one more, or one less, of each.
fn with_each(change: &Move, places: &[usize]) -> Vec<Move> {
    singles(places).map(|single| [change.as_slice(), single.as_slice()].concat()).collect()
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
