//! Service users: registered, found, opened.

use actix_web::web::Data;
use actix_web::{get, post};
use domain::Against;
use domain::access::{OpenServiceUser, RegisterServiceUser, SearchServiceUsers};
use domain::id::PersonId;
use domain::likely_match::Sought;
use domain::record_view::RecordView;
use domain::registered::{LikelyMatches, Registered};
use domain::search::{SearchForm, SearchHits};
use domain::service_user::RegistrationForm;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::answer::{Answer, Created, Shown};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, Once, Path, Typed};
use crate::problem::{ActProblems, CreateProblems, ReadProblems};

/// A service user.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PersonPath {
    /// The service user.
    pub person: PersonId,
}

/// Register somebody with a service of the caller's.
///
/// Whether another service knows them is answered alike, match or not: a check for earlier records has been
/// asked for. People of the caller's own services who are likely the same are named in a 409, until the
/// form says in `not_the_same` that they are other people.
#[utoipa::path(
    tag = "service users", operation_id = "register_service_user", params(IdempotencyKeyHeader),
    request_body = RegistrationForm,
    responses((status = 201, body = Registered, description = "Registered, with an open episode",
        headers(("Location" = String, description = "The record's address"))), CreateProblems)
)]
#[post("/service-users")]
pub async fn register(
    Admitted(access): Admitted<RegisterServiceUser>,
    once: Once,
    Checked(registration): Checked<RegistrationForm>,
    store: Data<Store>,
) -> Answer<Created<Registered>> {
    Ok(Created(store.register(access, once.into(), registration).await?))
}

/// Find people by what somebody typed, however it is spelt.
///
/// A name, a date of birth, an NHS number or several of these, among the people whom the caller's services
/// may open. It is a POST because nothing personal stands in an address.
#[utoipa::path(
    tag = "service users", operation_id = "search_service_users", request_body = SearchForm,
    responses((status = 200, body = SearchHits, description = "At most 50, the best first"), ActProblems)
)]
#[post("/service-users/search")]
pub async fn search(
    Admitted(access): Admitted<SearchServiceUsers>,
    Checked(typed): Checked<SearchForm>,
    store: Data<Store>,
) -> Answer<Shown<SearchHits>> {
    Ok(Shown(store.search(access, typed).await?))
}

/// People of the caller's own services who may be the one being registered.
///
/// The form may be as unfinished as it likes; as long as it says too little to compare, nobody is named. Before a
/// birth date is typed, only people of one full name are.
#[utoipa::path(
    tag = "service users", operation_id = "likely_matches", request_body = RegistrationForm,
    responses((status = 200, body = LikelyMatches, description = "At most 50, the likeliest first"), ActProblems)
)]
#[post("/service-users/likely-matches")]
pub async fn likely_matches(
    Admitted(access): Admitted<RegisterServiceUser>,
    Typed(form): Typed<RegistrationForm>,
    store: Data<Store>,
) -> Answer<Shown<LikelyMatches>> {
    let against = Against { lists: store.lists(), now: store.clock().now() };
    let Some(sought) = form.identity.and_then(|identity| Sought::of(&identity, &against)) else {
        return Ok(Shown(LikelyMatches { matches: Vec::new() }));
    };
    Ok(Shown(store.likely_matches(access, sought, PersonId(Uuid::nil())).await?))
}

/// A record as it opens: who, the alerts of today, what matters at a glance, what else there is.
#[utoipa::path(
    tag = "service users", operation_id = "open_service_user", params(PersonPath),
    responses((status = 200, body = RecordView, description = "The record as it opens"), ReadProblems)
)]
#[get("/service-users/{person}")]
pub async fn open(
    Admitted(access): Admitted<OpenServiceUser>,
    Path(path): Path<PersonPath>,
    store: Data<Store>,
) -> Answer<Shown<RecordView>> {
    Ok(Shown(store.open_service_user(access, path.person).await?))
}
