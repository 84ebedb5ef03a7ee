//! Who one is signed in as, and one's own sign-in.

pub mod factor;
pub mod passkey;
pub mod session;

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::access::{ManageOwnSignIn, StepUp, Unlock, WhoAmI};
use domain::sign_in::{Me, PasswordForm, StepUpForm, UnlockForm};
use store::Store;

use crate::answer::{Answer, Done, Shown};
use crate::config::Config;
use crate::extract::{Admitted, Checked, Whence};
use crate::problem::{OwnProblems, ReadProblems};

/// Who one is signed in as, in which roles, and what time it is here.
#[utoipa::path(
    tag = "signing in", operation_id = "who_am_i",
    responses((status = 200, body = Me, description = "Who one is"), ReadProblems)
)]
#[get("/me")]
pub async fn read(Admitted(access): Admitted<WhoAmI>, store: Data<Store>) -> Answer<Shown<Me>> {
    Ok(Shown(store.me(access).await?))
}

/// Show again that it is oneself, before the most sensitive acts: for ten minutes.
///
/// By a code of the second factor; in a demonstration, for somebody who has none, by the password.
#[utoipa::path(
    tag = "signing in", operation_id = "step_up", request_body = StepUpForm,
    responses((status = 204, description = "What takes a step-up may be done for ten minutes"), OwnProblems)
)]
#[post("/me/step-up")]
pub async fn step_up(
    Admitted(access): Admitted<StepUp>,
    Whence(origin): Whence,
    Checked(proof): Checked<StepUpForm>,
    store: Data<Store>,
) -> Answer<Done> {
    store.step_up(access, proof, origin).await?;
    Ok(Done)
}

/// Go on after one's screen was locked, by one's password.
#[utoipa::path(
    tag = "signing in", operation_id = "unlock", request_body = UnlockForm,
    responses((status = 204, description = "It is oneself: the app shows the screen again"), OwnProblems)
)]
#[post("/me/unlock")]
pub async fn unlock(
    Admitted(access): Admitted<Unlock>,
    Whence(origin): Whence,
    Checked(password): Checked<UnlockForm>,
    store: Data<Store>,
) -> Answer<Done> {
    store.unlock(access, password, origin).await?;
    Ok(Done)
}

/// Change one's own password; all one's other sign-ins end.
#[utoipa::path(
    tag = "signing in", operation_id = "change_own_password", request_body = PasswordForm,
    responses((status = 204, description = "The password is changed"), OwnProblems)
)]
#[put("/me/password")]
pub async fn change_password(
    Admitted(access): Admitted<ManageOwnSignIn>,
    Whence(origin): Whence,
    Checked(change): Checked<PasswordForm>,
    config: Data<Config>,
    store: Data<Store>,
) -> Answer<Done> {
    store.change_own_password(access, change, config.charity.as_deref(), origin).await?;
    Ok(Done)
}
