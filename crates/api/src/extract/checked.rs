//! A form from a request's body, with every flaw named at once.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use domain::form::{self, Typed as FromTyped};
use domain::{Against, Flaws};
use futures_util::FutureExt;
use store::Store;

use super::admitted::once_admitted;
use super::body;
use crate::problem::Refused;

/// A form whose rules need nothing but the code lists and the time.
pub trait CheckedForm: FromTyped + Default + 'static {
    /// What it makes.
    type Noun;

    /// The noun, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    fn checked(&self, against: &Against<'_>) -> Result<Self::Noun, Flaws>;
}

/// A form read from the body, whose rules need the record as it stands: the store checks it.
pub struct Typed<F>(pub F);

/// What a form makes, checked.
pub struct Checked<F: CheckedForm>(pub F::Noun);

impl<F: FromTyped + Default + 'static> FromRequest for Typed<F> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let arriving = body::of(request, payload);
        once_admitted(request, async move {
            let body = arriving.await?;
            Ok(Self(form::read(&body.value).map_err(Refused::flawed)?))
        })
    }
}

impl<F: CheckedForm> FromRequest for Checked<F> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let typed = Typed::<F>::from_request(request, payload);
        let store = request.app_data::<Data<Store>>().cloned();
        async move {
            let Typed(form) = typed.await?;
            let store = store.ok_or(Refused::Broken("no store"))?;
            let against = Against { lists: store.lists(), now: store.clock().now() };
            form.checked(&against).map(Self).map_err(Refused::flawed)
        }
        .boxed_local()
    }
}
