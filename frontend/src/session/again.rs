//! Signing in again in place: a small dialog over the page, with nothing behind it lost.

use domain::sign_in::SignedIn;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::page::SignInFields;
use crate::browser;

/// Properties of [`SignInAgain`].
#[derive(Properties, PartialEq)]
pub(crate) struct SignInAgainProps {
    /// Who was signed in.
    pub(crate) name: String,
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
}

/// A modal dialog, which Escape does not close: there is nothing to do behind it.
#[component]
pub(crate) fn SignInAgain(props: &SignInAgainProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let before = browser::focused().map(|element| element.id()).unwrap_or_default();
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // A dialog that is open already is as it should be.
                let _ = dialog.show_modal();
            }
            move || browser::focus_soon(before)
        });
    }
    let oncancel = Callback::from(|event: Event| event.prevent_default());
    html! {
        <dialog class="app-dialog" ref={dialog} aria-labelledby="again-title" {oncancel}>
            <h2 id="again-title">{ "Sign in again" }</h2>
            <p>{ format!("You have been signed out, {}. What is on the page is still here.", props.name) }</p>
            <SignInFields signed_in={props.signed_in.clone()} />
        </dialog>
    }
}
