//! Service users: registered with all their parts at once.

use domain::access::{Operation, RegisterServiceUser, Relation};
use domain::contract::{Contract, may_record_under};
use domain::convictions::Convictions;
use domain::episode::{Episode, EpisodeState};
use domain::health::Health;
use domain::id::{EpisodeId, PersonId, ServiceId, StaffId};
use domain::identity::Identity;
use domain::registered::Registered;
use domain::service::Service;
use domain::service_user::Registration;
use domain::take_on::{TakeOnRequest, TakeOnState};
use uuid::Uuid;

use super::idempotency::{Claim, claim};
use super::{Unit, draft, episode, epoch, feed, headline, organisation, person, record, restriction};
use crate::access::Access;
use crate::bonds::Bonds;
use crate::error::Error;
use crate::index_entry;
use crate::noun::{Noun, OrganisationNoun};
use crate::once::Once;
use crate::person::Person;
use crate::registering::Known;
use crate::row::Clear;
use crate::sql::{Instant, Key};
use crate::unit::IndexChange;

/// Register a service user with a service of the caller's. `known` is what the search index knew.
pub fn register(
    unit: &mut Unit<'_>,
    access: &Access<RegisterServiceUser>,
    once: &Once,
    registration: &Registration,
    known: &Known,
) -> Result<Registered, Error> {
    let service = registration.service;
    let role = access
        .caller()
        .decide(&RegisterServiceUser::ROW, Relation::Service(service))
        .map_err(|refusal| unit.refuse(access, refusal, None, Some(service)))?;
    let once = draft::becoming(unit, access.staff(), once)?;
    let id = match claim(unit, access, &once)? {
        Claim::First(id) => PersonId(id),
        Claim::Again(id) => return again(unit, access, PersonId(id)),
    };
    if !known.likely.is_empty() {
        return Err(Error::LikelyDuplicates(known.likely.iter().map(|id| id.0).collect()));
    }
    under_contract(unit, service)?;
    let by = access.staff();
    let key_worker = registration.key_worker.unwrap_or(by);
    episode::works_in_service(unit, "key_worker", key_worker, service)?;
    let who = match person::find(unit, id)? {
        // A registration's draft made the id and the key at its first save.
        Some(row) if !row.registered => {
            person::register(unit, id)?;
            person::opened(unit, &row, role, Bonds { services: vec![service], ..Bonds::default() })?
        }
        Some(_) => return Err(Error::Conflict("This registration has been recorded already")),
        None => person::create(unit, id, true, service)?,
    };
    part(unit, &who, Noun::Identity, by, &registration.identity)?;
    part(unit, &who, Noun::Addresses, by, &registration.addresses)?;
    part(unit, &who, Noun::Reach, by, &registration.reach)?;
    part(unit, &who, Noun::Health, by, &Health::default())?;
    part(unit, &who, Noun::Convictions, by, &Convictions::default())?;
    let opened = Episode {
        service,
        state: EpisodeState::Open,
        opened_on: registration.opened_on,
        key_worker,
        referral_source: registration.referral_source.clone(),
        referred_on: None,
        closed_on: None,
        reason: None,
        words: None,
        reopened_because: None,
    };
    let episode_id = unit.new_id();
    episode::insert(unit, &who, episode_id, by, &opened)?;
    headline::create(unit, &who, by)?;
    if *registration.identity.works_here.reveal() {
        restriction::by_default(unit, &who, by)?;
    }
    feed::note(unit, id)?;
    unit.after.index.push(IndexChange::Put(index_entry::of(id, &registration.identity, &[service])));
    let entry = unit.enter(access, Some(role), vec![id]);
    entry.row.service_id = Some(Key(service));
    ask_to_take_on(unit, access, registration, id, known)?;
    Ok(Registered { person: id, episode: EpisodeId(episode_id) })
}

/// Keep a part of somebody's record for the first time.
fn part<T: serde::Serialize>(
    unit: &mut Unit<'_>,
    who: &Person,
    noun: Noun,
    by: StaffId,
    content: &T,
) -> Result<(), Error> {
    let id = unit.new_id();
    let clear = Clear::at(unit.now.into());
    record::insert(unit, who, noun, id, clear, by, content)?;
    Ok(())
}

/// Ask each service that holds an earlier record; whoever asks is told neither way.
fn ask_to_take_on(
    unit: &mut Unit<'_>,
    access: &Access<RegisterServiceUser>,
    registration: &Registration,
    registered: PersonId,
    known: &Known,
) -> Result<(), Error> {
    let mine = access.services();
    for held in person::open_each(unit, Some(access.staff()), &known.elsewhere)? {
        // One that the caller's own service holds and that is closed to them waits for the data protection officer.
        let is_closed = !held.bonds.is_open();
        let mut services = held.bonds.services.iter();
        let Some(holding) = services.find(|service| is_closed || !mine.contains(service)).copied() else { continue };
        let request = TakeOnRequest {
            asking: registration.service,
            asked_by: access.staff(),
            asked_at: unit.now,
            registered,
            held: held.id,
            holding,
            state: TakeOnState::Waiting,
            answered_by: None,
            answered_at: None,
            reason: None,
        };
        let clear = Clear { happened_at: Instant(unit.now), service: Some(holding), staff: None, open: true };
        let id = unit.new_id();
        record::insert(unit, &held, Noun::TakeOn, id, clear, access.staff(), &request)?;
    }
    Ok(())
}

/// The registration that this key made before.
fn again(unit: &mut Unit<'_>, access: &Access<RegisterServiceUser>, person: PersonId) -> Result<Registered, Error> {
    let rows = record::several(unit, person, &[Noun::Episode])?;
    let first = rows.last().ok_or(Error::NotFound)?;
    unit.enter(access, access.role(), vec![person]);
    Ok(Registered { person, episode: EpisodeId(first.id.0) })
}

/// Refuse a service whose contract does not allow recording here and now.
pub fn under_contract(unit: &mut Unit<'_>, service: ServiceId) -> Result<(), Error> {
    let row = organisation::find(unit, OrganisationNoun::Service, service.0)?;
    let service: Service = organisation::open(unit, &row)?;
    let row = organisation::find(unit, OrganisationNoun::Contract, service.contract.0)?;
    let contract: Contract = organisation::open(unit, &row)?;
    let today = domain::instant::london_day(unit.now);
    may_record_under(&contract, today).map_err(|flaw| Error::flaw("service", flaw))
}

/// Everybody's entry for the search index, or some people's; a person who is no more is named alone.
pub fn index_entries(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<Vec<IndexChange>, Error> {
    let people = person::admit_operator(unit, ids)?;
    let rows = record::of_people(unit, ids, &[Noun::Identity])?;
    let mut identities = std::collections::HashMap::new();
    for row in rows {
        identities.insert(row.person_id.0, row);
    }
    let mut known = std::collections::HashSet::<Uuid>::new();
    let mut changes = Vec::with_capacity(ids.len());
    for person in &people {
        let Some(row) = identities.get(&person.id) else { continue };
        let identity: Identity = person.open(row)?;
        known.insert(person.id.0);
        changes.push(IndexChange::Put(index_entry::of(person.id, &identity, &person.bonds.services)));
    }
    changes.extend(ids.iter().filter(|id| !known.contains(&id.0)).map(|id| IndexChange::Remove(*id)));
    Ok(changes)
}

/// A batch of the entries for the search index of people up to `until`, in the order of ids, and where the next
/// begins, if anybody may be left.
pub fn index_batch(
    unit: &mut Unit<'_>,
    after: Option<PersonId>,
    until: PersonId,
    limit: i64,
) -> Result<(Vec<IndexChange>, Option<PersonId>), Error> {
    let mut ids = epoch::people_after(unit.conn, after, limit)?;
    ids.retain(|id| *id <= until);
    let last = ids.last().copied();
    Ok((index_entries(unit, &ids)?, last))
}

/// Tell the index and the other processes that an identity or the services of a person changed.
pub fn reindex(unit: &mut Unit<'_>, person: &Person) -> Result<(), Error> {
    let row = record::single(unit, person.id, Noun::Identity)?;
    let identity: Identity = person.open(&row)?;
    let services = person::admit_operator(unit, &[person.id])?.pop().map(|now| now.bonds.services).unwrap_or_default();
    unit.after.index.push(IndexChange::Put(index_entry::of(person.id, &identity, &services)));
    feed::note(unit, person.id)?;
    Ok(())
}
