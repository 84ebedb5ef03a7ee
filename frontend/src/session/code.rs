//! The second factor: a code of the authenticator app, or a recovery code.

use domain::Private;
use domain::sign_in::{SecondFactorForm, SignInMethod, SignedIn};
use serde_json::Value;
use yew::prelude::*;

use super::passkey::PasskeyButton;
use crate::attempt::use_attempt;
use crate::form::{Field, FormScope, use_form};
use crate::{browser, client};

/// Properties of [`CodeFields`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodeFieldsProps {
    /// What the step before answered.
    pub(crate) pending: Private<String>,
    /// The ways that this person has.
    pub(crate) methods: Vec<SignInMethod>,
    /// Told who signed in.
    pub(crate) signed_in: Callback<SignedIn>,
    /// Begins the sign-in anew.
    pub(crate) again: Callback<()>,
}

/// One field for either code, sent.
#[component]
pub(crate) fn CodeFields(props: &CodeFieldsProps) -> Html {
    let form = use_form("code", || Value::Null);
    let attempt = use_attempt();
    let send = {
        let (form, attempt, told, pending) =
            (form.clone(), attempt.clone(), props.signed_in.clone(), props.pending.clone());
        Callback::from(move |()| {
            let with_pending =
                |typed: &SecondFactorForm| SecondFactorForm { pending: Some(pending.clone()), ..typed.clone() };
            let Some((typed, _)) = form.checked(|typed| with_pending(typed).check()) else {
                browser::focus_soon("code-code");
                return;
            };
            let (form, told, body) = (form.clone(), told.clone(), with_pending(&typed));
            attempt.begin(async move {
                match client::session::second_factor(&body).await {
                    Ok(who) => told.emit(who),
                    Err(why) => {
                        form.set("/code", "");
                        browser::focus_soon("code-code");
                        return form.take_in(why);
                    }
                }
                Ok(())
            });
        })
    };
    let again = props.again.reform(|_: MouseEvent| ());
    let has = |method| props.methods.contains(&method);
    html! {
        <>
            if has(SignInMethod::Passkey) {
                <PasskeyButton pending={props.pending.clone()} signed_in={props.signed_in.clone()} />
            }
            <FormScope form={form} {send} label="Second factor">
                { attempt.words() }
                if has(SignInMethod::Totp) {
                    <>
                        <CodeField may_recover={has(SignInMethod::RecoveryCode)} />
                        <button class="nhsuk-button" type="submit" aria-disabled={attempt.is_busy()}>{ "Sign in" }</button>
                    </>
                }
                <button class="app-link-button" type="button" onclick={again}>{ "Begin again" }</button>
            </FormScope>
        </>
    }
}

/// Properties of [`CodeField`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodeFieldProps {
    /// Whether a recovery code does as well.
    #[prop_or_default]
    pub(crate) may_recover: bool,
}

/// The field `/code` of the form `code`: six digits of the app, or, at a press, a recovery code.
#[component]
pub(crate) fn CodeField(props: &CodeFieldProps) -> Html {
    let is_recovery = use_state(|| false);
    use_effect_with(*is_recovery, |_| browser::focus_soon("code-code"));
    let switch = {
        let is_recovery = is_recovery.clone();
        Callback::from(move |_: MouseEvent| is_recovery.set(!*is_recovery))
    };
    let other = if *is_recovery { "Use the app’s code instead" } else { "Use a recovery code instead" };
    html! {
        <>
            if *is_recovery {
                <Field at="/code" label="Recovery code" hint="16 letters and digits; each code works once" width={20} />
            } else {
                <Field at="/code" label="Code" hint="Six digits from your authenticator app" width={10} inputmode="numeric"
                    autocomplete="one-time-code" />
            }
            if props.may_recover {
                <p><button class="app-link-button" type="button" onclick={switch}>{ other }</button></p>
            }
        </>
    }
}
