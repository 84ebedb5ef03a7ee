//! A sign-in step by step: name and password, or a one-time link; the second factor, or enrolling one.

use domain::Private;
use domain::sign_in::{SignInMethod, SignInStep, SignedIn};
use yew::prelude::*;

use super::code::CodeFields;
use super::passkey::PasskeyButton;
use super::password::PasswordFields;
use super::provider::{self, ProviderButton};
use crate::{browser, shown};

/// Where a second factor is enrolled: once in a working life, so only the office app has the screens.
#[derive(Clone, Copy)]
pub(crate) enum Enrolling {
    /// Here, by what the step before answered; who is then signed in is told.
    Here(fn(Private<String>, Callback<SignedIn>) -> Html),
    /// In the office app.
    InOffice,
}

impl PartialEq for Enrolling {
    /// The same for the whole life of an app.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Where the office app enrols a second factor; what stands for the password follows the number sign, which browsers
/// send nowhere.
pub(crate) const ENROL: &str = "/office/enrol";

/// What follows the first step.
#[derive(Clone, PartialEq)]
pub(crate) enum Next {
    /// The second factor: what stands for the password, and the ways that this person has.
    SecondFactor(Private<String>, Vec<SignInMethod>),
    /// Enrolling one.
    Enrol(Private<String>),
}

/// What follows the first step once it is done, and whom to tell how it was answered.
#[hook]
pub(crate) fn use_steps(signed_in: &Callback<SignedIn>) -> (UseStateHandle<Option<Next>>, Callback<SignInStep>) {
    // Where the identity provider has led back here, the second factor follows.
    let next = use_state(provider::led_back);
    let enrolling = use_context::<Enrolling>().unwrap_or(Enrolling::InOffice);
    let told = {
        let (next, signed_in) = (next.clone(), signed_in.clone());
        Callback::from(move |step: SignInStep| match (step, enrolling) {
            (SignInStep::SignedIn(who), _) => signed_in.emit(who),
            (SignInStep::SecondFactor(needed), _) => {
                next.set(Some(Next::SecondFactor(needed.pending, needed.methods)));
            }
            (SignInStep::Enrol(needed), Enrolling::Here(_)) => next.set(Some(Next::Enrol(needed.pending))),
            (SignInStep::Enrol(needed), Enrolling::InOffice) => {
                browser::leave_for(&format!("{ENROL}#{}", shown::header(&needed.pending)));
            }
        })
    };
    (next, told)
}

/// Properties of [`Following`].
#[derive(Properties, PartialEq)]
pub(crate) struct FollowingProps {
    /// What follows.
    pub(crate) next: Next,
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
    /// Begins the sign-in anew.
    pub(crate) again: Callback<()>,
}

/// The rest of a sign-in.
#[component]
pub(crate) fn Following(props: &FollowingProps) -> Html {
    let enrolling = use_context::<Enrolling>();
    match (&props.next, enrolling) {
        (Next::SecondFactor(pending, methods), _) => html! {
            <CodeFields pending={pending.clone()} methods={methods.clone()} signed_in={props.signed_in.clone()}
                again={props.again.clone()} />
        },
        (Next::Enrol(pending), Some(Enrolling::Here(enrol))) => enrol(pending.clone(), props.signed_in.clone()),
        (Next::Enrol(_), _) => Html::default(),
    }
}

/// Properties of [`SignInSteps`].
#[derive(Properties, PartialEq)]
pub(super) struct SignInStepsProps {
    /// Told who signed in.
    pub(super) signed_in: Callback<SignedIn>,
    /// What stands above the first step.
    pub(super) children: Children,
}

/// One step after the other, each in the place of the one before.
#[component]
pub(super) fn SignInSteps(props: &SignInStepsProps) -> Html {
    let (next, told) = use_steps(&props.signed_in);
    if let Some(now) = &*next {
        let again = {
            let next = next.clone();
            Callback::from(move |()| next.set(None))
        };
        return html! { <Following next={now.clone()} signed_in={props.signed_in.clone()} {again} /> };
    }
    html! {
        <>
            { for props.children.iter() }
            <PasswordFields {told} />
            <PasskeyButton signed_in={props.signed_in.clone()} />
            <ProviderButton />
        </>
    }
}
