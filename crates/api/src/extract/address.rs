//! The parts of an address: ids in its path, choices in its query.

use std::future::ready;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::admitted::once_admitted;
use crate::allowed::Allowed;
use crate::problem::Refused;

/// What stands in the path. Something that is no id names nothing.
pub struct Path<T>(pub T);

/// What stands in the query.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = web::Path::<T>::extract(request).into_inner();
        let read = read.map(|path| Self(path.into_inner())).map_err(|_| no_id(request));
        once_admitted(request, ready(read))
    }
}

/// What is said of a word where an id belongs: it may be an address of its own, such as `search`, that takes
/// other methods.
fn no_id(request: &HttpRequest) -> Refused {
    let allowed = request.app_data::<Data<Allowed>>().and_then(|allowed| allowed.at(request.path()));
    match allowed.filter(|methods| methods.split(", ").all(|method| method != request.method().as_str())) {
        Some(methods) => Refused::Method(methods),
        None => Refused::NoSuchAddress,
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = web::Query::<T>::from_query(request.query_string());
        let read = read.map(|query| Self(query.into_inner())).map_err(|_| Refused::BadQuery);
        once_admitted(request, ready(read))
    }
}
