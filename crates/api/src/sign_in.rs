//! Signing in, going on, signing out.

pub mod enrolment;
pub mod invitation;
pub mod passkey;
pub mod provider;
pub mod second_factor;

use actix_web::body::BoxBody;
use actix_web::cookie::Cookie;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder, post};
use domain::access::WhoAmI;
use domain::sign_in::{EnrolmentNeeded, SecondFactorNeeded, SignInForm, SignInStep, SignedIn};
use serde::Serialize;
use store::{Error, Session, Signing, Store};

use crate::answer::Answer;
use crate::config::Config;
use crate::cookie;
use crate::extract::{Admitted, Checked, OwnPage, Whence};
use crate::problem::{ReadProblems, RefreshProblems, Refused, SignInProblems};
use crate::token::{LIFETIME, Tokens};

/// Sign in with a name and a password.
///
/// What follows is the second factor, or enrolling one; in a demonstration nothing, for somebody who has none. A
/// refusal names no reason, and takes as long for names that do not exist. After five failures of a name from one
/// address, each further try waits longer. The cookie goes on where the token ends.
#[utoipa::path(
    tag = "signing in", operation_id = "sign_in", request_body = SignInForm, security(()),
    responses((status = 200, body = SignInStep, description = "Signed in, or what is still to be done", headers(
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone, once signed in"))), SignInProblems)
)]
#[post("/sign-in")]
pub async fn sign_in(
    Whence(origin): Whence,
    Checked(credentials): Checked<SignInForm>,
    config: Data<Config>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun<SignInStep>> {
    step(&config, &tokens, &store, store.sign_in(credentials, origin).await?)
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
pub async fn refresh(
    _: OwnPage,
    Whence(origin): Whence,
    request: HttpRequest,
    config: Data<Config>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun<SignedIn>> {
    let token = cookie::token_of(&request).ok_or(Error::NotSignedIn)?;
    begun(&config, &tokens, &store, store.refresh(token, origin).await?)
}

/// Sign out: this sign-in ends, wherever it is in use.
#[utoipa::path(
    tag = "signing in", operation_id = "sign_out",
    responses((status = 204, description = "Signed out", headers(
        ("Set-Cookie" = String, description = "The cookie is taken away"),
        ("Clear-Site-Data" = String, description = "Browsers empty their cache of this site"))), ReadProblems)
)]
#[post("/sign-out")]
pub async fn sign_out(_: OwnPage, Admitted(access): Admitted<WhoAmI>, store: Data<Store>) -> Answer<Ended> {
    store.sign_out(access).await?;
    Ok(Ended)
}

/// A sign-in that begins or goes on, with the cookie once it has begun.
pub struct Begun<T>(pub T, pub Option<Cookie<'static>>);

/// A sign-in that is over.
pub struct Ended;

/// A session as it is answered.
pub fn begun(config: &Config, tokens: &Tokens, store: &Store, session: Session) -> Answer<Begun<SignedIn>> {
    let token = tokens.issue(session.token.session, store.clock().now());
    let access_token = token.ok_or(Refused::Broken("a token could not be signed"))?;
    let expires_in = u32::try_from(LIFETIME.num_seconds()).unwrap_or_default();
    let cookie = cookie::carrying(&session.token);
    let lock_after_minutes = config.lock_after_minutes;
    Ok(Begun(SignedIn { access_token, expires_in, lock_after_minutes, me: session.me }, Some(cookie)))
}

/// What follows a right password, as it is answered.
pub fn step(config: &Config, tokens: &Tokens, store: &Store, signing: Signing) -> Answer<Begun<SignInStep>> {
    Ok(match signing {
        Signing::In(session) => {
            let Begun(signed_in, cookie) = begun(config, tokens, store, session)?;
            Begun(SignInStep::SignedIn(signed_in), cookie)
        }
        Signing::SecondFactor(token, methods) => {
            Begun(SignInStep::SecondFactor(SecondFactorNeeded { pending: token.to_text(), methods }), None)
        }
        Signing::Enrol(token) => Begun(SignInStep::Enrol(EnrolmentNeeded { pending: token.to_text() }), None),
    })
}

impl<T: Serialize> Responder for Begun<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        if let Some(cookie) = self.1 {
            answer.cookie(cookie);
        }
        answer.json(self.0)
    }
}

impl Responder for Ended {
    type Body = BoxBody;

    /// The cache goes; storage stays, for what the server has not acknowledged waits there as ciphertext, under a key
    /// that went with the sign-in. The cookie has gone by name, for the directive would take those of other apps too.
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let clear = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
        HttpResponse::NoContent().cookie(cookie::ended()).insert_header(clear).finish()
    }
}
