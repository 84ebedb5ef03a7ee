//! Drafts: sealed under the key of the person they are about, and read by their author alone.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::access::{Ground, KeepDraft, Operation, PruneDrafts, Refusal, Relation, Role, Row};
use domain::draft::{DAYS_KEPT, Draft, DraftOf};
use domain::id::{DraftId, PersonId, StaffId};
use domain::{Flaw, Recorded};
use uuid::Uuid;

use super::{Unit, person, record};
use crate::access::{Access, Caller};
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, RecordRow};
use crate::schema::{idempotency, person as people, record as records};
use crate::sql::{Instant, Key};

/// The most drafts in a list.
const MOST: i64 = 200;
/// Drafts forgotten in one unit.
const PRUNED: i64 = 500;

/// The right to a draft's person: as to anybody whom one works with.
const RULE: Row = Row { ground: Ground::Person, ..KeepDraft::ROW };

/// Save a draft, new or not.
pub fn keep(
    unit: &mut Unit<'_>,
    access: &Access<KeepDraft>,
    draft: &Draft,
    id: DraftId,
) -> Result<Recorded<Draft>, Error> {
    match record::by_id(unit, Noun::Draft, id.0)? {
        Some(row) => change(unit, access, draft, &row),
        None => begin(unit, access, draft, id),
    }
}

fn change(
    unit: &mut Unit<'_>,
    access: &Access<KeepDraft>,
    draft: &Draft,
    row: &RecordRow,
) -> Result<Recorded<Draft>, Error> {
    let person = admit_author(unit, access, row)?;
    if draft.person.is_some_and(|who| who != person.id) {
        return Err(Error::Conflict("This draft is about somebody else"));
    }
    let before: Draft = person.open(row)?;
    if (before.form, before.record) != (draft.form, draft.record) {
        return Err(Error::Conflict("This draft is of another form"));
    }
    let draft = Draft { person: Some(person.id), ..draft.clone() };
    let row = record::replace(unit, &person, row, clear(access.staff(), &draft), access.staff(), &draft)?;
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

fn begin(
    unit: &mut Unit<'_>,
    access: &Access<KeepDraft>,
    draft: &Draft,
    id: DraftId,
) -> Result<Recorded<Draft>, Error> {
    if has_become_a_record(unit, access.staff(), id)? {
        return Err(Error::Conflict("What this draft was of has been recorded"));
    }
    if is_taken(unit, id)? {
        return Err(Error::Conflict("Choose another id for this draft"));
    }
    let person = match (draft.form, draft.person) {
        (DraftOf::Registration, who) => newcomer(unit, access, who)?,
        (_, Some(who)) => admit(unit, access, who)?,
        (_, None) => return Err(Error::flaw("person", Flaw::Missing("whom it is about"))),
    };
    let draft = Draft { person: Some(person.id), ..draft.clone() };
    let by = access.staff();
    let row = record::insert(unit, &person, Noun::Draft, id.0, clear(by, &draft), by, &draft)?;
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

/// The caller's drafts, newest first.
pub fn list(unit: &mut Unit<'_>, access: &Access<KeepDraft>) -> Result<Vec<Recorded<Draft>>, Error> {
    let found = of_author(unit, access.caller())?;
    let mut subjects: Vec<PersonId> = found.iter().map(|(person, _)| person.id).collect();
    subjects.sort_unstable();
    subjects.dedup();
    unit.enter(access, access.role(), subjects);
    found.iter().map(|(person, row)| record::recorded(person, row)).collect()
}

/// One draft of the caller's.
pub fn read(unit: &mut Unit<'_>, access: &Access<KeepDraft>, id: DraftId) -> Result<Recorded<Draft>, Error> {
    let row = record::by_id(unit, Noun::Draft, id.0)?.ok_or(Error::NotFound)?;
    let person = admit_author(unit, access, &row)?;
    record::read(unit, access, &person, row.id.0);
    record::recorded(&person, &row)
}

/// Throw a draft away, with the person whom nothing but it made.
pub fn discard(unit: &mut Unit<'_>, access: &Access<KeepDraft>, id: DraftId) -> Result<(), Error> {
    let row = record::by_id(unit, Noun::Draft, id.0)?.ok_or(Error::NotFound)?;
    let person = admit_author(unit, access, &row)?;
    record::note(unit, access, &person, &row);
    record::delete(unit, row.id.0)?;
    forget_unregistered(unit, &[person.id])
}

/// Forget drafts that nobody has changed for a fortnight, with the people whom nothing but they made.
pub fn prune(unit: &mut Unit<'_>, access: &Access<PruneDrafts>) -> Result<usize, Error> {
    let before = Instant(unit.now - TimeDelta::days(i64::from(DAYS_KEPT)));
    // In words, for the index of drafts covers this very condition.
    let is_draft = diesel::dsl::sql::<Bool>(&format!("record.noun = {}", Noun::Draft.number()));
    let old: Vec<(Key<Uuid>, Key<PersonId>)> = records::table
        .filter(is_draft)
        .filter(records::happened_at.lt(before))
        .order(records::happened_at.asc())
        .limit(PRUNED)
        .select((records::id, records::person_id))
        .load(unit.conn)?;
    if old.is_empty() {
        return Ok(0);
    }
    let (ids, mut subjects): (Vec<Key<Uuid>>, Vec<PersonId>) = old.into_iter().map(|(id, who)| (id, who.0)).unzip();
    subjects.sort_unstable();
    subjects.dedup();
    diesel::delete(records::table.filter(records::id.eq_any(&ids))).execute(unit.conn)?;
    forget_unregistered(unit, &subjects)?;
    unit.enter(access, Some(Role::Operator), subjects);
    Ok(ids.len())
}

/// The request again, to make the person whom the draft of this key made, where it is of a registration.
pub(super) fn becoming(unit: &mut Unit<'_>, author: StaffId, once: &Once) -> Result<Once, Error> {
    let Some(key) = once.key else { return Ok(once.clone()) };
    let made: Option<Key<PersonId>> = records::table
        .inner_join(people::table)
        .filter(records::id.eq(Key(key)))
        .filter(records::noun.eq(Noun::Draft.number()))
        .filter(records::staff_id.eq(Key(author)))
        .filter(people::registered.eq(false))
        .select(people::id)
        .first(unit.conn)
        .optional()?;
    Ok(Once { record: made.map(|person| person.0.0).or(once.record), ..once.clone() })
}

/// What the draft of this key was of has been recorded.
pub(super) fn became(unit: &mut Unit<'_>, author: StaffId, key: Uuid) -> Result<(), Error> {
    let draft = records::table
        .find(Key(key))
        .filter(records::noun.eq(Noun::Draft.number()))
        .filter(records::staff_id.eq(Key(author)));
    diesel::delete(draft).execute(unit.conn)?;
    Ok(())
}

/// Somebody's drafts about people whom they may still open, newest first, each with its person.
pub(super) fn of_author(unit: &mut Unit<'_>, caller: &Caller) -> Result<Vec<(Rc<Person>, RecordRow)>, Error> {
    let rows: Vec<RecordRow> = records::table
        .filter(records::staff_id.eq(Key(caller.staff)))
        .filter(records::noun.eq(Noun::Draft.number()))
        .order((records::happened_at.desc(), records::id.desc()))
        .limit(MOST)
        .select(RecordRow::as_select())
        .load(unit.conn)?;
    let mut ids: Vec<PersonId> = rows.iter().map(|row| row.person_id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let newcomers = unregistered(unit, &ids)?;
    let mut admitted = HashMap::new();
    for mut person in person::open_each(unit, Some(caller.staff), &ids)? {
        let is_newcomer = newcomers.contains(&person.id);
        if let Ok(role) = right(caller, &person, is_newcomer) {
            person.role = role;
            admitted.insert(person.id, Rc::new(person));
        }
    }
    let with_person = |row: RecordRow| Some((Rc::clone(admitted.get(&row.person_id.0)?), row));
    Ok(rows.into_iter().filter_map(with_person).collect())
}

/// A draft's clear columns: its author, and when it last changed.
pub fn clear(author: StaffId, draft: &Draft) -> Clear {
    Clear { happened_at: Instant(draft.changed_at), service: None, staff: Some(author), open: true }
}

/// Open the person of a draft for its author; to anybody else there is no such draft.
fn admit_author(unit: &mut Unit<'_>, access: &Access<KeepDraft>, row: &RecordRow) -> Result<Person, Error> {
    let who = row.person_id.0;
    if row.staff_id != Some(Key(access.staff())) {
        return Err(unit.refuse(access, Refusal::Ground, Some(who), None));
    }
    admit(unit, access, who)
}

/// Open a person for whoever may draft about them: somebody they work with, or one whom a draft of theirs
/// made and who is not registered yet.
fn admit(unit: &mut Unit<'_>, access: &Access<KeepDraft>, who: PersonId) -> Result<Person, Error> {
    let Some(mut person) = person::open_each(unit, Some(access.staff()), &[who])?.pop() else {
        return Err(unit.refuse(access, Refusal::Ground, Some(who), None));
    };
    let is_newcomer = !unregistered(unit, &[who])?.is_empty() && has_draft_about(unit, access.staff(), who)?;
    match right(access.caller(), &person, is_newcomer) {
        Ok(role) => {
            person.role = role;
            Ok(person)
        }
        Err(refusal) => Err(unit.refuse(access, refusal, Some(who), None)),
    }
}

/// The role in which somebody drafts about a person.
fn right(caller: &Caller, person: &Person, is_newcomer: bool) -> Result<Role, Refusal> {
    if is_newcomer {
        return caller.decide(&KeepDraft::ROW, Relation::Own);
    }
    caller.decide(&RULE, person.bonds.relation())
}

/// The person of a registration's draft: made now, under the id that the caller chose for them if any.
fn newcomer(unit: &mut Unit<'_>, access: &Access<KeepDraft>, who: Option<PersonId>) -> Result<Person, Error> {
    let id = who.unwrap_or_else(|| PersonId(Uuid::new_v4()));
    if id.0.get_version_num() != 4 {
        // An id that tells when it was made would tell in every address when they came.
        return Err(Error::flaw("person", Flaw::NotAnId));
    }
    match person::find(unit, id)? {
        Some(row) if row.registered => return Err(Error::Conflict("This registration has been recorded already")),
        Some(_) => return admit(unit, access, id),
        None => {}
    }
    let service = access.services().into_iter().next().ok_or(Error::Forbidden)?;
    let role = access.caller().decide(&KeepDraft::ROW, Relation::Own)?;
    let mut person = person::create(unit, id, false, service)?;
    person.role = role;
    Ok(person)
}

/// Whether the record that a draft was of has been made: the draft's id was its idempotency key.
fn has_become_a_record(unit: &mut Unit<'_>, author: StaffId, id: DraftId) -> Result<bool, Error> {
    let found = idempotency::table
        .find((Key(author.0), Key(id.0)))
        .select(idempotency::at)
        .first::<i64>(unit.conn)
        .optional()?;
    Ok(found.is_some())
}

/// Whether a record of any noun has this id.
fn is_taken(unit: &mut Unit<'_>, id: DraftId) -> Result<bool, Error> {
    let found = records::table.find(Key(id.0)).select(records::version).first::<i32>(unit.conn).optional()?;
    Ok(found.is_some())
}

fn has_draft_about(unit: &mut Unit<'_>, author: StaffId, who: PersonId) -> Result<bool, Error> {
    let drafts: i64 = records::table
        .filter(records::person_id.eq(Key(who)))
        .filter(records::noun.eq(Noun::Draft.number()))
        .filter(records::staff_id.eq(Key(author)))
        .count()
        .get_result(unit.conn)?;
    Ok(drafts > 0)
}

/// Those of these people who are not registered.
fn unregistered(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<Vec<PersonId>, Error> {
    let found: Vec<Key<PersonId>> = people::table
        .filter(people::id.eq_any(ids.iter().copied().map(Key)))
        .filter(people::registered.eq(false))
        .select(people::id)
        .load(unit.conn)?;
    Ok(found.into_iter().map(|id| id.0).collect())
}

/// Delete those of these people who are not registered and have no other draft, key and all.
fn forget_unregistered(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<(), Error> {
    let newcomers = unregistered(unit, ids)?;
    let held: Vec<Key<PersonId>> = records::table
        .filter(records::person_id.eq_any(newcomers.iter().copied().map(Key)))
        .select(records::person_id)
        .distinct()
        .load(unit.conn)?;
    let empty = newcomers.into_iter().map(Key).filter(|id| !held.contains(id));
    diesel::delete(people::table.filter(people::id.eq_any(empty))).execute(unit.conn)?;
    Ok(())
}
