//! Appointments: who is expected when, where, by whom.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeAppointment, ReadAppointments};
use domain::appointment::{Appointment, AppointmentForm, CancelForm};
use domain::id::{AppointmentId, PersonId};
use domain::page::Page;
use domain::trail::HistoryEntry;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Listed, Versioned};
use crate::extract::{
    Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, PageQuery, Path, Query, Typed,
};
use crate::history::history;
use crate::problem::{ChangeProblems, CreateProblems, ListProblems, ReadProblems};
use crate::service_user::PersonPath;

/// An appointment of a service user.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AppointmentPath {
    /// The service user.
    person: PersonId,
    /// The appointment.
    appointment: AppointmentId,
}

/// Appointments of a service user, the one furthest ahead first.
#[utoipa::path(
    tag = "appointments", operation_id = "list_appointments", params(PersonPath, PageQuery),
    responses((status = 200, body = Page<Recorded<Appointment>>, description = "A page of appointments", headers(
        ("Link" = String, description = "The next page, if there is one"))), ListProblems)
)]
#[get("/service-users/{person}/appointments")]
pub async fn list(
    Admitted(access): Admitted<ReadAppointments>,
    Path(path): Path<PersonPath>,
    Query(query): Query<PageQuery>,
    store: Data<Store>,
) -> Answer<Listed<Recorded<Appointment>>> {
    Ok(Listed::of(store.appointments(access, path.person, query.cursor.0).await?))
}

/// Make an appointment.
#[utoipa::path(
    tag = "appointments", operation_id = "make_appointment", params(PersonPath, IdempotencyKeyHeader),
    request_body = AppointmentForm,
    responses((status = 201, body = Recorded<Appointment>, description = "The appointment as booked", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/appointments")]
pub async fn make(
    Admitted(access): Admitted<ChangeAppointment>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(appointment): Checked<AppointmentForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Appointment>>> {
    Ok(Created(store.make_appointment(access, once.into(), appointment, path.person).await?))
}

/// One appointment.
#[utoipa::path(
    tag = "appointments", operation_id = "read_appointment", params(AppointmentPath),
    responses((status = 200, body = Recorded<Appointment>, description = "The appointment in its present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/service-users/{person}/appointments/{appointment}")]
pub async fn read(
    Admitted(access): Admitted<ReadAppointments>,
    Path(path): Path<AppointmentPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Appointment>>> {
    Ok(Versioned(store.appointment(access, path.person, path.appointment.0).await?))
}

/// Move a booked appointment, or change what is known of it.
#[utoipa::path(
    tag = "appointments", operation_id = "change_appointment", params(AppointmentPath, IfMatchHeader),
    request_body = AppointmentForm,
    responses((status = 200, body = Recorded<Appointment>, description = "The appointment as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/service-users/{person}/appointments/{appointment}")]
pub async fn change(
    Admitted(access): Admitted<ChangeAppointment>,
    IfMatch(version): IfMatch,
    Path(path): Path<AppointmentPath>,
    Typed(form): Typed<AppointmentForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Appointment>>> {
    Ok(Versioned(store.change_appointment(access, form, path.person, path.appointment.0, version).await?))
}

/// Cancel a booked appointment.
#[utoipa::path(
    tag = "appointments", operation_id = "cancel_appointment", params(AppointmentPath, IfMatchHeader, IdempotencyKeyHeader),
    request_body = CancelForm,
    responses((status = 200, body = Recorded<Appointment>, description = "The appointment as cancelled", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/service-users/{person}/appointments/{appointment}/cancel")]
pub async fn cancel(
    Admitted(access): Admitted<ChangeAppointment>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<AppointmentPath>,
    Typed(form): Typed<CancelForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Appointment>>> {
    Ok(Versioned(store.cancel_appointment(access, once.into(), form, path.person, path.appointment.0, version).await?))
}

/// Every version of an appointment, newest first, with what changed.
#[utoipa::path(
    tag = "appointments", operation_id = "appointment_history", params(AppointmentPath),
    responses((status = 200, body = Entries<HistoryEntry>, description = "Its versions"), ReadProblems)
)]
#[get("/service-users/{person}/appointments/{appointment}/history")]
pub async fn versions(
    Admitted(access): Admitted<ReadAppointments>,
    Path(path): Path<AppointmentPath>,
    store: Data<Store>,
) -> Answer<Entries<HistoryEntry>> {
    Ok(Entries(history(store.appointment_history(access, path.person, path.appointment.0).await?)?))
}
