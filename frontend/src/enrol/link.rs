//! What is followed here from elsewhere: a one-time link, or a sign-in of the frontline app that has to enrol first.
//! What proves either stands after the number sign, which browsers send nowhere.

use domain::Private;
use domain::sign_in::SignedIn;
use yew::prelude::*;

use super::here;
use super::password::ChoosePassword;
use crate::browser;
use crate::session::{ENROL, Enrolling, Following, use_steps};

/// The address of one-time links.
const INVITATION: &str = "/invitation";

/// What was followed.
#[derive(Clone, PartialEq)]
pub(crate) enum Followed {
    /// An invitation, or a reset of a forgotten password, and what proves it.
    Invitation(Private<String>),
    /// A sign-in that waits for a second factor to be enrolled, and what stands for its password.
    SignIn(Private<String>),
}

impl Followed {
    /// What was followed, if anything was. It is taken out of the address, and so out of the browser's history.
    pub(crate) fn take() -> Option<Self> {
        let location = browser::window()?.location();
        let path = location.pathname().ok()?;
        if ![INVITATION, ENROL].contains(&path.as_str()) {
            return None;
        }
        let token = location.hash().ok()?.trim_start_matches('#').to_owned().into();
        browser::forget_address(&path);
        Some(if path == INVITATION { Self::Invitation(token) } else { Self::SignIn(token) })
    }
}

/// Properties of [`LinkPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct LinkPageProps {
    /// What was followed.
    pub(crate) followed: Followed,
}

/// Goes on with it; afterwards the app begins.
#[component]
pub(crate) fn LinkPage(props: &LinkPageProps) -> Html {
    let inside = match &props.followed {
        Followed::Invitation(token) => html! { <Invited token={token.clone()} /> },
        Followed::SignIn(pending) => here(pending.clone(), Callback::from(begin)),
    };
    html! {
        <ContextProvider<Enrolling> context={Enrolling::Here(here)}>
            <main class="app-sign-in">
                <h1>{ "CRiiS" }</h1>
                { inside }
            </main>
        </ContextProvider<Enrolling>>
    }
}

fn begin(_: SignedIn) {
    browser::leave_for("/");
}

#[derive(Properties, PartialEq)]
struct InvitedProps {
    token: Private<String>,
}

/// Chooses a password, and whatever a sign-in then asks.
#[component]
fn Invited(props: &InvitedProps) -> Html {
    use_effect_with((), |()| browser::set_title("Choose a password"));
    let signed_in = Callback::from(begin);
    let (next, told) = use_steps(&signed_in);
    if let Some(now) = &*next {
        // A link is used up by then: what begins anew is the sign-in.
        let again = Callback::from(|()| browser::leave_for("/"));
        return html! { <Following next={now.clone()} {signed_in} {again} /> };
    }
    html! {
        <>
            <p>{ "Welcome. Choose the password with which you sign in from now on; nobody else knows it." }</p>
            <ChoosePassword token={props.token.clone()} {told} />
        </>
    }
}
