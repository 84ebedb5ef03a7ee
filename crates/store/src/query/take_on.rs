//! Requests to take somebody on, answered by the team leader of the service that holds an earlier record.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::Recorded;
use domain::access::{AnswerRequest, Class, Operation, ReadRequests, Refusal, Role};
use domain::episode::{Episode, EpisodeState};
use domain::headline::IdentityHeadline;
use domain::id::{PersonId, RequestId, ServiceId};
use domain::instant::london_day;
use domain::take_on::{AnswerForm, TakeOnQuestion, TakeOnRequest, TakeOnState};
use domain::tie::TieKind;

use super::idempotency::{Claim, claim};
use super::{Unit, episode, headline, organisation, person, record, service_user, tie};
use crate::access::{Access, Caller};
use crate::bonds::Bonds;
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, RecordRow};
use crate::schema::record as records;
use crate::sql::{Instant, Key};

/// The most requests in a list.
const MOST: i64 = 200;
/// The most requests in a list of those that were answered.
const MOST_ANSWERED: i64 = 1_000;

/// Requests that wait for a service that the caller leads, oldest first, with the names it takes to decide.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadRequests>) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    let mut waiting = waiting(unit, access.caller(), &access.services())?;
    if access.caller().standings.iter().any(|held| held.role == Role::DataProtectionOfficer) {
        waiting.extend(about_restricted(unit, access.caller())?);
    }
    named(unit, access, waiting)
}

/// Requests that were answered in one way, the one answered last first, whichever service they waited for.
pub(super) fn answered<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    state: TakeOnState,
) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    let services: Vec<Key<ServiceId>> =
        organisation::list(unit, OrganisationNoun::Service)?.iter().map(|row| Key(ServiceId(row.id.0))).collect();
    let rows: Vec<RecordRow> = records::table
        .filter(records::service_id.eq_any(services))
        .filter(records::noun.eq(Noun::TakeOn.number()))
        .filter(records::open.eq(false))
        .order((records::recorded_at.desc(), records::id.desc()))
        .limit(MOST_ANSWERED)
        .select(RecordRow::as_select())
        .load(unit.conn)?;
    let mut found = opened(unit, access.caller(), &rows, |bonds| !bonds.is_own)?;
    // What was shared stands in both records: it is told once, from the one that was held.
    let is_held =
        |id, request: &TakeOnRequest| rows.iter().any(|row| row.id.0 == id && row.person_id.0 == request.held);
    found.retain(|found| found.content.state == state && is_held(found.id, &found.content));
    named(unit, access, found)
}

/// These requests with who is meant, entered.
fn named<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    found: Vec<Recorded<TakeOnRequest>>,
) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    let mut ids: Vec<PersonId> =
        found.iter().flat_map(|found| [found.content.held, found.content.registered]).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = names(unit, &ids)?;
    let mut questions = Vec::with_capacity(found.len());
    for found in found {
        let Some(held_as) = names.get(&found.content.held).cloned() else { continue };
        let registered_as = names.get(&found.content.registered).cloned();
        questions.push(found.map(|request| TakeOnQuestion { request, held_as, registered_as }));
    }
    unit.enter(access, access.role(), ids);
    Ok(questions)
}

/// Answer a request.
pub fn answer(
    unit: &mut Unit<'_>,
    access: &Access<AnswerRequest>,
    once: &Once,
    form: &AnswerForm,
    id: RequestId,
    version: u32,
) -> Result<Recorded<TakeOnRequest>, Error> {
    let Some(row) = record::by_id(unit, Noun::TakeOn, id.0)? else {
        return Err(unit.refuse(access, Refusal::Ground, None, None));
    };
    let (held, role) = admit_leader(unit, access, &row)?;
    if let Claim::Again(_) = claim(unit, access, &Once { record: Some(id.0), ..once.clone() })? {
        unit.enter(access, Some(role), vec![held.id]).row.record_id = Some(row.id);
        return record::recorded(&held, &row);
    }
    let row = record::expected(row, version)?;
    let request: TakeOnRequest = held.open(&row)?;
    let answered = form.check(&request, access.staff(), unit.now)?;
    let clear = Clear { open: false, ..clear(&answered) };
    let row = record::revise(unit, &held, row, version, clear, access.staff(), &answered)?;
    if answered.state == TakeOnState::Shared {
        share(unit, access, &held, &answered)?;
    }
    let entry = unit.enter(access, Some(role), vec![answered.held, answered.registered]);
    entry.row.record_id = Some(row.id);
    entry.row.record_version = Some(row.version);
    entry.row.service_id = row.service_id;
    entry.row.digest = Some(row.digest().to_vec());
    record::recorded(&held, &row)
}

/// Requests that wait for one of these services, oldest first.
pub(super) fn waiting(
    unit: &mut Unit<'_>,
    caller: &Caller,
    services: &[ServiceId],
) -> Result<Vec<Recorded<TakeOnRequest>>, Error> {
    let rows: Vec<RecordRow> = records::table
        .filter(records::service_id.eq_any(services.iter().copied().map(Key)))
        .filter(records::noun.eq(Noun::TakeOn.number()))
        .filter(records::open.eq(true))
        .order((records::happened_at.asc(), records::id.asc()))
        .limit(MOST)
        .select(RecordRow::as_select())
        .load(unit.conn)?;
    opened(unit, caller, &rows, Bonds::is_open)
}

/// Requests about records that are restricted, which wait for the data protection officer.
fn about_restricted(unit: &mut Unit<'_>, caller: &Caller) -> Result<Vec<Recorded<TakeOnRequest>>, Error> {
    let restricted: Vec<Key<PersonId>> =
        tie::of_kind(unit, TieKind::Restricted, MOST)?.iter().map(|tie| tie.person_id).collect();
    let rows: Vec<RecordRow> = records::table
        .filter(records::person_id.eq_any(restricted))
        .filter(records::noun.eq(Noun::TakeOn.number()))
        .filter(records::open.eq(true))
        .order((records::happened_at.asc(), records::id.asc()))
        .limit(MOST)
        .select(RecordRow::as_select())
        .load(unit.conn)?;
    opened(unit, caller, &rows, |bonds| !bonds.is_own)
}

/// Those of these requests whose record shows to the caller.
fn opened(
    unit: &mut Unit<'_>,
    caller: &Caller,
    rows: &[RecordRow],
    shows: fn(&Bonds) -> bool,
) -> Result<Vec<Recorded<TakeOnRequest>>, Error> {
    let held: Vec<PersonId> = rows.iter().map(|row| row.person_id.0).collect();
    let people: HashMap<PersonId, Person> =
        person::open_each(unit, Some(caller.staff), &held)?.into_iter().map(|person| (person.id, person)).collect();
    let as_open = |row: &RecordRow| {
        let person = people.get(&row.person_id.0).filter(|person| shows(&person.bonds))?;
        Some(record::recorded(person, row))
    };
    rows.iter().filter_map(as_open).collect()
}

/// Open the held record for the team leader of the service that was asked; to others there is no request.
fn admit_leader(unit: &mut Unit<'_>, access: &Access<AnswerRequest>, row: &RecordRow) -> Result<(Person, Role), Error> {
    let who = row.person_id.0;
    let holding = row.service_id.map(|service| service.0);
    let mut held = person::open_each(unit, Some(access.staff()), &[who])?.pop().ok_or(Error::NotFound)?;
    // The right is of the service that was asked, not of every service that works with them.
    let bonds = Bonds { services: holding.into_iter().collect(), ..held.bonds.clone() };
    let decided = access.caller().decide(&AnswerRequest::ROW, bonds.relation());
    held.role = decided.map_err(|refusal| unit.refuse(access, refusal, Some(who), holding))?;
    let role = held.role;
    Ok((held, role))
}

/// Let the asking service work with the record that is held, and list the two for merging.
fn share(
    unit: &mut Unit<'_>,
    access: &Access<AnswerRequest>,
    held: &Person,
    request: &TakeOnRequest,
) -> Result<(), Error> {
    let by = access.staff();
    person::hold(unit, held.id)?;
    let registered = person::admit_operator(unit, &[request.registered])?.pop();
    if open_episode(unit, held, request.asking)?.is_none() {
        let theirs =
            registered.as_ref().map(|person| open_episode(unit, person, request.asking)).transpose()?.flatten();
        let id = unit.new_id();
        episode::insert(unit, held, id, by, &theirs.unwrap_or_else(|| begun_by(request)))?;
        headline::refresh(unit, held, Class::Casework, by)?;
        service_user::reindex(unit, held)?;
    }
    // The pair stands in both records, so that it is found from either, and stays with whichever is kept.
    if let Some(registered) = registered {
        let clear = Clear { service: Some(request.asking), open: false, ..clear(request) };
        let id = unit.new_id();
        record::insert(unit, &registered, Noun::TakeOn, id, clear, by, request)?;
    }
    Ok(())
}

/// The episode that goes on in a service, if there is one.
fn open_episode(unit: &mut Unit<'_>, person: &Person, service: ServiceId) -> Result<Option<Episode>, Error> {
    let rows = record::several(unit, person.id, &[Noun::Episode])?;
    let found = rows.iter().find(|row| row.open && row.service_id == Some(Key(service)));
    found.map(|row| person.open(row)).transpose()
}

/// The episode of whoever asked, from the day on which they asked: their own has closed or is no more.
fn begun_by(request: &TakeOnRequest) -> Episode {
    Episode {
        service: request.asking,
        state: EpisodeState::Open,
        opened_on: london_day(request.asked_at),
        key_worker: request.asked_by,
        referral_source: None,
        referred_on: None,
        closed_on: None,
        reason: None,
        words: None,
        reopened_because: None,
    }
}

/// A request's clear columns: when it was asked, the service that answers.
pub fn clear(request: &TakeOnRequest) -> Clear {
    Clear { happened_at: Instant(request.asked_at), service: Some(request.holding), staff: None, open: true }
}

/// Who these people are, in a line each.
fn names(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<HashMap<PersonId, IdentityHeadline>, Error> {
    let people: HashMap<PersonId, Person> =
        person::admit_operator(unit, ids)?.into_iter().map(|person| (person.id, person)).collect();
    let mut names = HashMap::with_capacity(ids.len());
    for row in record::of_people(unit, ids, &[Noun::IdentityHeadline])? {
        if let Some(person) = people.get(&row.person_id.0) {
            names.insert(person.id, person.open(&row)?);
        }
    }
    Ok(names)
}
