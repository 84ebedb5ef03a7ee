//! Episodes, alerts, appointments, requests to take somebody on.

use domain::Recorded;
use domain::alert::{Alert, AlertForm, EndForm};
use domain::appointment::{Appointment, AppointmentForm, CancelForm};
use domain::episode::{CloseForm, Episode, EpisodeChangeForm, EpisodeForm, ReopenForm};
use domain::id::{PersonId, RequestId};
use domain::page::Page;
use domain::take_on::{AnswerForm, TakeOnQuestion, TakeOnRequest};
use serde_json::Value;
use uuid::Uuid;

use super::{Answer, Refused, act, change, create, get};

/// Every episode.
pub(crate) async fn episodes(person: PersonId) -> Answer<Vec<Recorded<Episode>>> {
    get(format!("/service-users/{person}/episodes")).await
}

/// Open an episode.
pub(crate) async fn open_episode(person: PersonId, key: Uuid, form: &EpisodeForm) -> Answer<Recorded<Episode>> {
    create(format!("/service-users/{person}/episodes"), key, form).await
}

/// Change an open episode.
pub(crate) async fn change_episode(
    person: PersonId,
    episode: Uuid,
    version: u32,
    form: &EpisodeChangeForm,
) -> Answer<Recorded<Episode>> {
    change(format!("/service-users/{person}/episodes/{episode}"), version, form).await
}

/// Close an episode.
pub(crate) async fn close_episode(
    person: PersonId,
    episode: Uuid,
    version: u32,
    key: Uuid,
    form: &CloseForm,
) -> Answer<Recorded<Episode>> {
    act(format!("/service-users/{person}/episodes/{episode}/close"), version, key, form).await
}

/// Open a closed episode again.
pub(crate) async fn reopen_episode(
    person: PersonId,
    episode: Uuid,
    version: u32,
    key: Uuid,
    form: &ReopenForm,
) -> Answer<Recorded<Episode>> {
    act(format!("/service-users/{person}/episodes/{episode}/reopen"), version, key, form).await
}

/// Every alert, those that ended too.
pub(crate) async fn alerts(person: PersonId) -> Answer<Vec<Recorded<Alert>>> {
    get(format!("/service-users/{person}/alerts")).await
}

/// One alert, whatever its class, for its form.
pub(crate) async fn alert(person: PersonId, id: Uuid) -> Answer<Recorded<Value>> {
    let alerts: Vec<Recorded<Value>> = get(format!("/service-users/{person}/alerts")).await?;
    alerts.into_iter().find(|alert| alert.id == id).ok_or(Refused::Unreadable)
}

/// Raise an alert.
pub(crate) async fn raise_alert(person: PersonId, key: Uuid, form: &AlertForm) -> Answer<Recorded<Alert>> {
    create(format!("/service-users/{person}/alerts"), key, form).await
}

/// Change an alert.
pub(crate) async fn change_alert(
    person: PersonId,
    alert: Uuid,
    version: u32,
    form: &AlertForm,
) -> Answer<Recorded<Alert>> {
    change(format!("/service-users/{person}/alerts/{alert}"), version, form).await
}

/// End an alert.
pub(crate) async fn end_alert(
    person: PersonId,
    alert: Uuid,
    version: u32,
    key: Uuid,
    form: &EndForm,
) -> Answer<Recorded<Alert>> {
    act(format!("/service-users/{person}/alerts/{alert}/end"), version, key, form).await
}

/// Appointments, those to come first.
pub(crate) async fn appointments(person: PersonId, cursor: Option<&str>) -> Answer<Page<Recorded<Appointment>>> {
    let cursor = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
    get(format!("/service-users/{person}/appointments{cursor}")).await
}

/// One appointment.
pub(crate) async fn appointment(person: PersonId, appointment: Uuid) -> Answer<Recorded<Appointment>> {
    get(format!("/service-users/{person}/appointments/{appointment}")).await
}

/// Make an appointment.
pub(crate) async fn make_appointment(
    person: PersonId,
    key: Uuid,
    form: &AppointmentForm,
) -> Answer<Recorded<Appointment>> {
    create(format!("/service-users/{person}/appointments"), key, form).await
}

/// Move an appointment, or change what is known of it.
pub(crate) async fn change_appointment(
    person: PersonId,
    appointment: Uuid,
    version: u32,
    form: &AppointmentForm,
) -> Answer<Recorded<Appointment>> {
    change(format!("/service-users/{person}/appointments/{appointment}"), version, form).await
}

/// Cancel an appointment.
pub(crate) async fn cancel_appointment(
    person: PersonId,
    appointment: Uuid,
    version: u32,
    key: Uuid,
    form: &CancelForm,
) -> Answer<Recorded<Appointment>> {
    act(format!("/service-users/{person}/appointments/{appointment}/cancel"), version, key, form).await
}

/// Requests to take somebody on that one may answer.
pub(crate) async fn requests() -> Answer<Vec<Recorded<TakeOnQuestion>>> {
    get("/take-on-requests").await
}

/// Answer a request.
pub(crate) async fn answer_request(
    request: RequestId,
    version: u32,
    key: Uuid,
    form: &AnswerForm,
) -> Answer<Recorded<TakeOnRequest>> {
    act(format!("/take-on-requests/{request}/answer"), version, key, form).await
}
