//! Who has seen a record: to weigh the names, and as it is given to whose record it is.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::{GiveSeenBy, Operation, WeighReaders};
use domain::id::{PersonId, ServiceId, StaffId};
use domain::instant::london_day;
use domain::oversight::{SeenBy, Weighed, sightings};
use domain::service::Service;
use domain::text::Line;
use domain::trail::TrailEntry;
use domain::{Private, Recorded};

use super::super::idempotency::{Claim, claim};
use super::super::{Unit, ledger, organisation, person, record, trail};
use crate::access::Access;
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, MembershipRow};
use crate::schema::membership;
use crate::sql::Key;

/// The most entries in a list, the newest; a list that leaves some out says so.
const MOST: i64 = 20_000;

/// Who has seen a record, with every name, for whoever weighs them.
pub fn weigh(unit: &mut Unit<'_>, access: &Access<WeighReaders>, who: PersonId) -> Result<SeenBy, Error> {
    let person = admit(unit, access, who)?;
    let list = list(unit, person.id)?;
    unit.enter(access, access.role(), vec![who]);
    Ok(list)
}

/// Keep the list as it is given: the names that were weighed and are shown, and no other.
pub fn give(
    unit: &mut Unit<'_>,
    access: &Access<GiveSeenBy>,
    once: &Once,
    weighed: &[Weighed],
    who: PersonId,
) -> Result<Recorded<SeenBy>, Error> {
    let person = admit(unit, access, who)?;
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => {
            let row = record::find(unit, who, Noun::SeenBy, id)?;
            unit.enter(access, access.role(), vec![who]).row.record_id = Some(row.id);
            return record::recorded(&person, &row);
        }
    };
    let given = list(unit, who)?.given(weighed.to_vec());
    let clear = Clear { open: false, ..Clear::at(unit.now.into()) };
    let row = record::insert(unit, &person, Noun::SeenBy, id, clear, access.staff(), &given)?;
    let entry = unit.enter(access, access.role(), vec![who]);
    entry.row.record_id = Some(row.id);
    entry.row.record_version = Some(row.version);
    entry.row.digest = Some(row.digest().to_vec());
    record::recorded(&person, &row)
}

/// A person whose record is not the caller's own.
fn admit<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, who: PersonId) -> Result<Person, Error> {
    let person = person::open_each(unit, Some(access.staff()), &[who])?.pop();
    match person.filter(|person| !person.bonds.is_own) {
        Some(mut person) => {
            person.role = access.role().unwrap_or(person.role);
            Ok(person)
        }
        None => Err(unit.refuse(access, domain::access::Refusal::Ground, Some(who), None)),
    }
}

fn list(unit: &mut Unit<'_>, who: PersonId) -> Result<SeenBy, Error> {
    let rows = ledger::about(unit.conn, who.0, None, MOST)?;
    let is_whole = i64::try_from(rows.len()).is_ok_and(|found| found < MOST);
    let names = trail::names(unit, &rows)?;
    let entries: Vec<TrailEntry> = rows.into_iter().map(|row| trail::entry(row, &names)).collect();
    let services = service_names(unit)?;
    let held = services_of(unit)?;
    let sightings = sightings(&entries, |entry| {
        // An entry about a service says so; of others, that of whoever has worked in one alone.
        let service = entry.service.or_else(|| match held.get(&entry.by?)?.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        service.and_then(|service| services.get(&service).cloned()).filter(|_| is_of_a_service(entry))
    });
    Ok(SeenBy { person: who, through: london_day(unit.now), sightings, is_whole, weighed: Vec::new() })
}

fn is_of_a_service(entry: &TrailEntry) -> bool {
    entry.role.is_some_and(domain::access::Role::is_of_a_service)
}

fn service_names(unit: &mut Unit<'_>) -> Result<HashMap<ServiceId, Private<Line>>, Error> {
    let rows = organisation::list(unit, OrganisationNoun::Service)?;
    let named = rows.iter().map(|row| {
        let service: Service = organisation::open(unit, row)?;
        Ok((ServiceId(row.id.0), service.name))
    });
    named.collect()
}

/// In which services everybody has ever held a role.
fn services_of(unit: &mut Unit<'_>) -> Result<HashMap<StaffId, Vec<ServiceId>>, Error> {
    let rows: Vec<MembershipRow> = membership::table.select(MembershipRow::as_select()).load(unit.conn)?;
    let mut held = HashMap::<StaffId, Vec<ServiceId>>::new();
    for row in rows {
        let Some(Key(service)) = row.service_id else { continue };
        let services = held.entry(row.staff_id.0).or_default();
        if !services.contains(&service) {
            services.push(service);
        }
    }
    Ok(held)
}
