//! Whom somebody is given, what is named to an auditor, and what staff declare their own.

use chrono::{DateTime, Utc};
use domain::access::{
    DeclareOwn, EndTie, GivePerson, NameForAudit, Operation, ReadDeclarations, ReadGiven, ReadTies, Refusal, Role,
};
use domain::banner::Banner;
use domain::id::{PersonId, StaffId, TieId};
use domain::identity::Identity;
use domain::tie::{Declaration, Declared, Gift, GivenPerson, TieKind, Tied};
use domain::{Flaw, calendar, instant};

use super::idempotency::{Claim, claim};
use super::{Unit, membership, person, record, tie};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, TieRow};
use crate::sql::Key;

/// The most declarations in a list.
const MOST: i64 = 1_000;

/// Give a person to a volunteer of a service that works with them.
pub fn give(
    unit: &mut Unit<'_>,
    access: &Access<GivePerson>,
    once: &Once,
    gift: Gift,
    who: PersonId,
) -> Result<Tied, Error> {
    let person = person::admit(unit, access, who)?;
    let standings = membership::standings(unit.conn, &unit.world.keys, gift.staff, unit.now)?;
    let mut volunteers = standings.iter().filter(|held| held.role == Role::Volunteer);
    if !volunteers.any(|held| held.service.is_some_and(|service| person.bonds.services.contains(&service))) {
        return Err(Error::flaw("staff", Flaw::Contradiction("Choose a volunteer of a service that works with them")));
    }
    begin(unit, access, once, &person, TieKind::Assigned, gift)
}

/// Name a record to an auditor, until a date.
pub fn name_for_audit(
    unit: &mut Unit<'_>,
    access: &Access<NameForAudit>,
    once: &Once,
    gift: Gift,
    who: PersonId,
) -> Result<Tied, Error> {
    let person = person::admit(unit, access, who)?;
    let gift = gift.for_audit(instant::london_day(unit.now)).map_err(|flaw| Error::flaw("to", flaw))?;
    let standings = membership::standings(unit.conn, &unit.world.keys, gift.staff, unit.now)?;
    if !standings.iter().any(|held| held.role == Role::Auditor) {
        return Err(Error::flaw("staff", Flaw::Contradiction("Choose an auditor from outside")));
    }
    begin(unit, access, once, &person, TieKind::Audit, gift)
}

/// Declare that a record is one's own or a relative's: from then on it is closed to oneself.
pub fn declare(
    unit: &mut Unit<'_>,
    access: &Access<DeclareOwn>,
    once: &Once,
    declaration: &Declaration,
    who: PersonId,
) -> Result<(), Error> {
    // Before the person is opened: to whoever declared it once, they are closed by the time that it comes again.
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => {
            unit.enter(access, access.role(), vec![who]).row.record_id = Some(Key(id));
            return Ok(());
        }
    };
    let person = person::admit(unit, access, who)?;
    let by = access.staff();
    let clear = Clear { staff: Some(by), ..Clear::at(unit.now.into()) };
    let row = record::insert(unit, &person, Noun::Declaration, id, clear, by, declaration)?;
    tie::insert(unit, TieId(id), who, TieKind::Own, Some(by), None, by)?;
    record::note(unit, access, &person, &row);
    Ok(())
}

/// Every tie of a person that holds, beside the restriction itself.
pub fn ties(unit: &mut Unit<'_>, access: &Access<ReadTies>, who: PersonId) -> Result<Vec<Tied>, Error> {
    let person = person::admit(unit, access, who)?;
    unit.enter(access, Some(person.role), vec![who]);
    // Who declared what is between them and the data protection officer.
    let is_officer = person.role == Role::DataProtectionOfficer;
    let rows = tie::of_person(unit, who)?;
    let tied = rows.iter().filter_map(TieRow::tied);
    Ok(tied.filter(|tied| is_officer || tied.kind != TieKind::Own).collect())
}

/// End what was given or named. Who is named in a restriction changes with the restriction.
pub fn end(unit: &mut Unit<'_>, access: &Access<EndTie>, who: PersonId, id: TieId) -> Result<(), Error> {
    let person = person::admit(unit, access, who)?;
    let row = tie::of_person(unit, who)?.into_iter().find(|row| row.id.0 == id).ok_or(Error::NotFound)?;
    let may_end = match row.kind() {
        Some(TieKind::Assigned) => true,
        Some(TieKind::Audit | TieKind::Own) => person.role == Role::DataProtectionOfficer,
        Some(TieKind::BreakGlass) => {
            return Err(Error::Conflict("An emergency ends within the hour: review it instead"));
        }
        _ => return Err(Error::Conflict("Change the restriction instead")),
    };
    if !may_end {
        return Err(unit.refuse(access, Refusal::Role, Some(who), None));
    }
    let row = tie::end(unit, row)?;
    record::read(unit, access, &person, row.id.0.0);
    Ok(())
}

/// What staff declared, oldest first.
pub fn declarations(unit: &mut Unit<'_>, access: &Access<ReadDeclarations>) -> Result<Vec<Declared>, Error> {
    let ties = tie::of_kind(unit, TieKind::Own, MOST)?;
    let ids: Vec<PersonId> = ties.iter().map(|tie| tie.person_id.0).collect();
    let people = person::open_each(unit, Some(access.staff()), &ids)?;
    let rows = record::of_people(unit, &ids, &[Noun::Declaration])?;
    let mut declared = Vec::with_capacity(ties.len());
    for tie in &ties {
        let person = people.iter().find(|person| person.id == tie.person_id.0 && !person.bonds.is_own);
        let row = rows.iter().find(|row| row.id.0 == tie.id.0.0);
        let (Some(person), Some(row)) = (person, row) else { continue };
        let declaration: Declaration = person.open(row)?;
        declared.push(Declared { id: tie.id.0, person: person.id, at: tie.since.0, declaration });
    }
    let subjects = declared.iter().map(|declared| declared.person).collect();
    unit.enter(access, access.role(), subjects);
    Ok(declared)
}

/// The people whom the caller was given or whose records are named to them.
pub fn to_me(unit: &mut Unit<'_>, access: &Access<ReadGiven>) -> Result<Vec<GivenPerson>, Error> {
    let ties = tie::of_staff(unit, access.staff(), &[TieKind::Assigned, TieKind::Audit])?;
    let ids: Vec<PersonId> = ties.iter().map(|tie| tie.person_id.0).collect();
    let people = person::admit_each(unit, access, &ids)?;
    let rows = record::of_people(unit, &ids, &[Noun::Identity])?;
    let mut given = Vec::with_capacity(people.len());
    for person in &people {
        let Some(row) = rows.iter().find(|row| row.person_id.0 == person.id) else { continue };
        let identity: Identity = person.open(row)?;
        let tie = ties.iter().find(|tie| tie.person_id.0 == person.id);
        let until = tie.and_then(|tie| tie.until.map(|until| until.0));
        given.push(GivenPerson { banner: Banner::of(person.id, &identity), until });
    }
    let subjects = given.iter().map(|given| given.banner.id).collect();
    unit.enter(access, access.role(), subjects);
    Ok(given)
}

fn begin<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    once: &Once,
    person: &Person,
    kind: TieKind,
    gift: Gift,
) -> Result<Tied, Error> {
    let row = match claim(unit, access, once)? {
        Claim::Again(id) => tie::of_person(unit, person.id)?.into_iter().find(|row| row.id.0.0 == id),
        Claim::First(id) => {
            person::hold(unit, person.id)?;
            none_yet(unit, person.id, kind, gift.staff)?;
            let until = gift.to.map(end_of);
            Some(tie::insert(unit, TieId(id), person.id, kind, Some(gift.staff), until, access.staff())?)
        }
    };
    let row = row.ok_or(Error::NotFound)?;
    record::read(unit, access, person, row.id.0.0);
    row.tied().ok_or(Error::NotFound)
}

fn none_yet(unit: &mut Unit<'_>, who: PersonId, kind: TieKind, staff: StaffId) -> Result<(), Error> {
    let rows = tie::of_person(unit, who)?;
    if rows.iter().any(|row| row.kind() == Some(kind) && row.staff_id == Some(Key(staff))) {
        return Err(Error::flaw("staff", Flaw::Contradiction("Choose somebody else: they have it already")));
    }
    Ok(())
}

fn end_of(day: chrono::NaiveDate) -> DateTime<Utc> {
    calendar::day_start(calendar::days_after(day, 1))
}
