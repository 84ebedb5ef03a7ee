//! Following a one-time link.

use actix_web::post;
use actix_web::web::Data;
use domain::sign_in::{AcceptForm, SignInStep};
use store::Store;

use super::{Begun, step};
use crate::answer::Answer;
use crate::config::Config;
use crate::extract::{Checked, Whence};
use crate::problem::SecondFactorProblems;
use crate::token::Tokens;

/// Choose a password by a one-time link.
///
/// What follows is the same as after a right password: a link is no way round the second factor. It can be used once;
/// every sign-in of before ends.
#[utoipa::path(
    tag = "signing in", operation_id = "accept_invitation", request_body = AcceptForm, security(()),
    responses((status = 200, body = SignInStep, description = "The password is set; what follows", headers(
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone, once signed in"))), SecondFactorProblems)
)]
#[post("/sign-in/invitation")]
pub async fn accept(
    Whence(origin): Whence,
    Checked(accepted): Checked<AcceptForm>,
    config: Data<Config>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun<SignInStep>> {
    step(&config, &tokens, &store, store.accept_invitation(accepted, config.charity.as_deref(), origin).await?)
}
