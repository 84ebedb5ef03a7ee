//! The right to an operation, as a handler must hold it.

use std::cell::Cell;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use domain::access::Operation;
use futures_util::FutureExt;
use futures_util::future::Shared;
use store::{Access, Asked, Bearer, Caller, Store};
use tokio::sync::oneshot;

use crate::extract::network;
use crate::limits::Limits;
use crate::problem::Refused;
use crate::request_id::RequestId;
use crate::token::Tokens;

/// The caller's right to ask for operation `O`, by their session's present state.
pub struct Admitted<O>(pub Access<O>);

/// Opens when the caller is admitted.
#[derive(Clone)]
struct Gate(Shared<oneshot::Receiver<()>>);

/// A part of a request, once the caller is admitted where the operation asks for that: whoever may not ask
/// learns nothing else, and no body is read for them.
pub(super) fn once_admitted<T: 'static>(
    request: &HttpRequest,
    part: impl Future<Output = Result<T, Refused>> + 'static,
) -> Pin<Box<dyn Future<Output = Result<T, Refused>>>> {
    let gate = request.extensions().get::<Gate>().cloned();
    async move {
        if let Some(Gate(gate)) = gate {
            // Closed without a word, the whole request is refused by `Admitted`.
            let _ = gate.await;
        }
        part.await
    }
    .boxed_local()
}

impl<O: Operation> FromRequest for Admitted<O> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asking = Asking::of(request);
        async move {
            let access = asking.store()?.admit::<O>(asking.bearer()?, asking.named.clone()).await?;
            asking.admitted(access.caller())?;
            Ok(Self(access))
        }
        .boxed_local()
    }
}

/// The caller's right to one of two operations: the first if they may ask for it.
pub enum Either<A, B> {
    /// The first.
    First(Admitted<A>),
    /// The second.
    Second(Admitted<B>),
}

impl<A: Operation, B: Operation> FromRequest for Either<A, B> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asking = Asking::of(request);
        async move {
            let access = asking.store()?.admit_either::<A, B>(asking.bearer()?, asking.named.clone()).await?;
            match access {
                Ok(first) => {
                    asking.admitted(first.caller())?;
                    Ok(Self::First(Admitted(first)))
                }
                Err(second) => {
                    asking.admitted(second.caller())?;
                    Ok(Self::Second(Admitted(second)))
                }
            }
        }
        .boxed_local()
    }
}

/// A request that waits to be admitted; the other parts of it wait at its gate.
struct Asking {
    request: HttpRequest,
    bearer: Option<Bearer>,
    named: Option<Asked>,
    gate: Cell<Option<oneshot::Sender<()>>>,
}

impl Asking {
    fn of(request: &HttpRequest) -> Self {
        let (open, gate) = oneshot::channel();
        request.extensions_mut().insert(Gate(gate.shared()));
        let id = request.extensions().get::<RequestId>().map(|id| id.0);
        Self {
            request: request.clone(),
            bearer: bearer_of(request),
            named: id.map(|id| Asked::from(id, network(request))),
            gate: Cell::new(Some(open)),
        }
    }

    fn store(&self) -> Result<&Data<Store>, Refused> {
        self.request.app_data::<Data<Store>>().ok_or(Refused::Broken("no store"))
    }

    fn bearer(&self) -> Result<Bearer, Refused> {
        self.bearer.ok_or(Refused::NoToken)
    }

    /// Count the request for whoever made it, and open the gate.
    fn admitted(&self, caller: &Caller) -> Result<(), Refused> {
        if let Some(limits) = self.request.app_data::<Data<Limits>>() {
            limits.count_caller(&self.request, caller)?;
        }
        if let Some(open) = self.gate.take() {
            // Nobody waits where there is nothing else to read.
            let _ = open.send(());
        }
        Ok(())
    }
}

/// Whose the token is that a request bears, if it holds.
fn bearer_of(request: &HttpRequest) -> Option<Bearer> {
    let header = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let store = request.app_data::<Data<Store>>()?;
    request.app_data::<Data<Tokens>>()?.bearer(token.trim(), store.clock().now())
}
