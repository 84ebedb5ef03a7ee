//! People: their keys, and which services may open them.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::access::{Operation, Relation};
use domain::episode::{DAYS_AFTER_CLOSING, Spell, may_open};
use domain::id::{PersonId, ServiceId};
use domain::instant::london_day;
use vault::PersonKey;

use super::{Unit, dialect};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::person::Person;
use crate::row::PersonRow;
use crate::schema::{epoch, person, record};
use crate::sql::{Instant, Key};

type EpisodeColumns = (Option<Key<ServiceId>>, Option<bool>, Option<Instant>);

/// Open a person for the caller, or refuse: as if they did not exist where no service of theirs may.
pub fn admit<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, id: PersonId) -> Result<Person, Error> {
    let mut found = load(unit, &[id])?;
    let Some((row, services)) = found.pop() else {
        return Err(unit.refuse(access, domain::access::Refusal::Ground, Some(id), None));
    };
    match access.caller().decide(&O::ROW, Relation::person(&services)) {
        Ok(role) => opened(unit, &row, role, services),
        Err(refusal) => Err(unit.refuse(access, refusal, Some(id), None)),
    }
}

/// Open those of several people whom the caller may; the others are left out.
pub fn admit_each<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    ids: &[PersonId],
) -> Result<Vec<Person>, Error> {
    let mut people = Vec::with_capacity(ids.len());
    for batch in ids.chunks(500) {
        for (row, services) in load(unit, batch)? {
            if let Ok(role) = access.caller().decide(&O::ROW, Relation::person(&services)) {
                people.push(opened(unit, &row, role, services)?);
            }
        }
    }
    Ok(people)
}

/// The same for an operation whose ground is wider than the person: those whom a service opens in which the
/// caller holds a role of the operation's row.
pub fn admit_each_role<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    ids: &[PersonId],
) -> Result<Vec<Person>, Error> {
    let mine = access.services();
    let Some(role) = access.role() else { return Ok(Vec::new()) };
    let mut people = Vec::with_capacity(ids.len());
    for batch in ids.chunks(500) {
        for (row, services) in load(unit, batch)? {
            if services.iter().any(|service| mine.contains(service)) {
                people.push(opened(unit, &row, role, services)?);
            }
        }
    }
    Ok(people)
}

/// Open people for an operator, whose right is to hold the key folder.
pub fn admit_operator(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<Vec<Person>, Error> {
    let mut people = Vec::with_capacity(ids.len());
    for batch in ids.chunks(500) {
        for (row, services) in load(unit, batch)? {
            people.push(opened(unit, &row, domain::access::Role::Operator, services)?);
        }
    }
    Ok(people)
}

/// Make a person's id and key. They are nobody's until an episode opens.
pub fn create(unit: &mut Unit<'_>, id: PersonId, registered: bool, service: ServiceId) -> Result<Person, Error> {
    let key = PersonKey::generate();
    dialect::lock_epoch_shared(unit.conn)?;
    let number: i32 = epoch::table.find(1).select(epoch::number).first(unit.conn)?;
    let current = vault::EpochId(number.cast_unsigned());
    if !unit.world.keys.has_epoch(current) {
        // Another process has moved on to a new epoch; its key is in the folder.
        unit.world.keys.reload()?;
    }
    let wrapped_key = unit.world.keys.wrap(current, id.0, &key)?;
    let row = PersonRow { id: Key(id), wrapped_key, epoch: number, registered, created_at: unit.now.into() };
    diesel::insert_into(person::table).values(&row).execute(unit.conn)?;
    Ok(Person::new(id, domain::access::Role::RecoveryWorker, vec![service], key))
}

/// Hold a person's row until this transaction ends: of two units that read what the other writes about
/// somebody, the later waits here and reads after the earlier.
pub fn hold(unit: &mut Unit<'_>, id: PersonId) -> Result<(), Error> {
    dialect::hold_person(unit.conn, id)
}

/// A drafted person becomes a registered one.
pub fn register(unit: &mut Unit<'_>, id: PersonId) -> Result<(), Error> {
    diesel::update(person::table.find(Key(id))).set(person::registered.eq(true)).execute(unit.conn)?;
    Ok(())
}

/// A person's row, whoever may open them.
pub fn find(unit: &mut Unit<'_>, id: PersonId) -> Result<Option<PersonRow>, Error> {
    Ok(person::table.find(Key(id)).select(PersonRow::as_select()).first(unit.conn).optional()?)
}

/// Open a row that was found otherwise.
pub fn opened(
    unit: &Unit<'_>,
    row: &PersonRow,
    role: domain::access::Role,
    services: Vec<ServiceId>,
) -> Result<Person, Error> {
    let key = match unit.world.keys.unwrap(row.id.0.0, &row.wrapped_key) {
        // Another process has moved on to a new epoch; its key is in the folder.
        Err(vault::OpenError::UnknownEpoch(_)) => {
            unit.world.keys.reload()?;
            unit.world.keys.unwrap(row.id.0.0, &row.wrapped_key)?
        }
        unwrapped => unwrapped?,
    };
    Ok(Person::new(row.id.0, role, services, key))
}

/// The services that may open each of these people, in one query.
fn load(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<Vec<(PersonRow, Vec<ServiceId>)>, Error> {
    let found = person::table
        .left_join(record::table.on(record::person_id.eq(person::id).and(record::noun.eq(Noun::Episode.number()))))
        .select((
            PersonRow::as_select(),
            (record::service_id.nullable(), record::open.nullable(), record::happened_at.nullable()),
        ));
    let rows: Vec<(PersonRow, EpisodeColumns)> = match ids {
        // What nearly every request asks: this statement is kept, one with a list is prepared each time.
        [id] => found.filter(person::id.eq(Key(*id))).load(unit.conn)?,
        _ => found.filter(person::id.eq_any(ids.iter().copied().map(Key))).load(unit.conn)?,
    };
    let mut people = BTreeMap::<PersonId, (PersonRow, Vec<Spell>)>::new();
    for (row, (service, open, at)) in rows {
        let entry = people.entry(row.id.0).or_insert_with(|| (row, Vec::new()));
        if let (Some(service), Some(open), Some(at)) = (service, open, at) {
            // A closed episode's instant is its closing day.
            entry.1.push(Spell { service: service.0, closed_on: (!open).then(|| london_day(at.0)) });
        }
    }
    let today = london_day(unit.now);
    let services = |spells: Vec<Spell>| may_open(spells, today, DAYS_AFTER_CLOSING);
    Ok(people.into_values().map(|(row, spells)| (row, services(spells))).collect())
}
