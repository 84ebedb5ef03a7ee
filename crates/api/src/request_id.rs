//! A name for each request: in its log line, its ledger entries and its problem document.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};
use store::Store;
use uuid::Uuid;

use crate::problem::Refused;

/// The name of a request.
#[derive(Clone, Copy)]
pub struct RequestId(pub Uuid);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Name the request, and put the name into what is answered.
pub async fn name(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let id = request.app_data::<Data<Store>>().map_or_else(Uuid::nil, |store| store.clock().new_id());
    request.extensions_mut().insert(RequestId(id));
    let response = next.call(request).await?;
    let mut response = match response.response().error().and_then(|error| error.as_error::<Refused>()) {
        Some(refused) => {
            let answer = refused.answer(Some(id));
            response.into_response(answer).map_into_right_body()
        }
        None => response.map_into_left_body(),
    };
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(HEADER, value);
    }
    Ok(response)
}
