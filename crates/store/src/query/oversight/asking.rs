//! Registrations and searches of each caller and day, counted in the ledger.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::access::{CountAsking, Operation, RegisterServiceUser, SearchServiceUsers};
use domain::calendar;
use domain::id::StaffId;
use domain::oversight::AskingCount;
use domain::period::Period;

use super::super::Unit;
use crate::access::Access;
use crate::error::Error;
use crate::ledger::Outcome;
use crate::schema::ledger_entry;
use crate::sql::{Instant, Key};
use crate::store::OPERATOR;

/// The counts, the last day first, then whoever asked most.
pub fn count(unit: &mut Unit<'_>, access: &Access<CountAsking>, days: Period) -> Result<Vec<AskingCount>, Error> {
    let mut counts = BTreeMap::<(NaiveDate, StaffId), AskingCount>::new();
    for day in days.from.iter_days().take_while(|day| *day <= days.to) {
        for (staff, operation, outcome, entries) in of_day(unit, day)? {
            let empty = AskingCount { staff, day, registrations: 0, searches: 0, refused: 0 };
            let count = counts.entry((day, staff)).or_insert(empty);
            let entries = u32::try_from(entries).unwrap_or(u32::MAX);
            if outcome != Outcome::Done.number() {
                count.refused += entries;
            } else if operation == RegisterServiceUser::ROW.operation {
                count.registrations += entries;
            } else {
                count.searches += entries;
            }
        }
    }
    let mut counts: Vec<AskingCount> = counts.into_values().collect();
    counts.sort_by_key(|count| std::cmp::Reverse((count.day, count.registrations + count.searches + count.refused)));
    unit.enter(access, access.role(), Vec::new());
    Ok(counts)
}

fn of_day(unit: &mut Unit<'_>, day: NaiveDate) -> Result<Vec<(StaffId, String, i16, i64)>, Error> {
    let asked = [RegisterServiceUser::ROW.operation, SearchServiceUsers::ROW.operation];
    // A form that is being filled in asks for likely matches under the same right: what was registered was written.
    let is_counted = ledger_entry::written
        .is_not_null()
        .or(ledger_entry::operation.eq(SearchServiceUsers::ROW.operation))
        .or(ledger_entry::outcome.ne(Outcome::Done.number()));
    let rows: Vec<(Option<Key<StaffId>>, String, i16, i64)> = ledger_entry::table
        .filter(ledger_entry::at.ge(Instant(calendar::day_start(day))))
        .filter(ledger_entry::at.lt(Instant(calendar::day_start(calendar::days_after(day, 1)))))
        .filter(ledger_entry::operation.eq_any(asked))
        .filter(is_counted)
        .group_by((ledger_entry::staff_id, ledger_entry::operation, ledger_entry::outcome))
        .select((ledger_entry::staff_id, ledger_entry::operation, ledger_entry::outcome, diesel::dsl::count_star()))
        .load(unit.conn)?;
    let by_staff = rows.into_iter().filter_map(|(staff, operation, outcome, count)| {
        Some((staff?.0, operation, outcome, count)).filter(|(staff, ..)| *staff != OPERATOR)
    });
    Ok(by_staff.collect())
}
