//! The sign-in page: one column, name and password, one button.

use domain::sign_in::{SignInForm, SignedIn};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::form::{ErrorSummary, Field, Form, FormScope, SecretField, use_form};
use crate::{browser, client};

/// Properties of [`SignInPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct SignInPageProps {
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
}

/// Says what the system is and that its use is recorded.
#[component]
pub(crate) fn SignInPage(props: &SignInPageProps) -> Html {
    use_effect_with((), |()| {
        browser::set_title("Sign in");
        browser::focus_soon("sign-in-name");
    });
    html! {
        <main class="app-sign-in">
            <h1>{ "CRiiS" }</h1>
            <p>
                { "Records of people who are supported in their recovery. What you open and change is recorded with \
                   your name; open only what your work needs." }
            </p>
            <SignInFields signed_in={props.signed_in.clone()} />
        </main>
    }
}

/// Name and password, sent. Every wrong answer reads alike.
#[component]
pub(crate) fn SignInFields(props: &SignInPageProps) -> Html {
    let form = use_form("sign-in", || Value::Null);
    let refused = use_state(|| None::<String>);
    let is_busy = use_state(|| false);
    let send = {
        let (form, refused, is_busy, told) = (form.clone(), refused.clone(), is_busy.clone(), props.signed_in.clone());
        Callback::from(move |()| {
            if *is_busy {
                return;
            }
            let Some((body, _)) = form.checked(SignInForm::check) else {
                return;
            };
            is_busy.set(true);
            refused.set(None);
            let (form, refused, is_busy, told) = (form.clone(), refused.clone(), is_busy.clone(), told.clone());
            spawn_local(async move {
                let answer = client::session::sign_in(&body).await;
                is_busy.set(false);
                match answer {
                    Ok(signed_in) => told.emit(signed_in),
                    Err(why) => {
                        forget_password(&form);
                        refused.set(Some(why.words()));
                    }
                }
            });
        })
    };
    let why = (*refused).as_ref().map(|words| {
        html! { <p class="nhsuk-error-message" role="alert">{ words }</p> }
    });
    html! {
        <FormScope form={form} {send} label="Sign in">
            <ErrorSummary />
            { why }
            <Field at="/name" label="Name" autocomplete="username" />
            <SecretField at="/password" label="Password" autocomplete="current-password" />
            <button class="nhsuk-button" type="submit" aria-disabled={is_busy.to_string()}>{ "Sign in" }</button>
        </FormScope>
    }
}

fn forget_password(form: &Form) {
    form.set("/password", "");
    browser::focus("sign-in-password");
}
