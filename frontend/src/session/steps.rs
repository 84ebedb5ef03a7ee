//! A sign-in step by step: name and password, or a one-time link; the second factor, or enrolling one.

use domain::Private;
use domain::sign_in::{SignInMethod, SignInStep, SignedIn};
use yew::prelude::*;

use super::code::CodeFields;
use super::password::{ChoosePassword, PasswordFields};
use super::totp::{SetUp, SetUpFor, SetUpTotp};

/// Where a sign-in stands.
#[derive(Clone)]
enum At {
    First,
    SecondFactor(Private<String>, Vec<SignInMethod>),
    Enrol(Private<String>),
}

/// Properties of [`SignInSteps`].
#[derive(Properties, PartialEq)]
pub(crate) struct SignInStepsProps {
    /// What proves a one-time link, where one was followed.
    #[prop_or_default]
    pub(crate) invitation: Option<Private<String>>,
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
    /// What stands above the first step.
    #[prop_or_default]
    pub(crate) children: Children,
}

/// One step after the other, each in the place of the one before.
#[component]
pub(crate) fn SignInSteps(props: &SignInStepsProps) -> Html {
    let at = use_state(|| At::First);
    let told = {
        let (at, signed_in) = (at.clone(), props.signed_in.clone());
        Callback::from(move |step: SignInStep| match step {
            SignInStep::SignedIn(who) => signed_in.emit(who),
            SignInStep::SecondFactor(needed) => at.set(At::SecondFactor(needed.pending, needed.methods)),
            SignInStep::Enrol(needed) => at.set(At::Enrol(needed.pending)),
        })
    };
    let again = {
        let at = at.clone();
        Callback::from(move |()| at.set(At::First))
    };
    match (&*at, &props.invitation) {
        (At::First, invitation) => html! {
            <>
                { for props.children.iter() }
                if let Some(token) = invitation {
                    <ChoosePassword token={token.clone()} {told} />
                } else {
                    <PasswordFields {told} />
                }
            </>
        },
        (At::SecondFactor(pending, methods), _) => html! {
            <CodeFields pending={pending.clone()} methods={methods.clone()} signed_in={props.signed_in.clone()} {again} />
        },
        (At::Enrol(pending), _) => {
            let signed_in = props.signed_in.clone();
            let done = Callback::from(move |set_up: SetUp| {
                if let Some(who) = set_up.signed_in {
                    signed_in.emit(who);
                }
            });
            html! { <SetUpTotp of={SetUpFor::SignIn(pending.clone())} {done} /> }
        }
    }
}
