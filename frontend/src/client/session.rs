//! Signing in, step by step; signing out; showing again that it is oneself.

use domain::sign_in::{
    AcceptForm, ConfirmEnrolmentForm, Enrolled, EnrolmentForm, PasskeyAnswerForm, PasskeyAsked, PasskeySignInForm,
    ProviderAddress, SecondFactorForm, SignInForm, SignInStep, SignInWays, SignedIn, StepUpForm, TotpEnrolment,
    UnlockForm,
};
use gloo_net::http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Answer, Ask, content, json, read, refuse_unless_ok, request, token};

/// Give a name and a password.
pub(crate) async fn sign_in(form: &SignInForm) -> Answer<SignInStep> {
    step("/sign-in", form).await
}

/// Follow a one-time link and choose a password.
pub(crate) async fn accept(form: &AcceptForm) -> Answer<SignInStep> {
    step("/sign-in/invitation", form).await
}

/// Give the second factor.
pub(crate) async fn second_factor(form: &SecondFactorForm) -> Answer<SignedIn> {
    signed_in("/sign-in/second-factor", form).await
}

/// Which ways to sign in there are.
pub(crate) async fn ways() -> Answer<SignInWays> {
    read(json(&refuse_unless_ok(Ask::new(Method::GET, "/sign-in/ways").send(None).await?).await?).await?)
}

/// Where to go to sign in at the organisation's identity provider.
pub(crate) async fn begin_at_provider() -> Answer<ProviderAddress> {
    post("/sign-in/provider", &Value::Null).await
}

/// Ask for a passkey to sign in.
pub(crate) async fn ask_for_passkey(form: &PasskeySignInForm) -> Answer<PasskeyAsked> {
    post("/sign-in/passkey", form).await
}

/// Sign in by what it answered.
pub(crate) async fn sign_in_by_passkey(form: &PasskeyAnswerForm) -> Answer<SignedIn> {
    signed_in("/sign-in/passkey/finish", form).await
}

/// Ask for a passkey to show again that it is oneself.
pub(crate) async fn ask_to_step_up() -> Answer<PasskeyAsked> {
    read(content(Ask::new(Method::POST, "/me/step-up/passkey")).await?)
}

/// Show it by what the passkey answered.
pub(crate) async fn step_up_by_passkey(form: &PasskeyAnswerForm) -> Answer<()> {
    request(Ask::new(Method::POST, "/me/step-up/passkey/finish").body(form)?).await.map(drop)
}

/// Begin to enrol an authenticator app, where a sign-in waits for it.
pub(crate) async fn begin_enrolment(form: &EnrolmentForm) -> Answer<TotpEnrolment> {
    post("/sign-in/enrolment", form).await
}

/// End a sign-in by the first code of the app that was enrolled.
pub(crate) async fn confirm_enrolment(form: &ConfirmEnrolmentForm) -> Answer<Enrolled> {
    let enrolled: Enrolled = post("/sign-in/enrolment/confirm", form).await?;
    token::take(&enrolled.signed_in);
    Ok(enrolled)
}

/// Show again that it is oneself. Waits for no other step-up, so that it can be what others wait for.
pub(crate) async fn step_up(form: &StepUpForm) -> Answer<()> {
    request(Ask::new(Method::POST, "/me/step-up").body(form)?).await.map(drop)
}

/// Show that it is oneself who goes on after the screen was locked.
pub(crate) async fn unlock(form: &UnlockForm) -> Answer<()> {
    request(Ask::new(Method::POST, "/me/unlock").body(form)?).await.map(drop)
}

/// Sign out, here and wherever else this sign-in is in use.
pub(crate) async fn sign_out() -> Answer<()> {
    request(Ask::new(Method::POST, "/sign-out")).await?;
    token::forget();
    Ok(())
}

async fn step(path: &str, form: &impl Serialize) -> Answer<SignInStep> {
    let content: Value = post(path, form).await?;
    // By hand: what serde compiles for an enum with a tag inside holds every answer's reading a second time.
    let step = match content.pointer("/next").and_then(Value::as_str) {
        Some("second_factor") => SignInStep::SecondFactor(read(content)?),
        Some("enrol") => SignInStep::Enrol(read(content)?),
        _ => SignInStep::SignedIn(read(content)?),
    };
    if let SignInStep::SignedIn(signed_in) = &step {
        token::take(signed_in);
    }
    Ok(step)
}

async fn signed_in(path: &str, form: &impl Serialize) -> Answer<SignedIn> {
    let signed_in = post(path, form).await?;
    token::take(&signed_in);
    Ok(signed_in)
}

/// Sent without a token: nobody is signed in yet.
async fn post<T: DeserializeOwned>(path: &str, form: &impl Serialize) -> Answer<T> {
    let response = Ask::new(Method::POST, path).body(form)?.send(None).await?;
    read(json(&refuse_unless_ok(response).await?).await?)
}
