//! Enrolling an authenticator app as the rest of a first sign-in.

use actix_web::post;
use actix_web::web::Data;
use domain::sign_in::{ConfirmEnrolmentForm, Enrolled, EnrolmentForm, TotpEnrolment};
use store::{EnrolmentBegun, Store};

use super::{Begun, begun};
use crate::answer::{Answer, Shown};
use crate::config::Config;
use crate::extract::{Checked, Whence};
use crate::problem::{Refused, SecondFactorProblems};
use crate::qr_code;
use crate::token::Tokens;

/// Begin enrolling an authenticator app, where the step before asked for it.
///
/// Nothing of it counts until a code of it is given.
#[utoipa::path(
    tag = "signing in", operation_id = "begin_enrolment", request_body = EnrolmentForm, security(()),
    responses((status = 200, body = TotpEnrolment, description = "What the app is to be told"), SecondFactorProblems)
)]
#[post("/sign-in/enrolment")]
pub async fn begin(
    Checked(pending): Checked<EnrolmentForm>,
    config: Data<Config>,
    store: Data<Store>,
) -> Answer<Shown<TotpEnrolment>> {
    shown(&config, store.enrol(&pending).await?)
}

/// Confirm that the authenticator app shows the right codes, and be signed in.
///
/// The recovery codes are answered this once.
#[utoipa::path(
    tag = "signing in", operation_id = "confirm_enrolment", request_body = ConfirmEnrolmentForm, security(()),
    responses((status = 200, body = Enrolled, description = "Enrolled and signed in", headers(
        ("Set-Cookie" = String, description = "The refresh token, for browsers alone"))), SecondFactorProblems)
)]
#[post("/sign-in/enrolment/confirm")]
pub async fn confirm(
    Whence(origin): Whence,
    Checked(given): Checked<ConfirmEnrolmentForm>,
    config: Data<Config>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Begun<Enrolled>> {
    let (session, recovery_codes) = store.confirm_enrolment(given, origin).await?;
    let Begun(signed_in, cookie) = begun(&config, &tokens, &store, session)?;
    Ok(Begun(Enrolled { recovery_codes, signed_in }, cookie))
}

/// An enrolment as it is answered.
#[expect(clippy::needless_pass_by_value, reason = "its secret goes no further than here")]
pub fn shown(config: &Config, begun: EnrolmentBegun) -> Answer<Shown<TotpEnrolment>> {
    let broken = Refused::Broken("a secret could not be written down");
    let secret = vault::totp::TotpSecret::from_bytes(&begun.secret).ok_or(broken)?;
    let issuer = config.issuer();
    let uri =
        secret.uri(&issuer, begun.account.reveal()).ok_or(Refused::Broken("an otpauth address could not be made"))?;
    let qr_code = qr_code::of(&uri).ok_or(Refused::Broken("a QR code could not be made"))?;
    Ok(Shown(TotpEnrolment {
        enrolment: begun.token.to_text(),
        secret: secret.to_base32().as_str().to_owned().into(),
        uri: uri.as_str().to_owned().into(),
        qr_code,
    }))
}
