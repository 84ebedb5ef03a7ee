//! Choosing a password, with its rules in words.

use domain::Private;
use domain::sign_in::{AcceptForm, MIN_PASSWORD, SignInStep};
use serde_json::Value;
use yew::prelude::*;

use crate::attempt::use_attempt;
use crate::form::{ErrorSummary, Field, FormScope, SecretField, use_form};
use crate::{browser, client};

/// Properties of [`NewPassword`].
#[derive(Properties, PartialEq)]
pub(crate) struct NewPasswordProps {
    /// The field's pointer.
    pub(crate) at: &'static str,
}

/// A password to choose, which one may look at while one types it.
#[component]
pub(crate) fn NewPassword(props: &NewPasswordProps) -> Html {
    let is_shown = use_state(|| false);
    let id = format!("show{}", props.at.replace('/', "-"));
    let show = {
        let is_shown = is_shown.clone();
        Callback::from(move |_: Event| is_shown.set(!*is_shown))
    };
    let hint = format!(
        "At least {MIN_PASSWORD} characters: three or four words that have nothing to do with each other are good and \
         easy to keep. Not your name, the charity’s, or what many people choose."
    );
    let (label, autocomplete) = ("New password", "new-password");
    html! {
        <>
            if *is_shown {
                <Field at={props.at} {label} {hint} {autocomplete} />
            } else {
                <SecretField at={props.at} {label} {hint} {autocomplete} />
            }
            <div class="app-tick">
                <input type="checkbox" id={id.clone()} checked={*is_shown} onchange={show} />
                <label for={id}>{ "Show what I type" }</label>
            </div>
        </>
    }
}

/// Properties of [`ChoosePassword`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChoosePasswordProps {
    /// What proves the one-time link.
    pub(crate) token: Private<String>,
    /// Told what follows.
    pub(crate) told: Callback<SignInStep>,
}

/// The password that somebody chooses who followed a one-time link.
#[component]
pub(crate) fn ChoosePassword(props: &ChoosePasswordProps) -> Html {
    let form = use_form("choose", || Value::Null);
    let attempt = use_attempt();
    use_effect_with((), |()| browser::focus_soon("choose-password"));
    let send = {
        let (form, attempt, told, token) = (form.clone(), attempt.clone(), props.told.clone(), props.token.clone());
        Callback::from(move |()| {
            let with_token = |typed: &AcceptForm| AcceptForm { token: Some(token.clone()), ..typed.clone() };
            let Some((typed, _)) = form.checked(|typed| with_token(typed).check()) else {
                return;
            };
            let (form, told, body) = (form.clone(), told.clone(), with_token(&typed));
            attempt.begin(async move {
                match client::session::accept(&body).await {
                    Ok(step) => told.emit(step),
                    Err(why) => return form.take_in(why),
                }
                Ok(())
            });
        })
    };
    html! {
        <FormScope form={form} {send} label="Choose a password">
            <ErrorSummary />
            { attempt.words() }
            <NewPassword at="/password" />
            <button class="nhsuk-button" type="submit" aria-disabled={attempt.is_busy()}>{ "Continue" }</button>
        </FormScope>
    }
}
