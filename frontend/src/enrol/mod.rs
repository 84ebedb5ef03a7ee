//! What one does once in a working life, or nearly: choose a password by a one-time link, enrol an authenticator app,
//! keep recovery codes. In the office app alone.

mod link;
mod password;
mod qr;
mod recovery_codes;
mod totp;

use domain::Private;
use domain::sign_in::SignedIn;
use yew::prelude::*;

pub(crate) use self::link::{Followed, LinkPage};
pub(crate) use self::password::NewPassword;
pub(crate) use self::recovery_codes::RecoveryCodesToKeep;
pub(crate) use self::totp::{SetUp, SetUpFor, SetUpTotp};

/// Enrols an authenticator app as the rest of a sign-in.
pub(crate) fn here(pending: Private<String>, signed_in: Callback<SignedIn>) -> Html {
    let done = Callback::from(move |set_up: SetUp| {
        if let Some(who) = set_up.signed_in {
            signed_in.emit(who);
        }
    });
    html! { <SetUpTotp of={SetUpFor::SignIn(pending)} {done} /> }
}
