//! The locked screen: who it is locked for, and nothing of what was on it.

use domain::sign_in::UnlockForm;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::attempt::use_attempt;
use crate::form::{FormScope, SecretField, use_form};
use crate::{browser, client};

/// Properties of [`Locked`].
#[derive(Properties, PartialEq)]
pub(super) struct LockedProps {
    /// Who is signed in.
    pub(super) name: String,
    /// Told when they have shown that it is they.
    pub(super) unlocked: Callback<()>,
}

/// Asks for the password in place.
#[component]
pub(super) fn Locked(props: &LockedProps) -> Html {
    let form = use_form("unlock", || Value::Null);
    let attempt = use_attempt();
    use_effect_with((), |()| browser::focus_soon("unlock-password"));
    let send = {
        let (form, attempt, unlocked) = (form.clone(), attempt.clone(), props.unlocked.clone());
        Callback::from(move |()| {
            let Some((body, _)) = form.checked(UnlockForm::check) else {
                browser::focus_soon("unlock-password");
                return;
            };
            let (form, unlocked) = (form.clone(), unlocked.clone());
            attempt.begin(async move {
                match client::session::unlock(&body).await {
                    Ok(()) => unlocked.emit(()),
                    Err(why) => {
                        form.set("/password", "");
                        browser::focus_soon("unlock-password");
                        return form.take_in(why);
                    }
                }
                Ok(())
            });
        })
    };
    let leave = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Offline the token in memory goes all the same; the server's session runs out by itself.
            let _ = client::session::sign_out().await;
            browser::start_over("/");
        });
    });
    html! {
        <main class="app-sign-in">
            <h1>{ "Locked" }</h1>
            <p>{ format!("Nobody was here for a while, {}. Everything is as you left it.", props.name) }</p>
            <FormScope form={form} {send} label="Unlock">
                { attempt.words() }
                <SecretField at="/password" label="Password" autocomplete="current-password" />
                <button class="nhsuk-button" type="submit" aria-disabled={attempt.is_busy()}>{ "Unlock" }</button>
                <button class="app-link-button" type="button" onclick={leave}>{ "Sign out" }</button>
            </FormScope>
        </main>
    }
}
