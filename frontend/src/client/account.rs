//! One's own account, and what an administrator does about somebody else's.

use domain::id::{PasskeyId, SessionId, StaffId};
use domain::sign_in::{
    ConfirmEnrolmentForm, Factors, Invitation, OwnPasskey, OwnSession, PasskeyAsked, PasswordForm, RecoveryCodes,
    RegisterPasskeyForm, RenamePasskeyForm, TotpEnrolment,
};
use gloo_net::http::Method;
use serde_json::Value;

use super::{Answer, Ask, content, get, read, request};

/// What one has enrolled.
pub(crate) async fn factors() -> Answer<Factors> {
    get("/me/factors").await
}

/// Where one is signed in.
pub(crate) async fn sessions() -> Answer<Vec<OwnSession>> {
    get("/me/sessions").await
}

/// End one of one's own sign-ins.
pub(crate) async fn end_session(id: SessionId) -> Answer<()> {
    delete(format!("/me/sessions/{id}")).await
}

/// End all of one's sign-ins but this one.
pub(crate) async fn end_other_sessions() -> Answer<()> {
    delete("/me/sessions".to_owned()).await
}

/// Change one's password.
pub(crate) async fn change_password(form: &PasswordForm) -> Answer<()> {
    request(Ask::new(Method::PUT, "/me/password").body(form)?).await.map(drop)
}

/// Begin to enrol an authenticator app in place of the one before.
pub(crate) async fn begin_totp() -> Answer<TotpEnrolment> {
    post("/me/totp", &Value::Null).await
}

/// Confirm it by its first code.
pub(crate) async fn confirm_totp(form: &ConfirmEnrolmentForm) -> Answer<RecoveryCodes> {
    read(content(Ask::new(Method::PUT, "/me/totp").body(form)?).await?)
}

/// Get new recovery codes; those of before count no more.
pub(crate) async fn renew_recovery_codes() -> Answer<RecoveryCodes> {
    post("/me/recovery-codes", &Value::Null).await
}

/// One's passkeys.
pub(crate) async fn passkeys() -> Answer<Vec<OwnPasskey>> {
    get("/me/passkeys").await
}

/// Begin to register a passkey.
pub(crate) async fn begin_passkey() -> Answer<PasskeyAsked> {
    post("/me/passkeys/begin", &Value::Null).await
}

/// Register what the authenticator made.
pub(crate) async fn register_passkey(form: &RegisterPasskeyForm) -> Answer<()> {
    request(Ask::new(Method::POST, "/me/passkeys").body(form)?).await.map(drop)
}

/// Call a passkey otherwise.
pub(crate) async fn rename_passkey(id: PasskeyId, form: &RenamePasskeyForm) -> Answer<()> {
    request(Ask::new(Method::PUT, format!("/me/passkeys/{id}")).body(form)?).await.map(drop)
}

/// Remove a passkey.
pub(crate) async fn remove_passkey(id: PasskeyId) -> Answer<()> {
    delete(format!("/me/passkeys/{id}")).await
}

/// Make a one-time link for somebody: an invitation, or a reset of their password.
pub(crate) async fn invite(id: StaffId) -> Answer<Invitation> {
    post(&format!("/staff/{id}/invitation"), &Value::Null).await
}

/// Where somebody is signed in.
pub(crate) async fn sessions_of(id: StaffId) -> Answer<Vec<OwnSession>> {
    get(format!("/staff/{id}/sessions")).await
}

/// End all sign-ins of somebody.
pub(crate) async fn end_sessions_of(id: StaffId) -> Answer<()> {
    delete(format!("/staff/{id}/sessions")).await
}

/// Remove somebody's second factors: at their next sign-in they enrol another.
pub(crate) async fn remove_factors_of(id: StaffId) -> Answer<()> {
    delete(format!("/staff/{id}/factors")).await
}

async fn post<T: serde::de::DeserializeOwned>(path: &str, body: &Value) -> Answer<T> {
    let ask = Ask::new(Method::POST, path);
    let ask = if body.is_null() { ask } else { ask.body(body)? };
    read(content(ask).await?)
}

async fn delete(path: String) -> Answer<()> {
    request(Ask::new(Method::DELETE, path)).await.map(drop)
}
