//! A form as HTML and OAuth send it.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Query;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::FutureExt;

use super::body;
use crate::problem::Refused;

/// The names and values of a form; none where the body says that it is something else, or is not in UTF-8.
pub struct UrlEncoded(pub Option<Vec<(String, String)>>);

impl FromRequest for UrlEncoded {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = request.content_type().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let arriving = body::bytes_of(request, payload);
        async move {
            let bytes = arriving.await?;
            let text = std::str::from_utf8(&bytes).ok().filter(|_| is_form);
            let pairs = text.and_then(|text| Query::<Vec<(String, String)>>::from_query(text).ok());
            Ok(Self(pairs.map(Query::into_inner)))
        }
        .boxed_local()
    }
}
