//! Ending a sign-in by the second factor.

use actix_web::post;
use actix_web::web::Data;
use domain::sign_in::{SecondFactorForm, SignedIn};
use store::Store;

use super::{Begun, begun};
use crate::answer::Answer;
use crate::config::Config;
use crate::extract::{Checked, Whence};
use crate::problem::SecondFactorProblems;
use crate::token::Tokens;

/// End a sign-in by a code of the authenticator app, or by a recovery code.
///
/// Each code is accepted once. Wrong ones are slowed down like wrong passwords.
#[utoipa::path(
    tag = "signing in", operation_id = "second_factor", request_body = SecondFactorForm, security(()),
    responses((status = 200, body = SignedIn, description = "Signed in, until the token ends", headers(
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone"))), SecondFactorProblems)
)]
#[post("/sign-in/second-factor")]
pub async fn give(
    Whence(origin): Whence,
    Checked(given): Checked<SecondFactorForm>,
    config: Data<Config>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun<SignedIn>> {
    begun(&config, &tokens, &store, store.second_factor(given, origin).await?)
}
