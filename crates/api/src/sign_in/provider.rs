//! Signing in at the organisation's own identity provider.
//!
//! The way back is a page that another site leads to, so the cookie that ties it to the browser which began is
//! `SameSite=Lax`, where all others are strict: it is sent with a page that is opened and with nothing else, holds for
//! five minutes, and proves no sign-in. For the same reason the way back cannot ask that CRiiS's own page sent it: the
//! state, which counts once, and that cookie stand in its place. It ends at the app, by an address that says after the
//! number sign, which browsers send nowhere, what is still to be done.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::Private;
use domain::sign_in::{Origin, ProviderAddress, SignInWays};
use serde::Deserialize;
use store::{Error, ProviderSignIn, ProvidersWord, Signing, Store};
use utoipa::IntoParams;

use super::Begun;
use crate::answer::{Answer, Shown};
use crate::cookie;
use crate::extract::{OwnPage, Whence};
use crate::problem::{ProviderProblems, Refused, WaysProblems};
use crate::provider::{Challenge, Fault, Provider};

const COOKIE: &str = "__Host-criis-provider";
/// As long as the sign-in may take.
const HOLDS: Duration = Duration::minutes(5);

/// How a provider leads back. What else it adds is not looked at.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Back {
    /// Stands for who signed in, once.
    #[param(value_type = Option<String>)]
    code: Option<Private<String>>,
    /// Names the sign-in that began here.
    #[param(value_type = Option<String>)]
    state: Option<Private<String>>,
}

/// Which ways to sign in there are.
#[utoipa::path(
    tag = "signing in", operation_id = "sign_in_ways", security(()),
    responses((status = 200, body = SignInWays, description = "The ways"), WaysProblems)
)]
#[get("/sign-in/ways")]
pub async fn ways(provider: Data<Provider>) -> Shown<SignInWays> {
    Shown(SignInWays { provider: provider.is_set() })
}

/// Begin to sign in at the organisation's identity provider.
#[utoipa::path(
    tag = "signing in", operation_id = "begin_provider_sign_in", security(()),
    responses((status = 200, body = ProviderAddress, description = "Where to go", headers(
        ("Set-Cookie" = String, description = "Ties the way back to this browser"))), ProviderProblems)
)]
#[post("/sign-in/provider")]
pub async fn begin(_: OwnPage, provider: Data<Provider>, store: Data<Store>) -> Answer<Begun<ProviderAddress>> {
    let under_way = ProviderSignIn { nonce: random(), verifier: random(), browser: random() };
    // Asked first whether it is there: nothing is kept of what cannot begin.
    provider.issuer().map_err(refused)?;
    let state = store.begin_provider(under_way.clone()).await?.to_text();
    let address = provider.address(&challenge(&under_way, state.reveal())).await.map_err(refused)?;
    Ok(Begun(ProviderAddress { address: address.into() }, Some(tying(under_way.browser, HOLDS))))
}

/// Where the identity provider leads back to.
///
/// Whoever it names, and an administrator has taken on, goes on: signed in, or to the second factor. It ends at the
/// app either way.
#[utoipa::path(
    tag = "signing in", operation_id = "end_provider_sign_in", params(Back), security(()),
    responses((status = 303, description = "To the app", headers(
        ("Location" = String, description = "The app, which says how it ended"),
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone, once signed in"))), ProviderProblems)
)]
#[get("/sign-in/provider/callback")]
pub async fn callback(
    Whence(origin): Whence,
    request: HttpRequest,
    back: Option<Query<Back>>,
    provider: Data<Provider>,
    store: Data<Store>,
) -> HttpResponse {
    let came = back.map(Query::into_inner).and_then(|back| Some((back.code?, back.state?)));
    let tied = request.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
    let signing = match came {
        Some((code, state)) => end(&provider, &store, &code, &state, tied.as_deref(), origin).await,
        None => Err(Refused::Store(Error::CeremonyOver)),
    };
    let mut answer = HttpResponse::SeeOther();
    answer.cookie(tying(String::new(), Duration::ZERO));
    let to = match signing {
        Ok(Signing::In(session)) => {
            answer.cookie(cookie::carrying(&session.token));
            "/".to_owned()
        }
        Ok(Signing::SecondFactor(token, methods)) => {
            let methods: Vec<&str> = methods.iter().map(|method| method.word()).collect();
            format!("/#second-factor={},{}", token.to_text().reveal(), methods.join(","))
        }
        Ok(Signing::Enrol(token)) => format!("/office/enrol#{}", token.to_text().reveal()),
        Err(why) => {
            log::info!("a sign-in at the identity provider ended without one: {why}");
            "/#provider-refused".to_owned()
        }
    };
    answer.insert_header((header::LOCATION, to)).finish()
}

async fn end(
    provider: &Provider,
    store: &Store,
    code: &Private<String>,
    state: &Private<String>,
    tied: Option<&str>,
    origin: Origin,
) -> Answer<Signing> {
    let under_way = store.take_provider_sign_in(state).await?;
    if tied != Some(under_way.browser.as_str()) {
        store.refuse_provider(origin).await?;
        return Err(Error::CeremonyOver.into());
    }
    let named = match provider.redeem(code.reveal(), &challenge(&under_way, state.reveal())).await {
        Ok(named) => named,
        Err(fault) => {
            log::warn!("{fault}");
            store.refuse_provider(origin).await?;
            return Err(refused(fault));
        }
    };
    let issuer = provider.issuer().map_err(refused)?.to_owned();
    let word = ProvidersWord {
        issuer,
        subject: named.subject,
        member: named.member,
        showed_second_factor: named.showed_second_factor,
    };
    Ok(store.sign_in_by_provider(word, origin).await?)
}

fn challenge<'a>(under_way: &'a ProviderSignIn, state: &'a str) -> Challenge<'a> {
    Challenge { state, nonce: &under_way.nonce, verifier: &under_way.verifier }
}

fn refused(fault: Fault) -> Refused {
    match fault {
        Fault::None => Error::Conflict("No identity provider is set here: sign in by name and password").into(),
        Fault::Away(why) => {
            log::error!("the identity provider: {why}");
            Error::Conflict("The identity provider does not answer: try again, or sign in by name and password").into()
        }
        Fault::Refused(_) => Error::SignInRefused.into(),
    }
}

fn random() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(vault::random::token().as_slice())
}

fn tying(value: String, holds: Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, value).path("/").secure(true).http_only(true).same_site(SameSite::Lax).max_age(holds).finish()
}
