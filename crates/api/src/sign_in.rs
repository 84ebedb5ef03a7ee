//! Signing in, going on, signing out.

use actix_web::body::BoxBody;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder, post};
use domain::access::WhoAmI;
use domain::sign_in::{SignInForm, SignedIn};
use store::{Error, Session, Store};

use crate::answer::Answer;
use crate::cookie;
use crate::extract::{Admitted, Checked, OwnPage, Peer};
use crate::problem::{ReadProblems, RefreshProblems, Refused, SignInProblems};
use crate::token::{LIFETIME, Tokens};

/// Sign in with a name and a password.
///
/// A refusal names no reason, and takes as long for names that do not exist. After five failures of a name or
/// an address, each further try waits longer. The cookie goes on where the token ends.
#[utoipa::path(
    tag = "signing in", operation_id = "sign_in", request_body = SignInForm, security(()),
    responses((status = 200, body = SignedIn, description = "Signed in, until the token ends", headers(
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone"))), SignInProblems)
)]
#[post("/sign-in")]
pub async fn sign_in(
    Peer(address): Peer,
    Checked(credentials): Checked<SignInForm>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun> {
    begun(&tokens, &store, store.sign_in(credentials, &address).await?)
}

/// Go on with a sign-in: a new token, and the next cookie.
///
/// The cookie before is accepted for 30 s more and gets the same successor, for tabs that race; anything
/// older ends the sign-in.
#[utoipa::path(
    tag = "signing in", operation_id = "refresh", security(()),
    responses((status = 200, body = SignedIn, description = "Signed in, until the token ends", headers(
        ("Set-Cookie" = String, description = "The next refresh token, for browsers alone"))), RefreshProblems)
)]
#[post("/sign-in/refresh")]
pub async fn refresh(_: OwnPage, request: HttpRequest, tokens: Data<Tokens>, store: Data<Store>) -> Answer<Begun> {
    let token = cookie::token_of(&request).ok_or(Error::NotSignedIn)?;
    begun(&tokens, &store, store.refresh(token).await?)
}

/// Sign out: this sign-in ends, wherever it is in use.
#[utoipa::path(
    tag = "signing in", operation_id = "sign_out",
    responses((status = 204, description = "Signed out", headers(
        ("Set-Cookie" = String, description = "The cookie is taken away"))), ReadProblems)
)]
#[post("/sign-out")]
pub async fn sign_out(_: OwnPage, Admitted(access): Admitted<WhoAmI>, store: Data<Store>) -> Answer<Ended> {
    if let Some(session) = access.caller().session {
        store.sign_out(session).await?;
    }
    Ok(Ended)
}

/// A sign-in that begins or goes on.
pub struct Begun(SignedIn, actix_web::cookie::Cookie<'static>);

/// A sign-in that is over.
pub struct Ended;

fn begun(tokens: &Tokens, store: &Store, session: Session) -> Answer<Begun> {
    let token = tokens.issue(session.token.session, store.clock().now());
    let access_token = token.ok_or(Refused::Broken("a token could not be signed"))?;
    let expires_in = u32::try_from(LIFETIME.num_seconds()).unwrap_or_default();
    let cookie = cookie::carrying(&session.token);
    Ok(Begun(SignedIn { access_token, expires_in, me: session.me }, cookie))
}

impl Responder for Begun {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().cookie(self.1).json(self.0)
    }
}

impl Responder for Ended {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().cookie(cookie::ended()).finish()
    }
}
