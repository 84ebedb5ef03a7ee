//! Signing in again in place: a small dialog over the page, with nothing behind it lost.

use domain::sign_in::SignedIn;
use yew::prelude::*;

use super::dialog::Over;
use super::steps::SignInSteps;

/// Properties of [`SignInAgain`].
#[derive(Properties, PartialEq)]
pub(crate) struct SignInAgainProps {
    /// Who was signed in.
    pub(crate) name: String,
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
}

/// There is nothing to do behind it, so Escape does not close it.
#[component]
pub(crate) fn SignInAgain(props: &SignInAgainProps) -> Html {
    html! {
        <Over title="Sign in again">
            <SignInSteps signed_in={props.signed_in.clone()}>
                <p>{ format!("You have been signed out, {}. What is on the page is still here.", props.name) }</p>
            </SignInSteps>
        </Over>
    }
}
