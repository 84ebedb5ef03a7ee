//! A contract's activity: its services' contacts of a period, read in a stream, and opened and counted by a thread
//! beside the one that reads.

use std::collections::{HashMap, HashSet};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use diesel::prelude::*;
use domain::Flaw;
use domain::access::{Operation, ReadActivity, ReadRoundedActivity, Refusal, Role};
use domain::activity::{Activity, ActivityQuery, Tally};
use domain::calendar;
use domain::contact::Contact;
use domain::id::{ContractId, PersonId, ServiceId};
use domain::instant::london_day;
use domain::period::Period;

use super::{Unit, organisation, person};
use crate::access::Access;
use crate::bonds::Bonds;
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::person::Person;
use crate::row::{OrganisationRow, PersonRow, RecordRow};
use crate::schema::{organisation as organisations, person as keys, record as records};
use crate::sql::{Instant, Key};
use crate::unit::World;

/// Contacts opened in one step.
const STEP: i64 = 500;
/// Steps that are read before the first of them is counted.
const AHEAD: usize = 4;
/// People kept open while contacts are counted, about a kilobyte each: their contacts lie apart in time, and
/// finding a key again takes longer than opening a contact with it.
const KEPT_OPEN: usize = 50_000;
/// What is said to whoever leads some of a contract's services and asks for other days.
const WHOLE_MONTHS: &str = "Choose whole months that are over: you lead only some of this contract's services";

/// The figures as counted, for whoever has the right to the people behind them: leads all the services. For
/// whoever leads some of them they are rounded, over whole months, as for anybody without that right.
pub fn exact(unit: &mut Unit<'_>, access: &Access<ReadActivity>, query: ActivityQuery) -> Result<Activity, Error> {
    let services = services_of(unit, access, query.contract)?;
    let mine = access.services();
    let led = services.iter().filter(|service| mine.contains(service)).count();
    if led == 0 {
        return Err(unit.refuse(access, Refusal::Ground, None, None));
    }
    if led == services.len() {
        return Ok(count(unit, access, query, &services)?.finish(&unit.world.lists, unit.now));
    }
    if !query.period.is_whole_months() || query.period.to >= london_day(unit.now) {
        return Err(Error::flaw("to", Flaw::Contradiction(WHOLE_MONTHS)));
    }
    Ok(count(unit, access, query, &services)?.finish_rounded(&unit.world.lists, unit.now))
}

/// The figures for those without that right: rounded, and withheld where small.
pub fn rounded(
    unit: &mut Unit<'_>,
    access: &Access<ReadRoundedActivity>,
    query: ActivityQuery,
) -> Result<Activity, Error> {
    let services = services_of(unit, access, query.contract)?;
    let tally = count(unit, access, query, &services)?;
    Ok(tally.finish_rounded(&unit.world.lists, unit.now))
}

/// The services that deliver under a contract, open or not: what they did stays theirs.
fn services_of<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    contract: ContractId,
) -> Result<Vec<ServiceId>, Error> {
    if let Err(error) = organisation::find(unit, OrganisationNoun::Contract, contract.0) {
        return Err(match error {
            Error::NotFound => unit.refuse(access, Refusal::Ground, None, None),
            error => error,
        });
    }
    let rows: Vec<OrganisationRow> = organisations::table
        .filter(organisations::noun.eq(OrganisationNoun::Service.number()))
        .filter(organisations::parent_id.eq(Key(contract.0)))
        .select(OrganisationRow::as_select())
        .load(unit.conn)?;
    Ok(rows.into_iter().map(|row| ServiceId(row.id.0)).collect())
}

/// What is read in one step: contacts, and those of their people who were in no step before it.
struct Step {
    people: Vec<PersonRow>,
    contacts: Vec<RecordRow>,
    /// Whether those who were in steps before it are forgotten.
    is_first: bool,
}

/// Count the contacts of a contract; the answer is of figures, so it is one entry and names nobody.
fn count<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    query: ActivityQuery,
    services: &[ServiceId],
) -> Result<Tally, Error> {
    let (steps, waiting) = sync_channel(AHEAD);
    let (world, tally) = (unit.world, Tally::new(query, services.to_vec()));
    let tally = std::thread::scope(|scope| {
        let counting = scope.spawn(move || count_steps(world, tally, &waiting));
        let mut met = HashSet::new();
        let read = services.iter().try_for_each(|service| read_service(unit, &steps, &mut met, *service, query.period));
        drop(steps);
        let counted = counting.join().unwrap_or_else(|_| Err(Error::Database("counting stopped".to_owned())));
        read.and(counted)
    })?;
    unit.enter(access, access.role(), Vec::new()).row.record_id = Some(Key(query.contract.0));
    Ok(tally)
}

/// Read a service's contacts and hand them on; ends early where nobody counts any more.
fn read_service(
    unit: &mut Unit<'_>,
    steps: &SyncSender<Step>,
    met: &mut HashSet<PersonId>,
    service: ServiceId,
    period: Period,
) -> Result<(), Error> {
    let end = Instant(calendar::day_start(calendar::days_after(period.to, 1)));
    let mut from = Instant(calendar::day_start(period.from));
    let mut last = None;
    loop {
        // The next step's bound is said twice, so that the index is entered where the step begins.
        let mut found = records::table
            .filter(records::service_id.eq(Key(service)))
            .filter(records::noun.eq(Noun::Contact.number()))
            .filter(records::happened_at.ge(from))
            .filter(records::happened_at.lt(end))
            .into_boxed();
        if let Some(last) = last {
            found = found.filter(records::happened_at.gt(from).or(records::id.gt(last)));
        }
        let contacts: Vec<RecordRow> = found
            .order((records::happened_at.asc(), records::id.asc()))
            .limit(STEP)
            .select(RecordRow::as_select())
            .load(unit.conn)?;
        let Some(newest) = contacts.last() else { return Ok(()) };
        (from, last) = (newest.happened_at, Some(newest.id));
        let is_last = contacts.len() < usize::try_from(STEP).unwrap_or(usize::MAX);
        let is_first = met.is_empty() || met.len() >= KEPT_OPEN;
        if is_first {
            met.clear();
        }
        let people = people_of(unit, met, &contacts)?;
        if steps.send(Step { people, contacts, is_first }).is_err() || is_last {
            return Ok(());
        }
    }
}

/// The people of a step who were in none before it.
fn people_of(
    unit: &mut Unit<'_>,
    met: &mut HashSet<PersonId>,
    contacts: &[RecordRow],
) -> Result<Vec<PersonRow>, Error> {
    let new: Vec<_> = contacts.iter().map(|row| row.person_id).filter(|id| met.insert(id.0)).collect();
    Ok(keys::table.filter(keys::id.eq_any(new)).select(PersonRow::as_select()).load(unit.conn)?)
}

/// Open and count what is read, until nothing more comes.
fn count_steps(world: &World, mut tally: Tally, steps: &Receiver<Step>) -> Result<Tally, Error> {
    let mut people = HashMap::<PersonId, Person>::new();
    while let Ok(step) = steps.recv() {
        if step.is_first {
            people.clear();
        }
        for row in step.people {
            people.insert(row.id.0, person::opened_by(world, &row, Role::Operator, Bonds::default())?);
        }
        for row in step.contacts {
            let person = people.get(&row.person_id.0).ok_or(Error::NotFound)?;
            let contact: Contact = person.open(&row)?;
            tally.add(person.id, &contact);
        }
    }
    Ok(tally)
}
