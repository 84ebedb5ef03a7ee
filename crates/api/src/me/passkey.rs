//! One's own passkeys.

use actix_web::web::Data;
use actix_web::{delete, get, post, put};
use domain::access::{ChangeOwnFactors, ManageOwnSignIn, StepUp};
use domain::id::PasskeyId;
use domain::sign_in::{OwnPasskey, PasskeyAnswerForm, PasskeyAsked, RegisterPasskeyForm, RenamePasskeyForm};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;
use vault::passkey::RelyingParty;

use crate::answer::{Answer, Done, Entries, Shown};
use crate::extract::{Admitted, Checked, Path, Whence};
use crate::problem::{OwnPasskeyProblems, OwnProblems, ReadProblems};

/// A passkey.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PasskeyPath {
    /// The passkey.
    pub passkey: PasskeyId,
}

/// One's passkeys, the newest first.
#[utoipa::path(
    tag = "signing in", operation_id = "own_passkeys",
    responses((status = 200, body = Entries<OwnPasskey>, description = "One's passkeys"), ReadProblems)
)]
#[get("/me/passkeys")]
pub async fn list(Admitted(access): Admitted<ManageOwnSignIn>, store: Data<Store>) -> Answer<Entries<OwnPasskey>> {
    Ok(Entries(store.passkeys(access).await?))
}

/// Begin to register a passkey.
///
/// The authenticator verifies who one is and keeps the passkey itself, so that it can sign in without a name.
#[utoipa::path(
    tag = "signing in", operation_id = "begin_passkey",
    responses((status = 200, body = PasskeyAsked, description = "What the browser is to ask"), OwnProblems)
)]
#[post("/me/passkeys/begin")]
pub async fn begin(
    Admitted(access): Admitted<ChangeOwnFactors>,
    site: Data<RelyingParty>,
    store: Data<Store>,
) -> Answer<Shown<PasskeyAsked>> {
    Ok(Shown(store.begin_passkey(access, RelyingParty::clone(&site)).await?))
}

/// Register the passkey that answered.
#[utoipa::path(
    tag = "signing in", operation_id = "register_passkey", request_body = RegisterPasskeyForm,
    responses((status = 200, body = OwnPasskey, description = "It counts from now on"), OwnPasskeyProblems)
)]
#[post("/me/passkeys")]
pub async fn register(
    Admitted(access): Admitted<ChangeOwnFactors>,
    Checked(new): Checked<RegisterPasskeyForm>,
    site: Data<RelyingParty>,
    store: Data<Store>,
) -> Answer<Shown<OwnPasskey>> {
    Ok(Shown(store.register_passkey(access, RelyingParty::clone(&site), new).await?))
}

/// Call one of one's passkeys otherwise.
#[utoipa::path(
    tag = "signing in", operation_id = "rename_passkey", params(PasskeyPath), request_body = RenamePasskeyForm,
    responses((status = 204, description = "It is called so"), OwnPasskeyProblems)
)]
#[put("/me/passkeys/{passkey}")]
pub async fn rename(
    Admitted(access): Admitted<ManageOwnSignIn>,
    Path(path): Path<PasskeyPath>,
    Checked(name): Checked<RenamePasskeyForm>,
    store: Data<Store>,
) -> Answer<Done> {
    store.rename_passkey(access, name, path.passkey).await?;
    Ok(Done)
}

/// Remove one of one's passkeys: it is accepted no more, and one's other sign-ins end.
#[utoipa::path(
    tag = "signing in", operation_id = "remove_passkey", params(PasskeyPath),
    responses((status = 204, description = "It is removed"), OwnPasskeyProblems)
)]
#[delete("/me/passkeys/{passkey}")]
pub async fn remove(
    Admitted(access): Admitted<ChangeOwnFactors>,
    Path(path): Path<PasskeyPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.remove_passkey(access, path.passkey).await?;
    Ok(Done)
}

/// Ask for one of one's passkeys, to show again that it is oneself.
#[utoipa::path(
    tag = "signing in", operation_id = "begin_passkey_step_up",
    responses((status = 200, body = PasskeyAsked, description = "What the browser is to ask"), OwnPasskeyProblems)
)]
#[post("/me/step-up/passkey")]
pub async fn begin_step_up(
    Admitted(access): Admitted<StepUp>,
    site: Data<RelyingParty>,
    store: Data<Store>,
) -> Answer<Shown<PasskeyAsked>> {
    Ok(Shown(store.begin_passkey_step_up(access, RelyingParty::clone(&site)).await?))
}

/// Show again that it is oneself by what a passkey answered: for ten minutes.
#[utoipa::path(
    tag = "signing in", operation_id = "step_up_by_passkey", request_body = PasskeyAnswerForm,
    responses((status = 204, description = "What takes a step-up may be done for ten minutes"), OwnPasskeyProblems)
)]
#[post("/me/step-up/passkey/finish")]
pub async fn step_up(
    Admitted(access): Admitted<StepUp>,
    Whence(origin): Whence,
    Checked(given): Checked<PasskeyAnswerForm>,
    site: Data<RelyingParty>,
    store: Data<Store>,
) -> Answer<Done> {
    store.step_up_by_passkey(access, RelyingParty::clone(&site), given, origin).await?;
    Ok(Done)
}
