//! Signing in by passkey: alone, or as the second factor.

use actix_web::post;
use actix_web::web::Data;
use domain::sign_in::{PasskeyAnswerForm, PasskeyAsked, PasskeySignInForm, SignedIn};
use store::Store;
use vault::passkey::RelyingParty;

use super::{Begun, begun};
use crate::answer::{Answer, Shown};
use crate::config::Config;
use crate::extract::{Checked, Whence};
use crate::problem::PasskeyProblems;
use crate::token::Tokens;

/// Ask for a passkey.
///
/// With `pending` it is the second factor of that sign-in; without, it is the whole sign-in: a passkey is on a device
/// and the device verifies who holds it, so it counts as two factors.
#[utoipa::path(
    tag = "signing in", operation_id = "begin_passkey_sign_in", request_body = PasskeySignInForm, security(()),
    responses((status = 200, body = PasskeyAsked, description = "What the browser is to ask"), PasskeyProblems)
)]
#[post("/sign-in/passkey")]
pub async fn begin(
    Checked(pending): Checked<PasskeySignInForm>,
    site: Data<RelyingParty>,
    store: Data<Store>,
) -> Answer<Shown<PasskeyAsked>> {
    Ok(Shown(store.ask_for_passkey(RelyingParty::clone(&site), pending).await?))
}

/// Sign in by what a passkey answered.
///
/// It is held against this site's origin and the challenge, which counts once, right or wrong. One whose counter goes
/// back was copied, and is accepted no more.
#[utoipa::path(
    tag = "signing in", operation_id = "sign_in_by_passkey", request_body = PasskeyAnswerForm, security(()),
    responses((status = 200, body = SignedIn, description = "Signed in, until the token ends", headers(
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone"))), PasskeyProblems)
)]
#[post("/sign-in/passkey/finish")]
pub async fn finish(
    Whence(origin): Whence,
    Checked(given): Checked<PasskeyAnswerForm>,
    site: Data<RelyingParty>,
    config: Data<Config>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun<SignedIn>> {
    begun(&config, &tokens, &store, store.sign_in_by_passkey(RelyingParty::clone(&site), given, origin).await?)
}
