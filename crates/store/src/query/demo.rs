//! A demonstration: an organisation and people that somebody invented, written many rows to a statement.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::{FillDemo, Operation, ReadContacts};
use domain::alert::class_of;
use domain::calendar;
use domain::id::{MembershipId, PersonId, StaffId};
use serde::Serialize;
use uuid::Uuid;

use super::{
    Unit, alert, appointment, contact, draft, episode, membership, organisation, person, restriction, setting, staff,
    take_on,
};
use crate::access::Access;
use crate::error::Error;
use crate::filled::{Filled, FilledOrganisation, FilledStaff, Written};
use crate::ledger::{purpose_number, role_number};
use crate::noun::{Noun, OrganisationNoun};
use crate::person::Person;
use crate::row::{Clear, LAYOUT, MembershipRow, RecordRow};
use crate::schema::{change, organisation as organisations, person as people, record};
use crate::settings::DEMO;
use crate::sql::{Key, keyed};

mod headlines;

/// Rows in one statement: thirteen columns each, well under the limit of bound values.
const ROWS: usize = 500;

/// Mark an empty database as a demonstration and give it contracts and services.
pub fn begin(unit: &mut Unit<'_>, access: &Access<FillDemo>, filled: &FilledOrganisation) -> Result<(), Error> {
    if setting::get(unit.conn, DEMO)?.is_some() {
        return Err(Error::Conflict("This demonstration is filled already. Remove its database to start over"));
    }
    if is_used(unit)? {
        return Err(Error::Conflict("This database has something in it. A demonstration takes an empty one"));
    }
    setting::set_once(unit.conn, DEMO, "yes")?;
    let by = access.staff();
    for (id, contract) in &filled.contracts {
        organisation::insert(unit, OrganisationNoun::Contract, id.0, None, true, by, contract)?;
    }
    for (id, service) in &filled.services {
        organisation::insert(unit, OrganisationNoun::Service, id.0, Some(service.contract.0), true, by, service)?;
    }
    unit.enter(access, access.role(), Vec::new());
    Ok(())
}

/// Add invented staff, who all sign in with the password of one hash.
pub fn fill_staff(
    unit: &mut Unit<'_>,
    access: &Access<FillDemo>,
    filled: &[FilledStaff],
    phc: &str,
) -> Result<(), Error> {
    only_in_a_demonstration(unit)?;
    for FilledStaff { id, member, roles } in filled {
        organisation::insert(unit, OrganisationNoun::Staff, id.0, None, true, access.staff(), member)?;
        staff::set_sign_in(unit, *id, member, phc)?;
        for held in roles {
            let row = MembershipRow {
                id: Key(MembershipId(unit.new_id())),
                staff_id: Key(*id),
                service_id: keyed(held.service),
                role: role_number(held.role),
                since: calendar::day_start(member.started_on).into(),
                until: None,
                tag: Vec::new(),
            };
            membership::insert(unit, row)?;
        }
    }
    unit.enter(access, access.role(), Vec::new());
    Ok(())
}

/// Add a batch of invented people: one ledger entry. This process's own search index is left alone, for it
/// is built anew by whoever serves; the change feed tells those that serve already.
pub fn fill(unit: &mut Unit<'_>, access: &Access<FillDemo>, batch: &[Filled]) -> Result<(), Error> {
    only_in_a_demonstration(unit)?;
    let mut rows = Vec::with_capacity(batch.len() * 32);
    let mut restricted = Vec::new();
    for filled in batch {
        let service = filled.episodes.first().ok_or(Error::Conflict("Nobody is registered without an episode"))?;
        let person = person::create(unit, filled.person, true, service.content.service)?;
        record_all(unit, &person, filled, &mut rows)?;
        if *filled.identity.works_here.reveal() {
            restricted.push((person, filled.by));
        }
    }
    for rows in rows.chunks(ROWS) {
        diesel::insert_into(record::table).values(rows).execute(unit.conn)?;
    }
    for row in &rows {
        unit.wrote_record(row);
    }
    for (person, by) in &restricted {
        restriction::by_default(unit, person, *by)?;
    }
    let at = unit.now.timestamp_micros();
    let changes: Vec<_> =
        batch.iter().map(|filled| (change::person_id.eq(Key(filled.person)), change::at.eq(at))).collect();
    diesel::insert_into(change::table).values(changes).execute(unit.conn)?;
    let subjects: Vec<PersonId> = batch.iter().map(|filled| filled.person).collect();
    unit.enter(access, access.role(), subjects);
    Ok(())
}

/// Everything about somebody, as rows.
fn record_all(unit: &Unit<'_>, person: &Person, filled: &Filled, rows: &mut Vec<RecordRow>) -> Result<(), Error> {
    let mut seal = Sealing { unit, person, rows };
    let clear = Clear::at(filled.at.into());
    seal.part(Noun::Identity, clear, filled, &filled.identity)?;
    seal.part(Noun::Addresses, clear, filled, &filled.addresses)?;
    seal.part(Noun::Reach, clear, filled, &filled.reach)?;
    seal.part(Noun::Health, clear, filled, &filled.health)?;
    seal.part(Noun::Convictions, clear, filled, &filled.convictions)?;
    for written in &filled.episodes {
        seal.written(Noun::Episode, episode::clear(&written.content), written)?;
    }
    for written in &filled.contacts {
        seal.written(Noun::Contact, contact::clear(&written.content, Some(written.by)), written)?;
    }
    for written in &filled.appointments {
        seal.written(Noun::Appointment, appointment::clear(&written.content), written)?;
    }
    for written in &filled.alerts {
        let noun = Noun::alert_of(class_of(&written.content.kind, &unit.world.lists));
        seal.written(noun, alert::clear(&written.content, written.by), written)?;
    }
    for written in &filled.requests {
        seal.written(Noun::TakeOn, take_on::clear(&written.content), written)?;
    }
    for written in &filled.drafts {
        seal.written(Noun::Draft, draft::clear(written.by, &written.content), written)?;
    }
    headlines::of(&mut seal, filled)
}

/// Rows of one person as they gather.
struct Sealing<'a, 'u, 'c> {
    unit: &'a Unit<'u>,
    person: &'a Person,
    rows: &'c mut Vec<RecordRow>,
}

impl Sealing<'_, '_, '_> {
    fn part<T: Serialize>(&mut self, noun: Noun, clear: Clear, of: &Filled, content: &T) -> Result<(), Error> {
        let id = self.unit.new_id();
        self.row(noun, clear, id, of.at, of.by, content)
    }

    fn written<T: Serialize>(&mut self, noun: Noun, clear: Clear, written: &Written<T>) -> Result<(), Error> {
        self.row(noun, clear, written.id, written.at, written.by, &written.content)
    }

    fn row<T: Serialize>(
        &mut self,
        noun: Noun,
        clear: Clear,
        id: Uuid,
        at: DateTime<Utc>,
        by: StaffId,
        content: &T,
    ) -> Result<(), Error> {
        let mut row = RecordRow {
            id: Key(id),
            person_id: Key(self.person.id),
            noun: noun.number(),
            class: i16::from(noun.class().number()),
            version: 1,
            layout: LAYOUT,
            happened_at: clear.happened_at,
            service_id: keyed(clear.service),
            staff_id: keyed(clear.staff),
            open: clear.open,
            recorded_at: at.into(),
            recorded_by: Key(by),
            sealed: Vec::new(),
        };
        self.person.seal(&mut row, content)?;
        self.rows.push(row);
        Ok(())
    }
}

/// Enter invented reads of the people who are there, one each in turn.
pub fn fill_ledger(unit: &mut Unit<'_>, access: &Access<FillDemo>, entries: usize) -> Result<(), Error> {
    only_in_a_demonstration(unit)?;
    let shown: Vec<Key<PersonId>> = people::table.select(people::id).order(people::id).limit(1_000).load(unit.conn)?;
    let read = ReadContacts::ROW;
    for person in shown.iter().cycle().take(entries) {
        let request = Key(unit.new_id());
        let row = &mut unit.enter(access, access.role(), vec![person.0]).row;
        read.operation.clone_into(&mut row.operation);
        row.class = read.class.map_or(0, |class| i16::from(class.number()));
        row.purpose = purpose_number(read.purpose);
        row.request_id = Some(request);
        // A network that is reserved for documentation.
        row.origin = Some("192.0.2.0/24".to_owned());
    }
    Ok(())
}

fn only_in_a_demonstration(unit: &mut Unit<'_>) -> Result<(), Error> {
    match setting::get(unit.conn, DEMO)? {
        Some(_) => Ok(()),
        None => Err(Error::Conflict("This database is no demonstration, so nobody invented is put into it")),
    }
}

/// Whether anybody or anything of an organisation is in the database.
fn is_used(unit: &mut Unit<'_>) -> Result<bool, Error> {
    let person: Option<Key<PersonId>> = people::table.select(people::id).first(unit.conn).optional()?;
    let anything: Option<Key<Uuid>> = organisations::table.select(organisations::id).first(unit.conn).optional()?;
    Ok(person.is_some() || anything.is_some())
}
