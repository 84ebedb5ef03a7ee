//! One's own second factors.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::access::{ChangeOwnFactors, ManageOwnSignIn};
use domain::sign_in::{ConfirmEnrolmentForm, Factors, RecoveryCodes, TotpEnrolment};
use store::Store;

use crate::answer::{Answer, Shown};
use crate::config::Config;
use crate::extract::{Admitted, Checked, Whence};
use crate::problem::{OwnProblems, ReadProblems};
use crate::sign_in::enrolment;

/// What one has enrolled, and how many recovery codes are left.
#[utoipa::path(
    tag = "signing in", operation_id = "own_factors",
    responses((status = 200, body = Factors, description = "One's factors"), ReadProblems)
)]
#[get("/me/factors")]
pub async fn read(Admitted(access): Admitted<ManageOwnSignIn>, store: Data<Store>) -> Answer<Shown<Factors>> {
    Ok(Shown(store.factors(access).await?))
}

/// Begin enrolling another authenticator app; the one before counts until the new one is confirmed.
#[utoipa::path(
    tag = "signing in", operation_id = "begin_own_enrolment",
    responses((status = 200, body = TotpEnrolment, description = "What the app is to be told"), ReadProblems)
)]
#[post("/me/totp")]
pub async fn begin(
    Admitted(access): Admitted<ChangeOwnFactors>,
    config: Data<Config>,
    store: Data<Store>,
) -> Answer<Shown<TotpEnrolment>> {
    enrolment::shown(&config, store.begin_own_enrolment(access).await?)
}

/// Confirm another authenticator app: it counts from now on alone, with new recovery codes; other sign-ins end.
#[utoipa::path(
    tag = "signing in", operation_id = "confirm_own_enrolment", request_body = ConfirmEnrolmentForm,
    responses((status = 200, body = RecoveryCodes, description = "The recovery codes, this once"), OwnProblems)
)]
#[put("/me/totp")]
pub async fn confirm(
    Admitted(access): Admitted<ChangeOwnFactors>,
    Whence(origin): Whence,
    Checked(given): Checked<ConfirmEnrolmentForm>,
    store: Data<Store>,
) -> Answer<Shown<RecoveryCodes>> {
    Ok(Shown(RecoveryCodes { recovery_codes: store.confirm_own_enrolment(access, given, origin).await? }))
}

/// Make new recovery codes; those of before are void.
#[utoipa::path(
    tag = "signing in", operation_id = "new_recovery_codes",
    responses((status = 200, body = RecoveryCodes, description = "The recovery codes, this once"), OwnProblems)
)]
#[post("/me/recovery-codes")]
pub async fn new_codes(
    Admitted(access): Admitted<ChangeOwnFactors>,
    store: Data<Store>,
) -> Answer<Shown<RecoveryCodes>> {
    Ok(Shown(RecoveryCodes { recovery_codes: store.new_recovery_codes(access).await? }))
}
