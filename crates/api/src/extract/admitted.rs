//! The right to an operation, as a handler must hold it.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use domain::access::{Operation, WhoAmI};
use domain::id::SessionId;
use futures_util::FutureExt;
use futures_util::future::Shared;
use store::{Access, Asked, Store};
use tokio::sync::oneshot;

use crate::limits::Limits;
use crate::extract::network;
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
        let (open, gate) = oneshot::channel();
        request.extensions_mut().insert(Gate(gate.shared()));
        let store = request.app_data::<Data<Store>>().cloned();
        let session = session_of(request);
        let asked = request.clone();
        let id = request.extensions().get::<RequestId>().map(|id| id.0);
        let named = id.map(|id| Asked::from(id, network(request)));
        async move {
            let store = store.ok_or(Refused::Broken("no store"))?;
            let access = store.admit::<O>(session.ok_or(Refused::NoToken)?, named).await?;
            if let Some(limits) = asked.app_data::<Data<Limits>>() {
                limits.count_account(&asked, access.caller().staff)?;
            }
            // Nobody waits where there is nothing else to read.
            let _ = open.send(());
            Ok(Self(access))
        }
        .boxed_local()
    }
}

/// The caller's right to one of two operations: the first if a role of theirs may ask for it.
pub enum Either<A, B> {
    /// The first.
    First(Admitted<A>),
    /// The second.
    Second(Admitted<B>),
}

impl<A: Operation, B: Operation> FromRequest for Either<A, B> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let who = Admitted::<WhoAmI>::from_request(&request, payload);
        async move {
            let Admitted(who) = who.await?;
            let mut nothing = Payload::None;
            if who.caller().standings.iter().any(|held| A::ROW.roles.contains(&held.role)) {
                Admitted::from_request(&request, &mut nothing).await.map(Self::First)
            } else {
                Admitted::from_request(&request, &mut nothing).await.map(Self::Second)
            }
        }
        .boxed_local()
    }
}

/// The session of the token that a request bears, if it holds.
fn session_of(request: &HttpRequest) -> Option<SessionId> {
    let header = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let store = request.app_data::<Data<Store>>()?;
    request.app_data::<Data<Tokens>>()?.session(token.trim(), store.clock().now())
}
