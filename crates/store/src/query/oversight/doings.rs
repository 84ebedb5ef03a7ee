//! What a member of staff did, newest first.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::ReadDoings;
use domain::calendar;
use domain::id::{EntryId, PersonId, StaffId};
use domain::period::Period;
use domain::trail::{TrailEntry, TrailOutcome};

use super::super::{Unit, trail};
use crate::access::Access;
use crate::doing::DoingFilter;
use crate::error::Error;
use crate::ledger::{EntryRow, Outcome, SubjectRow};
use crate::page::{Cursor, Page};
use crate::schema::{ledger_entry, ledger_subject};
use crate::sql::{Instant, Key};

/// Entries on a page.
const PAGE: usize = 50;
/// Entries asked for: one more, which says whether there is another page.
const ASKED: i64 = 51;
/// People named beside an entry; how many it tells of stands there anyway.
const NAMED: usize = 20;

/// A page of what somebody did in a period.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadDoings>,
    filter: &DoingFilter,
    staff: StaffId,
    days: Period,
    before: Option<EntryId>,
) -> Result<Page<TrailEntry>, Error> {
    let mut found = ledger_entry::table
        .filter(ledger_entry::staff_id.eq(Key(staff)))
        .filter(ledger_entry::at.ge(Instant(calendar::day_start(days.from))))
        .filter(ledger_entry::at.lt(Instant(calendar::day_start(calendar::days_after(days.to, 1)))))
        .into_boxed();
    if let Some(operation) = &filter.operation {
        found = found.filter(ledger_entry::operation.eq(operation.clone()));
    }
    found = match filter.outcome {
        None => found,
        Some(TrailOutcome::Done) => found.filter(ledger_entry::outcome.eq(Outcome::Done.number())),
        Some(TrailOutcome::Failed) => found.filter(ledger_entry::outcome.eq(Outcome::Failed.number())),
        Some(TrailOutcome::Refused | TrailOutcome::Rejected) => {
            found.filter(ledger_entry::outcome.ne_all([Outcome::Done.number(), Outcome::Failed.number()]))
        }
    };
    if let Some(before) = before {
        found = found.filter(ledger_entry::id.lt(Key(before)));
    }
    let mut rows: Vec<EntryRow> =
        found.order(ledger_entry::id.desc()).limit(ASKED).select(EntryRow::as_select()).load(unit.conn)?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|last| Cursor { at: last.at, id: last.id.0.0 });
    let names = trail::names(unit, &rows)?;
    let mut people = people(unit, &rows)?;
    // The page holds people's ids and nothing of them, so whose doings were read is what the entry tells.
    unit.enter(access, access.role(), Vec::new()).row.record_id = Some(Key(staff.0));
    let with_people = |row: EntryRow| {
        let people = people.remove(&row.id).unwrap_or_default();
        TrailEntry { people, ..trail::entry(row, &names) }
    };
    Ok(Page { items: rows.into_iter().map(with_people).collect(), next })
}

fn people(unit: &mut Unit<'_>, rows: &[EntryRow]) -> Result<HashMap<Key<EntryId>, Vec<PersonId>>, Error> {
    let ids: Vec<Key<EntryId>> = rows.iter().map(|row| row.id).collect();
    let subjects: Vec<SubjectRow> = ledger_subject::table
        .filter(ledger_subject::entry_id.eq_any(ids))
        .select(SubjectRow::as_select())
        .load(unit.conn)?;
    let mut people = HashMap::<Key<EntryId>, Vec<PersonId>>::new();
    for subject in subjects {
        let of_entry = people.entry(subject.entry_id).or_default();
        if of_entry.len() < NAMED {
            of_entry.push(subject.subject_id.0);
        }
    }
    Ok(people)
}
