//! One line for each answer: which request, which route, how it ended. Never the path, which may hold an id.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};

use crate::problem::Refused;
use crate::request_id::RequestId;

/// What is logged of a request that no route took.
const NO_ROUTE: &str = "-";

/// Log the answer, and what went wrong here, if anything did.
pub async fn log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let began = Instant::now();
    let method = request.method().clone();
    let response = next.call(request).await?;
    let id = response.request().extensions().get::<RequestId>().map(|id| id.0).unwrap_or_default();
    let route = response.request().match_pattern().unwrap_or_else(|| NO_ROUTE.to_owned());
    let status = response.status();
    let took = began.elapsed();
    log::info!(
        target: "criis::access",
        request_id:% = id, method:% = method, route:% = route, status = status.as_u16(), ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        "answered"
    );
    if status.is_server_error() {
        let refused = response.response().error().and_then(|error| error.as_error::<Refused>());
        let why = refused.map_or_else(|| "no reason was given".to_owned(), ToString::to_string);
        log::error!(request_id:% = id, route:% = route; "{why}");
    }
    crate::metrics::count(&method, &route, status, took);
    Ok(response)
}
