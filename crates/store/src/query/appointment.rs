//! Appointments: London civil time, with whom, and what became of them.

use domain::access::{ChangeAppointment, Class, ReadAppointments, Refusal, Sight};
use domain::appointment::{Appointment, AppointmentForm, AppointmentState, CancelForm};
use domain::contact::Outcome;
use domain::id::{AppointmentId, EpisodeId, PersonId, ServiceId, StaffId};
use domain::{Against, Flaw, Recorded};
use uuid::Uuid;

use super::episode::works_in_service;
use super::idempotency::{Claim, claim, is_repeated};
use super::{Unit, headline, person, record};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::page::{Cursor, Page};
use crate::person::Person;
use crate::row::{Clear, RecordRow};
use crate::sql::Key;

/// Rows on a page.
const PAGE: u8 = 50;

/// A page of appointments, the one furthest ahead first: those to come, then those that were.
pub fn list(
    unit: &mut Unit<'_>,
    access: &Access<ReadAppointments>,
    who: PersonId,
    cursor: Option<Cursor>,
) -> Result<Page<Recorded<Appointment>>, Error> {
    let person = person::admit(unit, access, who)?;
    let with = (person.sight(Class::Casework) == Sight::Summary).then(|| access.staff());
    let mut rows = record::page_with(unit, who, Noun::Appointment, with, cursor, i64::from(PAGE) + 1)?;
    unit.enter(access, Some(person.role), vec![who]);
    let more = rows.len() > usize::from(PAGE);
    rows.truncate(PAGE.into());
    let next = rows.last().filter(|_| more).map(|row| Cursor { at: row.happened_at, id: row.id.0 });
    let items = rows.iter().map(|row| record::recorded(&person, row)).collect::<Result<_, _>>()?;
    Ok(Page { items, next })
}

/// One appointment.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadAppointments>,
    who: PersonId,
    id: Uuid,
) -> Result<Recorded<Appointment>, Error> {
    let person = person::admit(unit, access, who)?;
    let row = shown(unit, access, &person, id)?;
    record::read(unit, access, &person, id);
    record::recorded(&person, &row)
}

/// Make an appointment. Two of one member of staff may overlap: they know their day better.
pub fn make(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAppointment>,
    once: &Once,
    appointment: &Appointment,
    who: PersonId,
) -> Result<Recorded<Appointment>, Error> {
    let person = person::admit(unit, access, who)?;
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => return again(unit, access, &person, id),
    };
    with_service(access, &person, appointment.service)?;
    works_in_service(unit, "staff", appointment.staff, appointment.service)?;
    episode_of_service(unit, who, appointment.episode, appointment.service)?;
    let row = record::insert(unit, &person, Noun::Appointment, id, clear(appointment), access.staff(), appointment)?;
    written(unit, access, &person, &row)
}

/// Move a booked appointment, or change what is known of it; where it stood is kept.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAppointment>,
    form: &AppointmentForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Appointment>, Error> {
    let person = person::admit(unit, access, who)?;
    let (old, before) = of_mine(unit, access, &person, id, version)?;
    let after = form.check_change(&before, &Against { lists: &unit.world.lists, now: unit.now })?;
    if after.service != before.service {
        with_service(access, &person, after.service)?;
    }
    // Somebody who has left may stay named until the appointment is given to another.
    if (after.staff, after.service) != (before.staff, before.service) {
        works_in_service(unit, "staff", after.staff, after.service)?;
    }
    episode_of_service(unit, who, after.episode, after.service)?;
    let row = record::revise(unit, &person, old, version, clear(&after), access.staff(), &after)?;
    written(unit, access, &person, &row)
}

/// Cancel a booked appointment.
pub fn cancel(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAppointment>,
    once: &Once,
    form: &CancelForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Appointment>, Error> {
    let person = person::admit(unit, access, who)?;
    if is_repeated(unit, access, once, id)? {
        return again(unit, access, &person, id);
    }
    let (old, before) = of_mine(unit, access, &person, id, version)?;
    let after = form.check(&before)?;
    let row = record::revise(unit, &person, old, version, clear(&after), access.staff(), &after)?;
    written(unit, access, &person, &row)
}

/// Every version of an appointment, newest first.
pub fn history(
    unit: &mut Unit<'_>,
    access: &Access<ReadAppointments>,
    who: PersonId,
    id: Uuid,
) -> Result<Vec<Recorded<Appointment>>, Error> {
    let person = person::admit(unit, access, who)?;
    let present = shown(unit, access, &person, id)?;
    let rows = record::history(unit, present)?;
    record::read(unit, access, &person, id);
    rows.iter().map(|row| record::recorded(&person, row)).collect()
}

/// A booked appointment has become a contact: kept, missed or cancelled as that says.
pub fn became_contact(
    unit: &mut Unit<'_>,
    person: &Person,
    id: AppointmentId,
    outcome: Outcome,
    by: StaffId,
) -> Result<(), Error> {
    let old = match record::find(unit, person.id, Noun::Appointment, id.0) {
        Ok(old) if old.open => old,
        Ok(_) | Err(Error::NotFound) => return Err(not_booked()),
        Err(error) => return Err(error),
    };
    match recorded_as(unit, person, old, outcome, by) {
        // Of two contacts at once that come of one appointment the later finds it over.
        Err(Error::Stale(_)) => Err(not_booked()),
        other => other,
    }
}

/// The contact that an appointment became is corrected, and with it what became of the appointment.
pub fn contact_corrected(
    unit: &mut Unit<'_>,
    person: &Person,
    id: AppointmentId,
    outcome: Outcome,
    by: StaffId,
) -> Result<(), Error> {
    let old = record::find(unit, person.id, Noun::Appointment, id.0)?;
    recorded_as(unit, person, old, outcome, by)
}

fn recorded_as(
    unit: &mut Unit<'_>,
    person: &Person,
    old: RecordRow,
    outcome: Outcome,
    by: StaffId,
) -> Result<(), Error> {
    let before: Appointment = person.open(&old)?;
    let after = before.recorded_as(outcome);
    let version = old.version();
    record::revise(unit, person, old, version, clear(&after), by, &after)?;
    Ok(())
}

fn not_booked() -> Error {
    Error::flaw("appointment", Flaw::Contradiction("Choose an appointment of theirs that is booked"))
}

/// An appointment's clear columns: when it starts, with whom, whether it is still to come.
pub fn clear(appointment: &Appointment) -> Clear {
    Clear {
        happened_at: appointment.starts_at.into(),
        service: Some(appointment.service),
        staff: Some(appointment.staff),
        open: appointment.state == AppointmentState::Booked,
    }
}

/// One appointment, if it shows: to whoever sees casework in full, or to whom it is with.
fn shown(
    unit: &mut Unit<'_>,
    access: &Access<ReadAppointments>,
    person: &Person,
    id: Uuid,
) -> Result<RecordRow, Error> {
    let row = record::find(unit, person.id, Noun::Appointment, id)?;
    if person.sight(Class::Casework) == Sight::Full || row.staff_id == Some(Key(access.staff())) {
        return Ok(row);
    }
    Err(unit.refuse(access, Refusal::Ground, Some(person.id), None))
}

/// Refuse a service that is not the caller's, or does not work with the person.
fn with_service(access: &Access<ChangeAppointment>, person: &Person, service: ServiceId) -> Result<(), Error> {
    if access.services().contains(&service) && person.bonds.services.contains(&service) {
        return Ok(());
    }
    Err(Error::flaw("service", Flaw::Contradiction("Choose a service of yours that works with them")))
}

/// Refuse an episode that is not this person's with this service.
pub fn episode_of_service(
    unit: &mut Unit<'_>,
    who: PersonId,
    episode: Option<EpisodeId>,
    service: ServiceId,
) -> Result<(), Error> {
    let Some(episode) = episode else { return Ok(()) };
    let rows = record::several(unit, who, &[Noun::Episode])?;
    if rows.iter().any(|row| row.id.0 == episode.0 && row.service_id == Some(Key(service))) {
        return Ok(());
    }
    Err(Error::flaw("episode", Flaw::Contradiction("Choose an episode of theirs with this service")))
}

/// An appointment with a service of the caller's, at the version that they saw.
fn of_mine(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAppointment>,
    person: &Person,
    id: Uuid,
    version: u32,
) -> Result<(RecordRow, Appointment), Error> {
    let row = record::find(unit, person.id, Noun::Appointment, id)?;
    let appointment: Appointment = person.open(&row)?;
    if !access.services().contains(&appointment.service) {
        return Err(unit.refuse(access, Refusal::Role, Some(person.id), Some(appointment.service)));
    }
    Ok((record::expected(row, version)?, appointment))
}

/// What follows every change of an appointment.
fn written(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAppointment>,
    person: &Person,
    row: &RecordRow,
) -> Result<Recorded<Appointment>, Error> {
    headline::refresh(unit, person, Class::Casework, access.staff())?;
    record::note(unit, access, person, row);
    record::recorded(person, row)
}

fn again(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAppointment>,
    person: &Person,
    id: Uuid,
) -> Result<Recorded<Appointment>, Error> {
    let row = record::find(unit, person.id, Noun::Appointment, id)?;
    record::read(unit, access, person, id);
    record::recorded(person, &row)
}
