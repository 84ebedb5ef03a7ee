//! The table of figures laid out flat: what is counted, and the cells that are sums of it.

use super::figure::{Figure, FigureKind};
use super::measure;
use super::tally::Counts;
use crate::code::{CodeLists, List};
use crate::contact::{ContactKind, Intervention};

pub(super) const KINDS: &str = ContactKind::NAME;
pub(super) const INTERVENTIONS: &str = Intervention::NAME;

/// What a number of the table's ground counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// People seen.
    People,
    /// Contacts attended.
    Attended,
    /// Contacts of another outcome.
    Outcome,
    /// Contacts of a kind.
    Kind,
    /// Interventions of the code of this number, and what became of them.
    Response(usize, Became),
}

/// What became of interventions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    Accepted,
    Declined,
    Unanswered,
}

/// The table: numbers that stand on their own, and cells that are sums of them.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) ground: Vec<(Ground, u64)>,
    pub(super) cells: Vec<Cell>,
}

/// A figure that may be published.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) kind: FigureKind,
    pub(super) code: Option<String>,
    /// The numbers of the ground that it sums.
    pub(super) parts: Vec<usize>,
    /// What is published; the exact sum until it is rounded.
    pub(super) value: u64,
    pub(super) withheld: bool,
}

impl Cells {
    /// Lay out what was counted.
    pub(super) fn of(counts: &Counts) -> Self {
        let mut table = Self { ground: Vec::new(), cells: Vec::new() };
        let people = table.push(Ground::People, counts.people_seen);
        let attended = table.push(Ground::Attended, counts.attended);
        let missed = table.push(Ground::Outcome, counts.missed);
        let by_them = table.push(Ground::Outcome, counts.cancelled_by_them);
        let by_us = table.push(Ground::Outcome, counts.cancelled_by_us);
        table.sum(FigureKind::PeopleSeen, None, vec![people]);
        table.sum(FigureKind::Contacts, None, vec![attended, missed, by_them, by_us]);
        table.sum(FigureKind::Attended, None, vec![attended]);
        table.sum(FigureKind::DidNotAttend, None, vec![missed]);
        table.sum(FigureKind::CancelledByThem, None, vec![by_them]);
        table.sum(FigureKind::CancelledByUs, None, vec![by_us]);
        for (code, count) in &counts.kinds {
            let kind = table.push(Ground::Kind, *count);
            table.sum(FigureKind::ContactsOfKind, Some(code), vec![kind]);
        }
        table.lay_out_interventions(counts);
        table
    }

    fn lay_out_interventions(&mut self, counts: &Counts) {
        let lines: Vec<(&String, [usize; 3])> = counts
            .interventions
            .iter()
            .enumerate()
            .map(|(line, (code, responses))| {
                let accepted = self.push(Ground::Response(line, Became::Accepted), responses.accepted);
                let declined = self.push(Ground::Response(line, Became::Declined), responses.declined);
                let unanswered = self.push(Ground::Response(line, Became::Unanswered), responses.unanswered);
                (code, [accepted, declined, unanswered])
            })
            .collect();
        self.sum(FigureKind::Offered, None, lines.iter().flat_map(|(_, parts)| *parts).collect());
        self.sum(FigureKind::Accepted, None, lines.iter().map(|(_, [accepted, ..])| *accepted).collect());
        self.sum(FigureKind::Declined, None, lines.iter().map(|(_, [_, declined, _])| *declined).collect());
        for (code, [accepted, declined, unanswered]) in lines {
            self.sum(FigureKind::OfferedOf, Some(code), vec![accepted, declined, unanswered]);
            self.sum(FigureKind::AcceptedOf, Some(code), vec![accepted]);
            self.sum(FigureKind::DeclinedOf, Some(code), vec![declined]);
        }
    }

    /// The figures, with attendance worked out from what is published of its parts.
    pub(super) fn figures(&self, lists: &CodeLists) -> Vec<Figure> {
        let mut figures = Vec::with_capacity(self.cells.len() + 1);
        for cell in &self.cells {
            figures.push(cell.figure(lists));
            if cell.kind == FigureKind::CancelledByUs {
                figures.push(self.attendance());
            }
        }
        figures
    }

    fn attendance(&self) -> Figure {
        let published =
            |kind| self.cells.iter().find(|cell| cell.kind == kind && !cell.withheld).map(|cell| cell.value);
        let attended = published(FigureKind::Attended);
        let contacts = published(FigureKind::Contacts);
        let cancelled = published(FigureKind::CancelledByUs);
        let parts = attended.zip(contacts).zip(cancelled);
        let kind = FigureKind::Attendance;
        Figure {
            kind,
            code: None,
            label: kind.label().to_owned(),
            definition: kind.definition().to_owned(),
            unit: kind.unit(),
            // Rounded parts may make more than all; a share cannot.
            value: parts
                .and_then(|((attended, contacts), cancelled)| measure::attendance(attended, contacts, cancelled))
                .map(|percent| percent.min(100.0)),
            withheld: parts.is_none(),
        }
    }

    fn push(&mut self, ground: Ground, count: u64) -> usize {
        self.ground.push((ground, count));
        self.ground.len() - 1
    }

    fn sum(&mut self, kind: FigureKind, code: Option<&String>, parts: Vec<usize>) {
        let value = parts.iter().filter_map(|part| self.ground.get(*part)).map(|(_, count)| count).sum();
        self.cells.push(Cell { kind, code: code.cloned(), parts, value, withheld: false });
    }
}

impl Cell {
    fn figure(&self, lists: &CodeLists) -> Figure {
        Figure {
            kind: self.kind,
            code: self.code.clone(),
            label: self.label(lists),
            definition: self.kind.definition().to_owned(),
            unit: self.kind.unit(),
            value: (!self.withheld).then(|| count(self.value)),
            withheld: self.withheld,
        }
    }

    /// *Accepted: Hep C test*; a code that its list no longer knows stands for itself.
    fn label(&self, lists: &CodeLists) -> String {
        let Some(code) = &self.code else { return self.kind.label().to_owned() };
        let list = if self.kind == FigureKind::ContactsOfKind { KINDS } else { INTERVENTIONS };
        let label = lists.items(list).iter().find(|item| item.code == *code).map_or(code, |item| &item.label);
        if self.kind == FigureKind::ContactsOfKind { label.clone() } else { format!("{}: {label}", self.kind.label()) }
    }
}

/// A count as JSON carries it; exact below 2⁵³, far beyond any count here.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
const fn count(value: u64) -> f64 {
    value as f64
}
