//! The orders of a caseload, each ending in the person's id, so that no order leaves two rows to chance.

use std::cmp::{Ordering, Reverse};

use super::{CaseloadOrder, CaseloadRow};

/// Sort rows as asked.
pub(super) fn sort(rows: &mut [CaseloadRow], order: CaseloadOrder) {
    rows.sort_by(|a, b| by(order, a, b).then_with(|| by_name(a, b)));
}

fn by(order: CaseloadOrder, a: &CaseloadRow, b: &CaseloadRow) -> Ordering {
    match order {
        CaseloadOrder::Name => Ordering::Equal,
        CaseloadOrder::Quiet => b.quiet_days.cmp(&a.quiet_days),
        CaseloadOrder::NextAppointment => {
            let key = |row: &CaseloadRow| row.next_appointment.as_ref().map(|next| Reverse(next.starts_at));
            key(b).cmp(&key(a))
        }
        CaseloadOrder::Alerts => {
            let key = |row: &CaseloadRow| row.alerts.first().map(|alert| Reverse(alert.level));
            key(b).cmp(&key(a))
        }
        CaseloadOrder::Opened => b.episode.opened_on.cmp(&a.episode.opened_on),
    }
}

fn by_name(a: &CaseloadRow, b: &CaseloadRow) -> Ordering {
    let key = |row: &CaseloadRow| row.formal_name.clone().map(|name| name.to_lowercase());
    key(a).cmp(&key(b)).then_with(|| a.person.cmp(&b.person)).then_with(|| a.episode.id.cmp(&b.episode.id))
}
