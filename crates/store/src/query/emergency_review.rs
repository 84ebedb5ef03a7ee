//! Emergencies as those are told of them who review them, and their review.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::{Class, Operation, ReadBreakGlass, Refusal, ReviewBreakGlass, Role, decide};
use domain::break_glass::{EmergencyAccess, EmergencyNotice, EmergencyReviewForm, EmergencyUse, is_told};
use domain::id::{PersonId, StaffId, TieId};

use super::break_glass::is_of;
use super::idempotency::is_repeated;
use super::{Unit, membership, person, record, tie};
use crate::access::{Access, Caller};
use crate::emergency::USE;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, TieRow};
use crate::schema::ledger_entry;
use crate::sql::{Instant, Key};

/// The most emergencies in a list.
const MOST: i64 = 500;
/// The most readings told of one.
const MOST_USES: usize = 100;

/// The emergencies that the caller is told of, those that wait for review first, of them the oldest.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadBreakGlass>) -> Result<Vec<EmergencyNotice>, Error> {
    let ties = tie::emergencies(unit, MOST)?;
    let ids: Vec<PersonId> = ties.iter().map(|tie| tie.person_id.0).collect();
    let people = person::open_each(unit, Some(access.staff()), &ids)?;
    let rows = record::of_people(unit, &ids, &[Noun::Emergency])?;
    let mut uses = uses(unit, &ties)?;
    let mut told = Vec::new();
    for tie in &ties {
        let person = people.iter().find(|person| person.id == tie.person_id.0);
        let row = rows.iter().find(|row| row.id.0 == tie.id.0.0);
        let (Some(person), Some(row)) = (person, row) else { continue };
        let content: EmergencyAccess = person.open(row)?;
        if is_for(unit, access.caller(), person, &content)? {
            let uses = uses.remove(&tie.id.0).unwrap_or_default();
            told.push(notice(unit, tie.id.0, person.id, content, uses));
        }
    }
    told.sort_by_key(|notice| (notice.access.review.is_some(), notice.due));
    unit.enter(access, access.role(), told.iter().map(|notice| notice.person).collect());
    Ok(told)
}

/// Review an emergency. To whoever opened the record, and to whoever may not review it, it is not there.
pub fn review(
    unit: &mut Unit<'_>,
    access: &Access<ReviewBreakGlass>,
    once: &Once,
    form: &EmergencyReviewForm,
    id: TieId,
) -> Result<EmergencyNotice, Error> {
    let Some(row) = tie::emergency(unit, id)? else {
        return Err(unit.refuse(access, Refusal::Ground, None, None));
    };
    let who = row.person_id.0;
    if is_of(&row, access.staff()) {
        return Err(unit.refuse(access, Refusal::Restricted, Some(who), None));
    }
    let person = person::admit(unit, access, who)?;
    person::hold(unit, who)?;
    // Read again: a restriction may have ended it while this waited.
    let row = tie::emergency(unit, id)?.ok_or(Error::NotFound)?;
    let before = record::find(unit, who, Noun::Emergency, id.0)?;
    let uses = uses(unit, std::slice::from_ref(&row))?.remove(&id).unwrap_or_default();
    let content: EmergencyAccess = person.open(&before)?;
    if is_repeated(unit, access, once, id.0)? {
        record::read(unit, access, &person, id.0);
        return Ok(notice(unit, id, who, content, uses));
    }
    let reviewed = form.check(&content, access.staff(), unit.now)?;
    let clear = Clear { open: false, staff: Some(content.reader), ..Clear::at(content.at.into()) };
    let version = before.version();
    let after = record::revise(unit, &person, before, version, clear, access.staff(), &reviewed)?;
    tie::reviewed(unit, row)?;
    record::note(unit, access, &person, &after);
    Ok(notice(unit, id, who, reviewed, uses))
}

fn notice(
    unit: &Unit<'_>,
    id: TieId,
    person: PersonId,
    access: EmergencyAccess,
    uses: Vec<EmergencyUse>,
) -> EmergencyNotice {
    EmergencyNotice { id, person, due: access.due(), is_overdue: access.is_overdue(unit.now), access, uses }
}

/// Whether somebody is told of an emergency: never of their own, nor of one with a relative's record.
fn is_for(unit: &mut Unit<'_>, caller: &Caller, person: &Person, content: &EmergencyAccess) -> Result<bool, Error> {
    if content.reader == caller.staff {
        return Ok(false);
    }
    let reaches = caller
        .standings
        .iter()
        .filter(|held| decide(&ReviewBreakGlass::ROW, std::slice::from_ref(*held), person.bonds.relation()).is_ok());
    let roles: Vec<Role> = reaches.map(|held| held.role).collect();
    if roles.is_empty() {
        return Ok(false);
    }
    let readers = membership::standings(unit.conn, &unit.world.keys, content.reader, unit.now)?;
    let is_by_overseer = readers.iter().any(|held| match held.role {
        Role::DataProtectionOfficer => true,
        Role::TeamLeader => held.service.is_some_and(|service| person.bonds.services.contains(&service)),
        _ => false,
    });
    Ok(roles.into_iter().any(|role| is_told(role, content, is_by_overseer, unit.now)))
}

/// What was read by each of these, in one query.
fn uses(unit: &mut Unit<'_>, ties: &[TieRow]) -> Result<HashMap<TieId, Vec<EmergencyUse>>, Error> {
    let mut readers: Vec<Key<StaffId>> = ties.iter().filter_map(|tie| tie.staff_id).collect();
    readers.sort_unstable();
    readers.dedup();
    let ids: Vec<Key<uuid::Uuid>> = ties.iter().map(|tie| Key(tie.id.0.0)).collect();
    let rows: Vec<(Option<Key<uuid::Uuid>>, Instant, i16)> = ledger_entry::table
        .filter(ledger_entry::staff_id.eq_any(readers))
        .filter(ledger_entry::operation.eq(USE))
        .filter(ledger_entry::record_id.eq_any(ids))
        .order(ledger_entry::id.asc())
        .select((ledger_entry::record_id, ledger_entry::at, ledger_entry::class))
        .load(unit.conn)?;
    let mut uses = HashMap::<TieId, Vec<EmergencyUse>>::new();
    for (id, at, class) in rows {
        let Some(id) = id else { continue };
        let of = uses.entry(TieId(id.0)).or_default();
        if of.len() < MOST_USES {
            of.push(EmergencyUse { at: at.0, class: u8::try_from(class).ok().and_then(Class::from_number) });
        }
    }
    Ok(uses)
}
