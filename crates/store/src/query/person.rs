//! People: their keys, and what ties a caller to them.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::access::{Operation, Row};
use domain::episode::{DAYS_AFTER_CLOSING, Spell, may_open};
use domain::id::{PersonId, ServiceId, StaffId};
use domain::instant::london_day;
use vault::PersonKey;

use super::{Unit, dialect, tie};
use crate::access::Access;
use crate::bonds::Bonds;
use crate::emergency::USE;
use crate::error::Error;
use crate::noun::Noun;
use crate::person::Person;
use crate::row::PersonRow;
use crate::schema::{epoch, person, record};
use crate::sql::{Instant, Key};
use crate::unit::World;

type EpisodeColumns = (Option<i16>, Option<Key<ServiceId>>, Option<Key<StaffId>>, Option<bool>, Option<Instant>);

/// Open a person for the caller, or refuse: as if they did not exist where no service of theirs may, or where
/// the record is restricted to others.
pub fn admit<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, id: PersonId) -> Result<Person, Error> {
    admit_by(unit, access, &O::ROW, id)
}

/// The same by another row than the operation's own.
pub fn admit_by<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    row: &Row,
    id: PersonId,
) -> Result<Person, Error> {
    let mut found = load(unit, Some(access.staff()), &[id])?;
    let Some((person, bonds)) = found.pop() else {
        return Err(unit.refuse(access, domain::access::Refusal::Ground, Some(id), None));
    };
    match access.caller().decide(row, bonds.relation()) {
        Ok(role) => {
            note_emergency(unit, access, row, id, role, &bonds);
            opened(unit, &person, role, bonds)
        }
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
        for (row, bonds) in load(unit, Some(access.staff()), batch)? {
            if let Ok(role) = access.caller().decide(&O::ROW, bonds.relation()) {
                note_emergency(unit, access, &O::ROW, row.id.0, role, &bonds);
                people.push(opened(unit, &row, role, bonds)?);
            }
        }
    }
    Ok(people)
}

/// Note in the ledger which emergency it rests on that a record opens, if it does.
fn note_emergency<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    row: &Row,
    id: PersonId,
    role: domain::access::Role,
    bonds: &Bonds,
) {
    let Some(emergency) = bonds.emergency(access.caller(), row) else { return };
    let entry = unit.enter(access, Some(role), vec![id]);
    USE.clone_into(&mut entry.row.operation);
    entry.row.record_id = Some(Key(emergency.0));
}

/// The same for an operation whose ground is wider than the person: those whom a service opens in which the
/// caller holds a role of the operation's row, and from whom nothing parts them.
pub fn admit_each_role<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    ids: &[PersonId],
) -> Result<Vec<Person>, Error> {
    let mine = access.services();
    let Some(role) = access.role() else { return Ok(Vec::new()) };
    let mut people = Vec::with_capacity(ids.len());
    for batch in ids.chunks(500) {
        for (row, bonds) in load(unit, Some(access.staff()), batch)? {
            if bonds.is_open() && bonds.services.iter().any(|service| mine.contains(service)) {
                people.push(opened(unit, &row, role, bonds)?);
            }
        }
    }
    Ok(people)
}

/// Open people for an operator, whose right is to hold the key folder.
pub fn admit_operator(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<Vec<Person>, Error> {
    open_each(unit, None, ids)
}

/// Open people for a unit that decides by what ties one member of staff to each.
pub fn open_each(unit: &mut Unit<'_>, caller: Option<StaffId>, ids: &[PersonId]) -> Result<Vec<Person>, Error> {
    let mut people = Vec::with_capacity(ids.len());
    for batch in ids.chunks(500) {
        for (row, bonds) in load(unit, caller, batch)? {
            people.push(opened(unit, &row, domain::access::Role::Operator, bonds)?);
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
    let bonds = Bonds { services: vec![service], ..Bonds::default() };
    Ok(Person::new(id, domain::access::Role::RecoveryWorker, bonds, key))
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
pub fn opened(unit: &Unit<'_>, row: &PersonRow, role: domain::access::Role, bonds: Bonds) -> Result<Person, Error> {
    opened_by(unit.world, row, role, bonds)
}

/// The same where there is no unit: on a thread that works for one.
pub fn opened_by(world: &World, row: &PersonRow, role: domain::access::Role, bonds: Bonds) -> Result<Person, Error> {
    let key = match world.keys.unwrap(row.id.0.0, &row.wrapped_key) {
        // Another process has moved on to a new epoch; its key is in the folder.
        Err(vault::OpenError::UnknownEpoch(_)) => {
            world.keys.reload()?;
            world.keys.unwrap(row.id.0.0, &row.wrapped_key)?
        }
        unwrapped => unwrapped?,
    };
    Ok(Person::new(row.id.0, role, bonds, key))
}

/// What ties a caller to each of these people, in two queries.
fn load(unit: &mut Unit<'_>, caller: Option<StaffId>, ids: &[PersonId]) -> Result<Vec<(PersonRow, Bonds)>, Error> {
    let ties_people = record::noun.eq(Noun::Episode.number()).or(record::noun.eq(Noun::Restriction.number()));
    let found = person::table.left_join(record::table.on(record::person_id.eq(person::id).and(ties_people))).select((
        PersonRow::as_select(),
        (
            record::noun.nullable(),
            record::service_id.nullable(),
            record::staff_id.nullable(),
            record::open.nullable(),
            record::happened_at.nullable(),
        ),
    ));
    let rows: Vec<(PersonRow, EpisodeColumns)> = match ids {
        // What nearly every request asks: this statement is kept, one with a list is prepared each time.
        [id] => found.filter(person::id.eq(Key(*id))).load(unit.conn)?,
        _ => found.filter(person::id.eq_any(ids.iter().copied().map(Key))).load(unit.conn)?,
    };
    let mut people = BTreeMap::<PersonId, (PersonRow, Bonds, Vec<Spell>)>::new();
    for (row, (noun, service, staff, open, at)) in rows {
        let (_, bonds, spells) = people.entry(row.id.0).or_insert_with(|| (row, Bonds::default(), Vec::new()));
        if noun == Some(Noun::Restriction.number()) {
            // Beside its tie: to take the restriction away behind CRiiS's back takes more than one row.
            if open == Some(true) {
                bonds.restrict();
            }
        } else if let (Some(service), Some(open), Some(at)) = (service, open, at) {
            bonds.is_given |= open && staff.map(|staff| staff.0) == caller && caller.is_some();
            // A closed episode's instant is its closing day.
            spells.push(Spell { service: service.0, closed_on: (!open).then(|| london_day(at.0)) });
        }
    }
    for row in tie::holding(unit, caller, ids)? {
        if let Some((_, bonds, _)) = people.get_mut(&row.person_id.0) {
            bonds.add(&row, caller);
        }
    }
    let today = london_day(unit.now);
    let with_services = |(row, mut bonds, spells): (PersonRow, Bonds, Vec<Spell>)| {
        bonds.services = may_open(spells, today, DAYS_AFTER_CLOSING);
        (row, bonds)
    };
    Ok(people.into_values().map(with_services).collect())
}
