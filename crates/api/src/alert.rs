//! Alerts: what everybody who opens a record must know first.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeAlert, ReadAlerts};
use domain::alert::{Alert, AlertForm, EndForm};
use domain::id::{AlertId, PersonId};
use domain::trail::HistoryEntry;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path, Typed};
use crate::history::history;
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};
use crate::service_user::PersonPath;

/// An alert of a service user.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AlertPath {
    /// The service user.
    person: PersonId,
    /// The alert.
    alert: AlertId,
}

/// Every alert of a service user: those that nobody has ended first, danger first.
#[utoipa::path(
    tag = "alerts", operation_id = "list_alerts", params(PersonPath),
    responses((status = 200, body = Entries<Recorded<Alert>>, description = "Their alerts"), ReadProblems)
)]
#[get("/service-users/{person}/alerts")]
pub async fn list(
    Admitted(access): Admitted<ReadAlerts>,
    Path(path): Path<PersonPath>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<Alert>>> {
    Ok(Entries(store.alerts(access, path.person).await?))
}

/// Raise an alert.
#[utoipa::path(
    tag = "alerts", operation_id = "raise_alert", params(PersonPath, IdempotencyKeyHeader), request_body = AlertForm,
    responses((status = 201, body = Recorded<Alert>, description = "The alert as raised", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/alerts")]
pub async fn raise(
    Admitted(access): Admitted<ChangeAlert>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(alert): Checked<AlertForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Alert>>> {
    Ok(Created(store.raise_alert(access, once.into(), alert, path.person).await?))
}

/// Change an alert; a change never moves it to another class.
#[utoipa::path(
    tag = "alerts", operation_id = "change_alert", params(AlertPath, IfMatchHeader), request_body = AlertForm,
    responses((status = 200, body = Recorded<Alert>, description = "The alert as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/service-users/{person}/alerts/{alert}")]
pub async fn change(
    Admitted(access): Admitted<ChangeAlert>,
    IfMatch(version): IfMatch,
    Path(path): Path<AlertPath>,
    Typed(form): Typed<AlertForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Alert>>> {
    Ok(Versioned(store.change_alert(access, form, path.person, path.alert.0, version).await?))
}

/// End an alert that no longer holds.
#[utoipa::path(
    tag = "alerts", operation_id = "end_alert", params(AlertPath, IfMatchHeader, IdempotencyKeyHeader), request_body = EndForm,
    responses((status = 200, body = Recorded<Alert>, description = "The alert as ended", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/service-users/{person}/alerts/{alert}/end")]
pub async fn end(
    Admitted(access): Admitted<ChangeAlert>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<AlertPath>,
    Typed(form): Typed<EndForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Alert>>> {
    Ok(Versioned(store.end_alert(access, once.into(), form, path.person, path.alert.0, version).await?))
}

/// Every version of an alert, newest first, with what changed.
#[utoipa::path(
    tag = "alerts", operation_id = "alert_history", params(AlertPath),
    responses((status = 200, body = Entries<HistoryEntry>, description = "Its versions"), ReadProblems)
)]
#[get("/service-users/{person}/alerts/{alert}/history")]
pub async fn versions(
    Admitted(access): Admitted<ReadAlerts>,
    Path(path): Path<AlertPath>,
    store: Data<Store>,
) -> Answer<Entries<HistoryEntry>> {
    Ok(Entries(history(store.alert_history(access, path.person, path.alert.0).await?)?))
}
