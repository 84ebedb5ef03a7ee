//! Other apps' pages: closed, but for the origins that are configured, and never with cookies.
//!
//! Whoever asks from such a page brings a token of their own. The answers that are carried by a cookie are for
//! CRiiS's own pages alone ([`crate::extract::OwnPage`]).

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse};

use crate::config::Config;
use crate::routes::API;

/// What a page may send besides what every page may.
const REQUEST_HEADERS: &str = "authorization, content-type, idempotency-key, if-match";
/// What a page may read besides what every page may.
const RESPONSE_HEADERS: &str = "etag, link, location, retry-after, x-request-id";
/// What a page may do.
const METHODS: &str = "GET, POST, PUT, DELETE";
/// For how many seconds a browser need not ask again.
const KEEP: &str = "600";

/// Let configured origins in.
pub async fn let_in(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let Some(origin) = allowed_origin(&request) else { return Ok(next.call(request).await?.map_into_left_body()) };
    let asks_first =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if asks_first {
        request.into_response(HttpResponse::NoContent().finish()).map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(RESPONSE_HEADERS));
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if asks_first {
        say_what_may_be_sent(headers);
    }
    Ok(response)
}

/// The origin of a request to the API, if it is configured.
fn allowed_origin(request: &ServiceRequest) -> Option<HeaderValue> {
    let config = request.app_data::<Data<Config>>()?;
    let origin = request.headers().get(header::ORIGIN).filter(|_| request.path().starts_with(API))?;
    config.cors_origins.iter().any(|allowed| allowed.as_str().as_bytes() == origin.as_bytes()).then(|| origin.clone())
}

fn say_what_may_be_sent(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(REQUEST_HEADERS));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(KEEP));
}
