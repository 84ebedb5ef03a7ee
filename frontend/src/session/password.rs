//! Name and password.

use domain::sign_in::{SignInForm, SignInStep};
use serde_json::Value;
use yew::prelude::*;

use crate::attempt::use_attempt;
use crate::form::{ErrorSummary, Field, FormScope, SecretField, use_form};
use crate::{browser, client};

/// Properties of [`PasswordFields`].
#[derive(Properties, PartialEq)]
pub(crate) struct PasswordFieldsProps {
    /// Told what follows.
    pub(crate) told: Callback<SignInStep>,
}

/// Name and password, sent. Every wrong answer reads alike.
#[component]
pub(crate) fn PasswordFields(props: &PasswordFieldsProps) -> Html {
    let form = use_form("sign-in", || Value::Null);
    let attempt = use_attempt();
    use_effect_with((), |()| browser::focus_soon("sign-in-name"));
    let send = {
        let (form, attempt, told) = (form.clone(), attempt.clone(), props.told.clone());
        Callback::from(move |()| {
            let Some((body, _)) = form.checked(SignInForm::check) else {
                return;
            };
            let (form, told) = (form.clone(), told.clone());
            attempt.begin(async move {
                match client::session::sign_in(&body).await {
                    Ok(step) => told.emit(step),
                    Err(why) => {
                        form.set("/password", "");
                        browser::focus("sign-in-password");
                        return Err(why);
                    }
                }
                Ok(())
            });
        })
    };
    html! {
        <FormScope form={form} {send} label="Sign in">
            <ErrorSummary />
            { attempt.words() }
            <Field at="/name" label="Name" autocomplete="username" />
            <SecretField at="/password" label="Password" autocomplete="current-password" />
            <button class="nhsuk-button" type="submit" aria-disabled={attempt.is_busy()}>{ "Sign in" }</button>
        </FormScope>
    }
}
