//! Where a sign-in comes from.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use domain::sign_in::Origin;

use super::network;
use crate::problem::Refused;

/// Where whoever signs in comes from, no finer than throttling and the list of one's own sign-ins need.
pub struct Whence(pub Origin);

impl FromRequest for Whence {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let address = network(request).map(|network| network.to_string()).unwrap_or_default();
        let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        ready(Ok(Self(Origin::of(&address, agent.unwrap_or_default()))))
    }
}
