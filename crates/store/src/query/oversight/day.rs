//! A day of the ledger, looked through for patterns.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use domain::access::{Ground, Kind, Operation, Row, TABLE, WatchLedger};
use domain::calendar;
use domain::id::{PersonId, StaffId};
use domain::oversight::{Deed, Doer, Doings, Finding, Pattern, Thresholds};

use super::super::{Unit, ledger};
use super::known;
use crate::access::Access;
use crate::error::Error;
use crate::ledger::{Entry, EntryRow, Outcome, role_of};
use crate::schema::ledger_entry;
use crate::sql::{Instant, Key};
use crate::store::OPERATOR;

/// The most entries of a day: far more than the busiest service has, and what fits in memory.
const MOST: i64 = 1_000_000;

/// What the patterns find in a day. It changes nothing; see [`super::keep`].
pub fn signs<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    thresholds: &Thresholds,
    day: NaiveDate,
) -> Result<Vec<Finding>, Error> {
    let by_staff = deeds(unit, day)?;
    let opened: BTreeSet<PersonId> = by_staff.values().flatten().filter_map(Deed::opened).collect();
    let doers = known::doers(unit)?;
    let people = known::people(unit, &opened.into_iter().collect::<Vec<_>>())?;
    let linked = known::linked(unit, &people.keys().copied().collect::<Vec<_>>(), day)?;
    let mut findings = Vec::new();
    for (staff, deeds) in by_staff {
        let nobody = Doer { staff, name: None, born: None, postcode: None };
        let doer = doers.get(&staff).unwrap_or(&nobody);
        let mine: BTreeSet<PersonId> = deeds.iter().filter_map(Deed::opened).collect();
        let met = |person| {
            let is_linked = linked.contains(&(staff, person));
            people.get(&person).map(|known| (person, domain::oversight::Known { is_linked, ..known.clone() }))
        };
        let people: BTreeMap<_, _> = mine.into_iter().filter_map(met).collect();
        let doings = Doings { doer, day, deeds: &deeds, people: &people, thresholds };
        findings.extend(Pattern::look_for_all(&doings).iter().map(|sign| Finding::of(sign, staff, day)));
    }
    // As when the index is built: everybody was opened, and nothing of them told but what findings name.
    unit.enter(access, access.role(), Vec::new());
    Ok(findings)
}

/// Note that all of a day was looked through and what was found is kept: its entry counts the day, since 1 January of
/// year 1.
#[expect(clippy::unnecessary_wraps, reason = "every operation can fail")]
pub fn watched(unit: &mut Unit<'_>, access: &Access<WatchLedger>, day: NaiveDate) -> Result<(), Error> {
    unit.enter(access, access.role(), Vec::new()).row.count = day.num_days_from_ce();
    Ok(())
}

/// The last day of which that is noted.
pub fn last_watched(unit: &mut Unit<'_>) -> Result<Option<NaiveDate>, Error> {
    let day: Option<i32> = ledger_entry::table
        .filter(ledger_entry::staff_id.eq(Key(OPERATOR)))
        .filter(ledger_entry::operation.eq(WatchLedger::ROW.operation))
        .filter(ledger_entry::count.gt(0))
        .order(ledger_entry::id.desc())
        .select(ledger_entry::count)
        .first(unit.conn)
        .optional()?;
    Ok(day.and_then(NaiveDate::from_num_days_from_ce_opt))
}

/// What each member of staff did on a day, oldest first.
fn deeds(unit: &mut Unit<'_>, day: NaiveDate) -> Result<BTreeMap<StaffId, Vec<Deed>>, Error> {
    let rows: Vec<EntryRow> = ledger_entry::table
        .filter(ledger_entry::at.ge(Instant(calendar::day_start(day))))
        .filter(ledger_entry::at.lt(Instant(calendar::day_start(calendar::days_after(day, 1)))))
        .filter(ledger_entry::staff_id.is_not_null())
        .filter(ledger_entry::staff_id.ne(Key(OPERATOR)))
        .order((ledger_entry::at.asc(), ledger_entry::id.asc()))
        .limit(MOST)
        .select(EntryRow::as_select())
        .load(unit.conn)?;
    let table: HashMap<&str, &'static Row> = TABLE.iter().map(|row| (row.operation, row)).collect();
    let mut by_staff = BTreeMap::<StaffId, Vec<Deed>>::new();
    for entry in ledger::with_subjects(unit.conn, rows)? {
        let Some(staff) = entry.row.staff_id else { continue };
        // An operation that the table no longer has is not one of a day that is looked at.
        let Some(row) = table.get(entry.row.operation.as_str()) else { continue };
        by_staff.entry(staff.0).or_default().push(deed(&entry, row));
    }
    Ok(by_staff)
}

fn deed(entry: &Entry, row: &'static Row) -> Deed {
    let is_refused = !matches!(Outcome::from_number(entry.row.outcome), Some(Outcome::Done | Outcome::Failed));
    Deed {
        entry: entry.row.id.0,
        at: entry.row.at.0,
        role: role_of(entry.row.role),
        operation: row.operation,
        action: row.action,
        is_of_one: row.ground == Ground::Person && row.kind != Kind::Worklist && entry.subjects.len() == 1,
        is_refused,
        people: entry.subjects.clone(),
    }
}
