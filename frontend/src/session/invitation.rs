//! A one-time link: an invitation, or a reset of a forgotten password.

use domain::Private;
use domain::sign_in::SignedIn;
use yew::prelude::*;

use super::steps::SignInSteps;
use crate::browser;

/// The address of one-time links; what proves one stands after the number sign, which browsers send nowhere.
const PATH: &str = "/invitation";

/// What proves the link that was followed, if one was. It is taken out of the address, and so out of the browser's
/// history.
pub(super) fn take_token() -> Option<Private<String>> {
    let location = browser::window()?.location();
    if location.pathname().ok()? != PATH {
        return None;
    }
    let token = location.hash().ok()?.trim_start_matches('#').to_owned();
    browser::forget_address(PATH);
    Some(token.into())
}

/// Properties of [`InvitationPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct InvitationPageProps {
    /// What proves it.
    pub(crate) token: Private<String>,
}

/// Chooses a password, and whatever a sign-in then asks; afterwards the app begins.
#[component]
pub(crate) fn InvitationPage(props: &InvitationPageProps) -> Html {
    use_effect_with((), |()| browser::set_title("Choose a password"));
    let signed_in = Callback::from(|_: SignedIn| browser::leave_for("/"));
    html! {
        <main class="app-sign-in">
            <h1>{ "CRiiS" }</h1>
            <SignInSteps invitation={props.token.clone()} {signed_in}>
                <p>{ "Welcome. Choose the password with which you sign in from now on; nobody else knows it." }</p>
            </SignInSteps>
        </main>
    }
}
