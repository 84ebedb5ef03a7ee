//! Showing again that it is oneself, before the most sensitive acts: in place, and the act then goes on by itself.

use domain::sign_in::StepUpForm;
use serde_json::{Map, Value};
use yew::prelude::*;

use super::code::CodeField;
use super::dialog::Over;
use super::passkey::PasskeyStepUp;
use crate::attempt::use_attempt;
use crate::form::{Change, FormScope, SecretField, use_form};
use crate::load::use_load;
use crate::{browser, client};

/// Opens when an act waits for it.
#[component]
pub(super) fn StepUp() -> Html {
    let is_asked = use_state(|| false);
    {
        let is_asked = is_asked.clone();
        use_effect_with((), move |()| {
            client::step_up::on_needed(Callback::from(move |()| is_asked.set(true)));
            || {
                client::step_up::on_needed(Callback::noop());
                client::step_up::settle(false);
            }
        });
    }
    if !*is_asked {
        return Html::default();
    }
    let settled = Callback::from(move |is_shown| {
        is_asked.set(false);
        client::step_up::settle(is_shown);
    });
    html! { <Asked {settled} /> }
}

#[derive(Properties, PartialEq)]
struct AskedProps {
    settled: Callback<bool>,
}

/// A code; in a demonstration, of somebody who has enrolled none, the password.
#[component]
fn Asked(props: &AskedProps) -> Html {
    let form = use_form("code", || Value::Null);
    let attempt = use_attempt();
    let factors = use_load((), |()| client::account::factors());
    // A code's field takes the focus itself.
    use_effect_with(factors.ready().is_some(), |_| browser::focus_soon("code-password"));
    let send = {
        let (form, attempt, settled) = (form.clone(), attempt.clone(), props.settled.clone());
        Callback::from(move |()| {
            let Some((body, _)) = form.checked(StepUpForm::check) else {
                return;
            };
            let (form, settled) = (form.clone(), settled.clone());
            attempt.begin(async move {
                match client::session::step_up(&body).await {
                    Ok(()) => settled.emit(true),
                    Err(why) => {
                        form.change(Change::Fill(Value::Object(Map::new())));
                        browser::focus_soon("code-password");
                        browser::focus_soon("code-code");
                        return form.take_in(why);
                    }
                }
                Ok(())
            });
        })
    };
    let cancel = props.settled.reform(|()| false);
    let leave = cancel.reform(|_: MouseEvent| ());
    html! {
        <Over title="Show that it is you" {cancel}>
            <p>{ "What you are about to do asks for it once more. It then goes on by itself." }</p>
            { factors.faces("What you have enrolled", |factors| html! {
                <>
                if factors.passkeys > 0 {
                    <PasskeyStepUp settled={props.settled.clone()} />
                }
                <FormScope form={form.clone()} send={send.clone()} label="Show that it is you">
                    { attempt.words() }
                    if factors.totp_since.is_some() {
                        <CodeField may_recover={factors.recovery_codes_left > 0} />
                    } else if factors.passkeys == 0 {
                        <SecretField at="/password" label="Password" autocomplete="current-password" />
                    }
                    if factors.totp_since.is_some() || factors.passkeys == 0 {
                        <button class="nhsuk-button" type="submit" aria-disabled={attempt.is_busy()}>{ "Go on" }</button>
                    }
                    <button class="app-link-button" type="button" onclick={leave.clone()}>{ "Cancel" }</button>
                </FormScope>
                </>
            }) }
        </Over>
    }
}
