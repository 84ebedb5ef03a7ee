//! Requests to take somebody on, as the holding service's team leader answers them.

use actix_web::web::Data;
use actix_web::{get, post};
use domain::Recorded;
use domain::access::{AnswerRequest, ReadRequests};
use domain::id::RequestId;
use domain::take_on::{AnswerForm, TakeOnQuestion, TakeOnRequest};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Entries, Versioned};
use crate::extract::{Admitted, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path, Typed};
use crate::problem::{ChangeProblems, ReadProblems};

/// A request to take somebody on.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RequestPath {
    /// The request.
    request: RequestId,
}

/// Requests that wait for a service that the caller leads, oldest first.
#[utoipa::path(
    tag = "requests to take on", operation_id = "list_take_on_requests",
    responses((status = 200, body = Entries<Recorded<TakeOnQuestion>>, description = "The requests that wait"), ReadProblems)
)]
#[get("/take-on-requests")]
pub async fn list(
    Admitted(access): Admitted<ReadRequests>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<TakeOnQuestion>>> {
    Ok(Entries(store.take_on_requests(access).await?))
}

/// Answer a request: share the record that is held, or keep the two apart.
#[utoipa::path(
    tag = "requests to take on", operation_id = "answer_take_on_request",
    params(RequestPath, IfMatchHeader, IdempotencyKeyHeader), request_body = AnswerForm,
    responses((status = 200, body = Recorded<TakeOnRequest>, description = "The request as answered", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/take-on-requests/{request}/answer")]
pub async fn answer(
    Admitted(access): Admitted<AnswerRequest>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<RequestPath>,
    Typed(form): Typed<AnswerForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<TakeOnRequest>>> {
    Ok(Versioned(store.answer_take_on(access, once.into(), form, path.request, version).await?))
}
