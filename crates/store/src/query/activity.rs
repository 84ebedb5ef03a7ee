//! A contract's activity: its services' contacts of a period, opened in a stream and counted.

use std::collections::HashMap;

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
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::person::Person;
use crate::row::{OrganisationRow, PersonRow, RecordRow};
use crate::schema::{organisation as organisations, person as keys, record as records};
use crate::sql::{Instant, Key};

/// Contacts opened in one step.
const STEP: i64 = 500;
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
        return Ok(count(unit, access, query, services)?.finish(&unit.world.lists, unit.now));
    }
    if !query.period.is_whole_months() || query.period.to >= london_day(unit.now) {
        return Err(Error::flaw("to", Flaw::Contradiction(WHOLE_MONTHS)));
    }
    Ok(count(unit, access, query, services)?.finish_rounded(&unit.world.lists, unit.now))
}

/// The figures for those without that right: rounded, and withheld where small.
pub fn rounded(
    unit: &mut Unit<'_>,
    access: &Access<ReadRoundedActivity>,
    query: ActivityQuery,
) -> Result<Activity, Error> {
    let services = services_of(unit, access, query.contract)?;
    let tally = count(unit, access, query, services)?;
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

/// Count the contacts of a contract; the answer is of figures, so it is one entry and names nobody.
fn count<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    query: ActivityQuery,
    services: Vec<ServiceId>,
) -> Result<Tally, Error> {
    let mut tally = Tally::new(query, services.clone());
    let mut people = HashMap::new();
    for service in services {
        count_service(unit, &mut tally, &mut people, service, query.period)?;
    }
    unit.enter(access, access.role(), Vec::new()).row.record_id = Some(Key(query.contract.0));
    Ok(tally)
}

fn count_service(
    unit: &mut Unit<'_>,
    tally: &mut Tally,
    people: &mut HashMap<PersonId, Person>,
    service: ServiceId,
    period: Period,
) -> Result<(), Error> {
    let end = Instant(calendar::day_start(calendar::days_after(period.to, 1)));
    let mut last = None;
    loop {
        // The next page's bound is said twice, so that the index is entered where the page begins.
        let from = last.as_ref().map_or(Instant(calendar::day_start(period.from)), |row: &RecordRow| row.happened_at);
        let mut found = records::table
            .filter(records::service_id.eq(Key(service)))
            .filter(records::noun.eq(Noun::Contact.number()))
            .filter(records::happened_at.ge(from))
            .filter(records::happened_at.lt(end))
            .into_boxed();
        if let Some(last) = &last {
            found = found.filter(records::happened_at.gt(last.happened_at).or(records::id.gt(last.id)));
        }
        let page: Vec<RecordRow> = found
            .order((records::happened_at.asc(), records::id.asc()))
            .limit(STEP)
            .select(RecordRow::as_select())
            .load(unit.conn)?;
        let is_last = page.len() < usize::try_from(STEP).unwrap_or(usize::MAX);
        open_those_of(unit, people, &page)?;
        for row in page {
            let person = people.get(&row.person_id.0).ok_or(Error::NotFound)?;
            let contact: Contact = person.open(&row)?;
            tally.add(person.id, &contact);
            last = Some(row);
        }
        if is_last {
            return Ok(());
        }
    }
}

/// Open the people of a page who are not open yet.
fn open_those_of(unit: &mut Unit<'_>, people: &mut HashMap<PersonId, Person>, page: &[RecordRow]) -> Result<(), Error> {
    if people.len() >= KEPT_OPEN {
        people.clear();
    }
    let mut new: Vec<_> = page.iter().map(|row| row.person_id).filter(|id| !people.contains_key(&id.0)).collect();
    new.sort_unstable();
    new.dedup();
    let rows: Vec<PersonRow> =
        keys::table.filter(keys::id.eq_any(new)).select(PersonRow::as_select()).load(unit.conn)?;
    for row in rows {
        people.insert(row.id.0, person::opened(unit, &row, Role::Operator, Vec::new())?);
    }
    Ok(())
}
