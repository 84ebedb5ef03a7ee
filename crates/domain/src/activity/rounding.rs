//! Figures for those without the right to the people behind them.
//!
//! Every figure is rounded to 5. One under 5 is withheld, nought too, for *nobody accepted* tells of each
//! what they did. Since parts make up totals, more is withheld until nothing gives a withheld figure away:
//!
//! 1. In each total's parts the withheld make a pool of two or more that hold 5 or more together: the
//!    smallest published parts join it until they do.
//! 2. For every withheld figure there must be a *witness*: another table, one person or intervention away,
//!    that publishes the very same figures while this one differs. As long as one has none, the smallest
//!    published figure that shares something with it is withheld too.
//!
//! So whoever reads the published figures, knowing all sums and how rounding is done, cannot tell the
//! withheld ones: at least two tables fit.

use super::cells::{Cell, Cells};
use super::figure::FigureKind;
use super::witness;

/// What figures are rounded to, and under what they are withheld.
pub(super) const BASE: u64 = 5;

/// The totals and the parts that make each up.
const SUMS: &[(FigureKind, &[FigureKind])] = &[
    (
        FigureKind::Contacts,
        &[FigureKind::Attended, FigureKind::DidNotAttend, FigureKind::CancelledByThem, FigureKind::CancelledByUs],
    ),
    (FigureKind::Contacts, &[FigureKind::ContactsOfKind]),
    (FigureKind::Offered, &[FigureKind::OfferedOf]),
    (FigureKind::Accepted, &[FigureKind::AcceptedOf]),
    (FigureKind::Declined, &[FigureKind::DeclinedOf]),
];

/// The nearest multiple of 5.
pub(super) const fn rounded(value: u64) -> u64 {
    (value + BASE / 2) / BASE * BASE
}

impl Cells {
    /// Withhold what must be and round the rest.
    pub(super) fn round(&mut self) {
        self.withhold();
        for cell in &mut self.cells {
            cell.value = rounded(cell.value);
        }
    }

    /// Withhold what must be; the rest stays exact.
    pub(super) fn withhold(&mut self) {
        for cell in &mut self.cells {
            cell.withheld = cell.value < BASE;
        }
        for (total, parts) in SUMS {
            if self.cells.iter().any(|cell| cell.kind == *total && !cell.withheld) {
                let parts = self.cells.iter_mut().filter(|cell| parts.contains(&cell.kind)).collect();
                pool(parts);
            }
        }
        while let Some(exposed) = witness::exposed(self) {
            if !self.withhold_beside(exposed) {
                return;
            }
        }
    }

    /// Withhold the smallest published figure that shares something with an exposed one, or else the
    /// smallest of all; false when nothing is published any more.
    fn withhold_beside(&mut self, exposed: usize) -> bool {
        let parts = self.cells.get(exposed).map(|cell| cell.parts.clone()).unwrap_or_default();
        let shares = |cell: &Cell| cell.parts.iter().any(|part| parts.contains(part));
        let published = || self.cells.iter().enumerate().filter(|(_, cell)| !cell.withheld);
        let smallest = published()
            .filter(|(_, cell)| shares(cell))
            .min_by_key(|(_, cell)| cell.value)
            .or_else(|| published().min_by_key(|(_, cell)| cell.value))
            .map(|(index, _)| index);
        let Some(cell) = smallest.and_then(|index| self.cells.get_mut(index)) else { return false };
        cell.withheld = true;
        true
    }
}

/// Let the smallest published parts join the withheld until these are none, or two that hold 5 together.
fn pool(mut parts: Vec<&mut Cell>) {
    parts.sort_by_key(|cell| (!cell.withheld, cell.value));
    let mut together = 0;
    for (members, part) in parts.into_iter().enumerate() {
        let is_enough = members == 0 || (members >= 2 && together >= BASE);
        if !part.withheld && is_enough {
            return;
        }
        part.withheld = true;
        together += part.value;
    }
}

#[cfg(test)]
mod tests;
