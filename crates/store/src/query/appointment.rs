//! Appointments: London civil time, with whom, and what became of them.

use domain::appointment::{Appointment, AppointmentState};
use domain::contact::Outcome;
use domain::id::{AppointmentId, StaffId};

use super::{Unit, record};
use crate::error::Error;
use crate::noun::Noun;
use crate::person::Person;
use crate::row::Clear;

/// An appointment has become a contact: kept, missed or cancelled as that says.
pub fn became_contact(
    unit: &mut Unit<'_>,
    person: &Person,
    id: AppointmentId,
    outcome: Outcome,
    by: StaffId,
) -> Result<(), Error> {
    let old = record::find(unit, person.id, Noun::Appointment, id.0)?;
    let before: Appointment = person.open(&old)?;
    let after = before.recorded_as(outcome);
    let version = old.version();
    record::revise(unit, person, old, version, clear(&after), by, &after)?;
    Ok(())
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
