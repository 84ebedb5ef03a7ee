//! The parts of an address: ids in its path, choices in its query.

use std::future::ready;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::admitted::once_admitted;
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
        let read = read.map(|path| Self(path.into_inner())).map_err(|_| Refused::NoSuchAddress);
        once_admitted(request, ready(read))
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
