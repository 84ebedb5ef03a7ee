//! Signing in and out.

use domain::sign_in::{SignInForm, SignedIn};
use gloo_net::http::Method;

use super::{Answer, Ask, json, read, refuse_unless_ok, request, token};

/// Sign in.
pub(crate) async fn sign_in(form: &SignInForm) -> Answer<SignedIn> {
    let response = Ask::new(Method::POST, "/sign-in").body(form)?.send(None).await?;
    let signed_in = read(json(&refuse_unless_ok(response).await?).await?)?;
    token::take(&signed_in);
    Ok(signed_in)
}

/// Sign out, here and wherever else this sign-in is in use.
pub(crate) async fn sign_out() -> Answer<()> {
    request(Ask::new(Method::POST, "/sign-out")).await?;
    token::forget();
    Ok(())
}
