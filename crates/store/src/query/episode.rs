//! Episodes: what ties a person to a service.

use domain::access::{ChangeEpisode, Class, OpenEpisode, Operation, ReadEpisodes, Refusal, ReopenEpisode};
use domain::episode::{CloseForm, Episode, EpisodeChangeForm, EpisodeState, ReopenForm};
use domain::id::{PersonId, ServiceId, StaffId};
use domain::{Against, Flaw, Recorded};
use uuid::Uuid;

use super::idempotency::{Claim, claim, is_repeated};
use super::{Unit, headline, membership, part, person, record, service_user};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, RecordRow};
use crate::sql::Key;

/// Every episode: open ones first, then the one that began last.
pub fn list(
    unit: &mut Unit<'_>,
    access: &Access<ReadEpisodes>,
    who: PersonId,
) -> Result<Vec<Recorded<Episode>>, Error> {
    let person = person::admit(unit, access, who)?;
    let rows = record::several(unit, who, &[Noun::Episode])?;
    unit.enter(access, Some(person.role), vec![who]);
    let mut episodes: Vec<Recorded<Episode>> =
        rows.iter().map(|row| record::recorded(&person, row)).collect::<Result<_, _>>()?;
    episodes.sort_by_key(|episode| {
        let content = &episode.content;
        (content.state == EpisodeState::Closed, std::cmp::Reverse(content.opened_on), episode.id)
    });
    Ok(episodes)
}

/// One episode.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadEpisodes>,
    who: PersonId,
    id: Uuid,
) -> Result<Recorded<Episode>, Error> {
    let person = person::admit(unit, access, who)?;
    let row = record::find(unit, who, Noun::Episode, id)?;
    record::read(unit, access, &person, id);
    record::recorded(&person, &row)
}

/// Open an episode, with a service of the caller's, for a person whom they may open already.
pub fn open(
    unit: &mut Unit<'_>,
    access: &Access<OpenEpisode>,
    once: &Once,
    episode: &Episode,
    who: PersonId,
) -> Result<Recorded<Episode>, Error> {
    let person = person::admit(unit, access, who)?;
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => return again(unit, access, &person, id),
    };
    if !access.services().contains(&episode.service) {
        return Err(Error::flaw("service", Flaw::Contradiction("Choose a service of yours")));
    }
    service_user::under_contract(unit, episode.service)?;
    works_in_service(unit, "key_worker", episode.key_worker, episode.service)?;
    part::not_before_birth(unit, &person, "opened_on", episode.opened_on)?;
    none_open(unit, who, episode.service)?;
    let row = insert(unit, &person, id, access.staff(), episode)?;
    written(unit, access, &person, &row, Services::Changed)
}

/// Change who leads an open episode, and how they came.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeEpisode>,
    form: &EpisodeChangeForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Episode>, Error> {
    let person = person::admit(unit, access, who)?;
    let (old, before) = of_mine(unit, access, &person, id, version)?;
    let after = form.check(&before, &against(unit))?;
    if after.key_worker != before.key_worker {
        works_in_service(unit, "key_worker", after.key_worker, after.service)?;
    }
    let row = record::revise(unit, &person, old, version, clear(&after), access.staff(), &after)?;
    written(unit, access, &person, &row, Services::Same)
}

/// Close an episode. Its service may open the person for a while yet.
pub fn close(
    unit: &mut Unit<'_>,
    access: &Access<ChangeEpisode>,
    once: &Once,
    form: &CloseForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Episode>, Error> {
    let person = person::admit(unit, access, who)?;
    if is_repeated(unit, access, once, id)? {
        return again(unit, access, &person, id);
    }
    let (old, before) = of_mine(unit, access, &person, id, version)?;
    let after = form.check(&before, &against(unit))?;
    let row = record::revise(unit, &person, old, version, clear(&after), access.staff(), &after)?;
    written(unit, access, &person, &row, Services::Changed)
}

/// Open a closed episode again: an operation, and so a ledger entry, of its own.
pub fn reopen(
    unit: &mut Unit<'_>,
    access: &Access<ReopenEpisode>,
    once: &Once,
    form: &ReopenForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Episode>, Error> {
    let person = person::admit(unit, access, who)?;
    if is_repeated(unit, access, once, id)? {
        return again(unit, access, &person, id);
    }
    let (old, before) = of_mine(unit, access, &person, id, version)?;
    let after = form.check(&before)?;
    service_user::under_contract(unit, after.service)?;
    none_open(unit, who, after.service)?;
    let row = record::revise(unit, &person, old, version, clear(&after), access.staff(), &after)?;
    written(unit, access, &person, &row, Services::Changed)
}

/// Every version of an episode, newest first.
pub fn history(
    unit: &mut Unit<'_>,
    access: &Access<ReadEpisodes>,
    who: PersonId,
    id: Uuid,
) -> Result<Vec<Recorded<Episode>>, Error> {
    let person = person::admit(unit, access, who)?;
    let present = record::find(unit, who, Noun::Episode, id)?;
    let rows = record::history(unit, present)?;
    record::read(unit, access, &person, id);
    rows.iter().map(|row| record::recorded(&person, row)).collect()
}

/// Keep a new episode.
pub fn insert(
    unit: &mut Unit<'_>,
    person: &Person,
    id: Uuid,
    by: StaffId,
    episode: &Episode,
) -> Result<RecordRow, Error> {
    record::insert(unit, person, Noun::Episode, id, clear(episode), by, episode)
}

/// An episode's clear columns: its instant is its opening day's start, once closed its closing day's.
pub fn clear(episode: &Episode) -> Clear {
    let day = episode.closed_on.unwrap_or(episode.opened_on);
    Clear {
        happened_at: domain::calendar::day_start(day).into(),
        service: Some(episode.service),
        staff: Some(episode.key_worker),
        open: episode.state == EpisodeState::Open,
    }
}

/// Refuse a member of staff who holds no role in the service now.
pub fn works_in_service(unit: &mut Unit<'_>, field: &str, staff: StaffId, service: ServiceId) -> Result<(), Error> {
    let standings = membership::standings(unit.conn, &unit.world.keys, staff, unit.now)?;
    if standings.iter().any(|held| held.service == Some(service)) {
        return Ok(());
    }
    Err(Error::flaw(field, Flaw::Contradiction("Choose somebody who works in this service")))
}

/// Whether the services that may open the person may have changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Services {
    Changed,
    Same,
}

/// What follows every change of an episode.
fn written<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    person: &Person,
    row: &RecordRow,
    services: Services,
) -> Result<Recorded<Episode>, Error> {
    headline::refresh(unit, person, Class::Casework, access.staff())?;
    if services == Services::Changed {
        service_user::reindex(unit, person)?;
    }
    record::note(unit, access, person, row);
    record::recorded(person, row)
}

/// An episode of a service of the caller's, at the version that they saw. Another service's may be read
/// by whoever may open the person, but is not theirs to change.
fn of_mine<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    person: &Person,
    id: Uuid,
    version: u32,
) -> Result<(RecordRow, Episode), Error> {
    let row = record::find(unit, person.id, Noun::Episode, id)?;
    let episode: Episode = person.open(&row)?;
    if !access.services().contains(&episode.service) {
        return Err(unit.refuse(access, Refusal::Role, Some(person.id), Some(episode.service)));
    }
    Ok((record::expected(row, version)?, episode))
}

/// Refuse a second open episode with one service. The person's row is held, so that of two who open one
/// at once the later sees the earlier's.
fn none_open(unit: &mut Unit<'_>, who: PersonId, service: ServiceId) -> Result<(), Error> {
    person::hold(unit, who)?;
    let rows = record::several(unit, who, &[Noun::Episode])?;
    if rows.iter().any(|row| row.open && row.service_id == Some(Key(service))) {
        return Err(Error::Conflict("They have an open episode with this service already"));
    }
    Ok(())
}

fn again<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    person: &Person,
    id: Uuid,
) -> Result<Recorded<Episode>, Error> {
    let row = record::find(unit, person.id, Noun::Episode, id)?;
    record::read(unit, access, person, id);
    record::recorded(person, &row)
}

fn against<'a>(unit: &Unit<'a>) -> Against<'a> {
    Against { lists: &unit.world.lists, now: unit.now }
}
