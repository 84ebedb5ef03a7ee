//! The sign-in page: one column, one thing asked at a time.

use domain::sign_in::SignedIn;
use yew::prelude::*;

use super::steps::SignInSteps;
use crate::browser;

/// Properties of [`SignInPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct SignInPageProps {
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
}

/// Says what the system is and that its use is recorded.
#[component]
pub(crate) fn SignInPage(props: &SignInPageProps) -> Html {
    use_effect_with((), |()| browser::set_title("Sign in"));
    html! {
        <main class="app-sign-in">
            <h1>{ "CRiiS" }</h1>
            <SignInSteps signed_in={props.signed_in.clone()}>
                <p>
                    { "Records of people who are supported in their recovery. What you open and change is recorded \
                       with your name; open only what your work needs." }
                </p>
            </SignInSteps>
        </main>
    }
}
