//! Restrictions: a record closed to all but those named, why, and until when.
//!
//! The reason is sealed under the person's key; what access is decided by stands beside it in ties.

use domain::Recorded;
use domain::access::{ChangeRestriction, LiftRestriction, Operation, ReadRestriction, ReadRestrictions, Restrict};
use domain::id::{PersonId, StaffId, TieId};
use domain::restriction::{LiftForm, RecordRestriction, RestrictedRecord, RestrictionReason};
use domain::tie::TieKind;

use super::idempotency::{Claim, claim};
use super::{Unit, feed, person, record, staff, tie};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, RecordRow};

/// The most restricted records in a list.
const MOST: i64 = 1_000;

/// The restriction that holds.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadRestriction>,
    who: PersonId,
) -> Result<Recorded<RecordRestriction>, Error> {
    let person = person::admit(unit, access, who)?;
    let found = holding(unit, who)?;
    let entry = unit.enter(access, Some(person.role), vec![who]);
    let Some(row) = found else { return Err(Error::NotFound) };
    entry.row.record_id = Some(row.id);
    record::recorded(&person, &row)
}

/// Restrict a record.
pub fn restrict(
    unit: &mut Unit<'_>,
    access: &Access<Restrict>,
    once: &Once,
    restriction: &RecordRestriction,
    who: PersonId,
) -> Result<Recorded<RecordRestriction>, Error> {
    let person = person::admit(unit, access, who)?;
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => return again(unit, access, &person, id),
    };
    person::hold(unit, who)?;
    if holding(unit, who)?.is_some() {
        return Err(Error::Conflict("This record is restricted already: change the restriction"));
    }
    all_exist(unit, restriction)?;
    let row = begin(unit, &person, id, access.staff(), restriction)?;
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

/// Change why a record is restricted, or to whom.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeRestriction>,
    restriction: &RecordRestriction,
    who: PersonId,
    version: u32,
) -> Result<Recorded<RecordRestriction>, Error> {
    let person = person::admit(unit, access, who)?;
    person::hold(unit, who)?;
    let old = record::expected(holding(unit, who)?.ok_or(Error::NotFound)?, version)?;
    all_exist(unit, restriction)?;
    let by = access.staff();
    let row = record::revise(unit, &person, old, version, Clear::at(unit.now.into()), by, restriction)?;
    end_ties(unit, who, &[TieKind::Named])?;
    name(unit, who, &restriction.staff, by)?;
    end_emergencies(unit, who, restriction)?;
    feed::note(unit, who)?;
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

/// Lift a restriction.
pub fn lift(
    unit: &mut Unit<'_>,
    access: &Access<LiftRestriction>,
    once: &Once,
    form: &LiftForm,
    who: PersonId,
    version: u32,
) -> Result<Recorded<RecordRestriction>, Error> {
    let person = person::admit(unit, access, who)?;
    person::hold(unit, who)?;
    let held = holding(unit, who)?;
    // One that was lifted under this key holds no more: the key knows which it was.
    let once = Once { record: held.as_ref().map(|row| row.id.0), ..once.clone() };
    if let Claim::Again(id) = claim(unit, access, &once)? {
        return again(unit, access, &person, id);
    }
    let old = record::expected(held.ok_or(Error::NotFound)?, version)?;
    let lifted = form.check(&person.open(&old)?)?;
    let clear = Clear { open: false, ..Clear::at(unit.now.into()) };
    let row = record::revise(unit, &person, old, version, clear, access.staff(), &lifted)?;
    end_ties(unit, who, &[TieKind::Named, TieKind::Restricted])?;
    feed::note(unit, who)?;
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

/// The records that are restricted, the one restricted longest first.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadRestrictions>) -> Result<Vec<RestrictedRecord>, Error> {
    let ties = tie::of_kind(unit, TieKind::Restricted, MOST)?;
    let ids: Vec<PersonId> = ties.iter().map(|tie| tie.person_id.0).collect();
    let people = person::open_each(unit, Some(access.staff()), &ids)?;
    let rows = record::of_people(unit, &ids, &[Noun::Restriction])?;
    let mut restricted = Vec::with_capacity(ties.len());
    for tie in &ties {
        let person = people.iter().find(|person| person.id == tie.person_id.0 && !person.bonds.is_own);
        let row = rows.iter().find(|row| row.person_id == tie.person_id && row.open);
        let (Some(person), Some(row)) = (person, row) else { continue };
        restricted.push(RestrictedRecord { person: person.id, since: tie.since.0, restriction: person.open(row)? });
    }
    let subjects = restricted.iter().map(|record| record.person).collect();
    unit.enter(access, access.role(), subjects);
    Ok(restricted)
}

/// Restrict the record of somebody who is or was staff or a volunteer to those who work with them, unless it is
/// restricted already.
pub fn by_default(unit: &mut Unit<'_>, person: &Person, by: StaffId) -> Result<(), Error> {
    person::hold(unit, person.id)?;
    if holding(unit, person.id)?.is_some() {
        return Ok(());
    }
    let episodes = record::several(unit, person.id, &[Noun::Episode])?;
    let open = episodes.iter().filter(|row| row.open);
    let mut staff: Vec<StaffId> = open.filter_map(|row| row.staff_id.map(|staff| staff.0)).collect();
    staff.push(by);
    let id = unit.new_id();
    begin(unit, person, id, by, &RecordRestriction::by_default(staff))?;
    Ok(())
}

/// The answer to a request that came again: what its key made or lifted, as it is now.
fn again<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    person: &Person,
    id: uuid::Uuid,
) -> Result<Recorded<RecordRestriction>, Error> {
    let row = record::find(unit, person.id, Noun::Restriction, id)?;
    record::read(unit, access, person, row.id.0);
    record::recorded(person, &row)
}

/// The restriction that holds, if any.
fn holding(unit: &mut Unit<'_>, who: PersonId) -> Result<Option<RecordRow>, Error> {
    Ok(record::several(unit, who, &[Noun::Restriction])?.into_iter().find(|row| row.open))
}

/// The restriction that a person's record is under, if any.
pub fn present(unit: &mut Unit<'_>, person: &Person) -> Result<Option<RecordRestriction>, Error> {
    holding(unit, person.id)?.map(|row| person.open(&row)).transpose()
}

/// Who asked that nothing be done with their data is asked for nothing in an emergency that goes on either.
fn end_emergencies(unit: &mut Unit<'_>, who: PersonId, restriction: &RecordRestriction) -> Result<(), Error> {
    match restriction.reason {
        RestrictionReason::Processing => end_ties(unit, who, &[TieKind::BreakGlass]),
        _ => Ok(()),
    }
}

fn begin(
    unit: &mut Unit<'_>,
    person: &Person,
    id: uuid::Uuid,
    by: StaffId,
    restriction: &RecordRestriction,
) -> Result<RecordRow, Error> {
    let row = record::insert(unit, person, Noun::Restriction, id, Clear::at(unit.now.into()), by, restriction)?;
    let tie_id = TieId(unit.new_id());
    tie::insert(unit, tie_id, person.id, TieKind::Restricted, None, None, by)?;
    name(unit, person.id, &restriction.staff, by)?;
    end_emergencies(unit, person.id, restriction)?;
    feed::note(unit, person.id)?;
    Ok(row)
}

fn name(unit: &mut Unit<'_>, who: PersonId, staff: &[StaffId], by: StaffId) -> Result<(), Error> {
    let mut named = staff.to_vec();
    named.sort_unstable();
    named.dedup();
    for staff in named {
        let id = TieId(unit.new_id());
        tie::insert(unit, id, who, TieKind::Named, Some(staff), None, by)?;
    }
    Ok(())
}

fn end_ties(unit: &mut Unit<'_>, who: PersonId, kinds: &[TieKind]) -> Result<(), Error> {
    for row in tie::of_person(unit, who)? {
        if row.kind().is_some_and(|kind| kinds.contains(&kind)) {
            tie::end(unit, row)?;
        }
    }
    Ok(())
}

fn all_exist(unit: &mut Unit<'_>, restriction: &RecordRestriction) -> Result<(), Error> {
    restriction.staff.iter().try_for_each(|id| staff::member_exists(unit, *id))
}
