//! Who did what with a person's record, for the data protection officer.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::Private;
use domain::access::{Action, Class, ReadTrail, TABLE};
use domain::id::{EntryId, PersonId, StaffId};
use domain::staff::StaffMember;
use domain::text::Name;
use domain::trail::{TrailEntry, TrailOutcome};
use uuid::Uuid;

use super::{Unit, ledger, organisation};
use crate::access::Access;
use crate::error::Error;
use crate::ledger::{EntryRow, Outcome, purpose_of, role_of};
use crate::noun::OrganisationNoun;
use crate::page::{Cursor, Page};
use crate::row::OrganisationRow;
use crate::schema::organisation as organisations;
use crate::sql::{Key, plain};
use crate::store::OPERATOR;

/// Entries on a page.
const PAGE: usize = 50;
/// Entries asked for: one more, which says whether there is another page.
const ASKED: i64 = 51;

/// A page of the entries that tell of a person, newest first. Somebody who is no more has a trail still.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadTrail>,
    who: PersonId,
    before: Option<EntryId>,
) -> Result<Page<TrailEntry>, Error> {
    let mut rows = ledger::about(unit.conn, who.0, before, ASKED)?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|last| Cursor { at: last.at, id: last.id.0.0 });
    let names = names(unit, &rows)?;
    unit.enter(access, access.role(), vec![who]);
    Ok(Page { items: rows.into_iter().map(|row| entry(row, &names)).collect(), next })
}

/// An entry as the data protection officer reads it.
pub(super) fn entry(row: EntryRow, names: &HashMap<StaffId, Private<Name>>) -> TrailEntry {
    let by = plain(row.staff_id).filter(|staff| *staff != OPERATOR);
    let known = TABLE.iter().find(|known| known.operation == row.operation);
    TrailEntry {
        id: row.id.0,
        at: row.at.0,
        by,
        by_name: by.and_then(|staff| names.get(&staff).cloned()),
        role: role_of(row.role),
        service: plain(row.service_id),
        // An operation that the table no longer has was the system's to know.
        action: known.map_or(Action::Operate, |known| known.action),
        class: u8::try_from(row.class).ok().and_then(Class::from_number),
        outcome: outcome(row.outcome),
        purpose: purpose_of(row.purpose),
        origin: row.origin,
        session: plain(row.session_id),
        count: row.count.cast_unsigned(),
        people: Vec::new(),
        operation: row.operation,
    }
}

fn outcome(number: i16) -> TrailOutcome {
    match Outcome::from_number(number) {
        Some(Outcome::Done) => TrailOutcome::Done,
        Some(Outcome::Failed) | None => TrailOutcome::Failed,
        Some(_) => TrailOutcome::Refused,
    }
}

/// The names of those who did it, in one query.
pub(super) fn names(unit: &mut Unit<'_>, rows: &[EntryRow]) -> Result<HashMap<StaffId, Private<Name>>, Error> {
    let mut ids: Vec<Key<Uuid>> = rows.iter().filter_map(|row| row.staff_id).map(|staff| Key(staff.0.0)).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<OrganisationRow> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .filter(organisations::noun.eq(OrganisationNoun::Staff.number()))
        .select(OrganisationRow::as_select())
        .load(unit.conn)?;
    let mut names = HashMap::with_capacity(rows.len());
    for row in rows {
        let staff: StaffMember = organisation::open(unit, &row)?;
        names.insert(StaffId(row.id.0), staff.name);
    }
    Ok(names)
}
