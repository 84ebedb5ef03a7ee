//! Break-glass: a record opened across a boundary in an emergency, and its review.
//!
//! What access is decided by is a tie that ends within the hour; the words are a record under the person's key. Tries
//! are counted in the ledger, which nobody can make forget them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::{BreakGlass, OpenServiceUser, Operation, Refusal, Restriction};
use domain::break_glass::{Emergency, EmergencyAccess, EmergencyClass, EmergencyOpened, MOST_OPEN, TRIES_A_DAY};
use domain::calendar;
use domain::id::{PersonId, StaffId, TieId};
use domain::identity::Identity;
use domain::instant::london_day;
use domain::partial_date::PartialDate;
use domain::restriction::RestrictionReason;

use super::idempotency::{Claim, claim, forget};
use super::{Unit, person, record, restriction, tie};
use crate::access::Access;
use crate::bonds::Bonds;
use crate::emergency::Tried;
use crate::error::Error;
use crate::ledger::Outcome;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, TieRow};
use crate::schema::{ledger_entry, organisation};
use crate::sql::{Instant, Key};

/// Ask for a record in an emergency. `candidates` are those of the full name and birth date, as the search index knew
/// them. What is not found is done and entered like what is: the try counts.
pub fn ask(
    unit: &mut Unit<'_>,
    access: &Access<BreakGlass>,
    once: &Once,
    emergency: &Emergency,
    candidates: &[PersonId],
) -> Result<Tried, Error> {
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => return again(unit, access, TieId(id)),
    };
    hold(unit, access.staff())?;
    may_try(unit, access)?;
    let tried = look(unit, access, emergency, candidates, TieId(id))?;
    if !matches!(tried, Tried::Opened(EmergencyOpened { until: Some(_), .. })) {
        forget(unit, access, once)?;
    }
    Ok(tried)
}

/// Whom it is about, and whether their record opens.
fn look(
    unit: &mut Unit<'_>,
    access: &Access<BreakGlass>,
    emergency: &Emergency,
    candidates: &[PersonId],
    id: TieId,
) -> Result<Tried, Error> {
    let born = PartialDate::Day(*emergency.born.reveal());
    let (mut found, mut closed) = (Vec::new(), Vec::new());
    for person in person::open_each(unit, Some(access.staff()), candidates)? {
        let row = record::single(unit, person.id, Noun::Identity)?;
        let identity: Identity = person.open(&row)?;
        if *identity.birth_date.reveal() != born {
            continue;
        }
        // What no emergency opens is as if it did not exist, also beside one of the same name.
        if never(unit, &person)? { closed.push(person.id) } else { found.push(person) }
    }
    let ids: Vec<PersonId> = found.iter().map(|person| person.id).chain(closed.iter().copied()).collect();
    let Some(mut person) = found.pop() else {
        let refusal = if closed.is_empty() { Refusal::Ground } else { Refusal::Restricted };
        return Ok(refused(unit, access, refusal, ids, Tried::NotFound));
    };
    if !found.is_empty() {
        return Ok(refused(unit, access, Refusal::Ground, ids, Tried::Several));
    }
    // A restriction of processing that begins meanwhile ends emergencies; it must see this one.
    person::hold(unit, person.id)?;
    if never(unit, &person)? {
        return Ok(refused(unit, access, Refusal::Restricted, ids, Tried::NotFound));
    }
    let usual = Bonds { broken: Vec::new(), ..person.bonds.clone() };
    if let Ok(role) = access.caller().decide(&OpenServiceUser::ROW, usual.relation()) {
        // No boundary is in the way: there is nothing to break, and nothing to review.
        unit.enter(access, Some(role), ids);
        return Ok(Tried::Opened(EmergencyOpened { person: person.id, until: None }));
    }
    person.role = access.role().ok_or(Error::Forbidden)?;
    open(unit, access, &person, emergency, id)
}

/// The record, open for an hour.
fn open(
    unit: &mut Unit<'_>,
    access: &Access<BreakGlass>,
    person: &Person,
    emergency: &Emergency,
    id: TieId,
) -> Result<Tried, Error> {
    let by = access.staff();
    let was_restricted = person.bonds.restriction == Restriction::Others;
    let content = EmergencyAccess::new(by, unit.now, emergency, was_restricted);
    let clear = Clear { staff: Some(by), ..Clear::at(unit.now.into()) };
    let row = record::insert(unit, person, Noun::Emergency, id.0, clear, by, &content)?;
    let classes = EmergencyClass::opened(&emergency.classes);
    tie::break_glass(unit, id, person.id, by, classes, content.until)?;
    record::note(unit, access, person, &row);
    Ok(Tried::Opened(EmergencyOpened { person: person.id, until: Some(content.until) }))
}

/// What the same request opened before.
fn again(unit: &mut Unit<'_>, access: &Access<BreakGlass>, id: TieId) -> Result<Tried, Error> {
    let row = tie::emergency(unit, id)?.ok_or(Error::NotFound)?;
    let person = row.person_id.0;
    unit.enter(access, access.role(), vec![person]).row.record_id = Some(Key(id.0));
    Ok(Tried::Opened(EmergencyOpened { person, until: row.until.map(|until| until.0) }))
}

/// Enter a try that opened nothing.
fn refused(
    unit: &mut Unit<'_>,
    access: &Access<BreakGlass>,
    refusal: Refusal,
    subjects: Vec<PersonId>,
    tried: Tried,
) -> Tried {
    unit.enter(access, None, subjects).row.outcome = Outcome::of(refusal).number();
    tried
}

/// What no emergency opens: one's own or a relative's record, and one whose processing is restricted.
fn never(unit: &mut Unit<'_>, person: &Person) -> Result<bool, Error> {
    if person.bonds.is_own {
        return Ok(true);
    }
    let restriction = restriction::present(unit, person)?;
    Ok(restriction.is_some_and(|restriction| restriction.reason == RestrictionReason::Processing))
}

/// Refuse whoever has tried often enough today, or has too many that wait for review.
fn may_try(unit: &mut Unit<'_>, access: &Access<BreakGlass>) -> Result<(), Error> {
    let (waiting, today) = (waiting(unit, access.staff())?, london_day(unit.now));
    if waiting >= MOST_OPEN {
        unit.enter(access, None, Vec::new()).row.outcome = Outcome::RefusedRestricted.number();
        return Err(Error::Conflict(
            "Three of your emergencies wait for review: until one has been reviewed, ask a colleague or your team leader",
        ));
    }
    if tries(unit, access.staff(), calendar::day_start(today))? >= TRIES_A_DAY {
        unit.enter(access, None, Vec::new()).row.outcome = Outcome::RefusedGround.number();
        let wait = calendar::day_start(calendar::days_after(today, 1)) - unit.now;
        return Err(Error::Throttled(u32::try_from(wait.num_seconds()).unwrap_or(u32::MAX)));
    }
    Ok(())
}

/// Of two requests of one member of staff, the later waits here and counts the earlier.
fn hold(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    let row = organisation::table.find(Key(staff.0));
    diesel::update(row).set(organisation::open.eq(organisation::open)).execute(unit.conn)?;
    Ok(())
}

/// How many of somebody's emergencies nobody has reviewed.
fn waiting(unit: &mut Unit<'_>, staff: StaffId) -> Result<usize, Error> {
    Ok(tie::emergencies_of(unit, staff)?.iter().filter(|row| row.reviewed_at.is_none()).count())
}

/// How often somebody has asked since an instant across a boundary, whatever came of it.
fn tries(unit: &mut Unit<'_>, staff: StaffId, since: DateTime<Utc>) -> Result<i64, Error> {
    let looked = [Outcome::Done, Outcome::RefusedGround, Outcome::RefusedRestricted].map(Outcome::number);
    Ok(ledger_entry::table
        .filter(ledger_entry::staff_id.eq(Key(staff)))
        .filter(ledger_entry::at.ge(Instant(since)))
        .filter(ledger_entry::operation.eq(BreakGlass::ROW.operation))
        .filter(ledger_entry::outcome.eq_any(looked))
        // Where nothing had to be broken there is no emergency, and a search would have told the same.
        .filter(ledger_entry::outcome.ne(Outcome::Done.number()).or(ledger_entry::record_id.is_not_null()))
        .count()
        .get_result(unit.conn)?)
}

/// Whether a tie is an emergency of this member of staff's.
pub fn is_of(row: &TieRow, staff: StaffId) -> bool {
    row.staff_id.is_some_and(|reader| reader.0 == staff)
}
