//! Appointments: making, moving and cancelling them.

mod panel;
mod part;

pub(crate) use self::panel::AppointmentPanel;
pub(crate) use self::part::AppointmentsPart;
