//! Changing one's password.

use domain::sign_in::PasswordForm;
use yew::prelude::*;

use super::Card;
use crate::client;
use crate::enrol::NewPassword;
use crate::form::SecretField;
use crate::part::{Send, SmallForm, SpecList, read};

/// Says that there is one, and changes it.
#[component]
pub(super) fn PasswordCard() -> Html {
    let is_open = use_state(|| false);
    let is_changed = use_state(|| false);
    let open = {
        let (is_open, is_changed) = (is_open.clone(), is_changed.clone());
        Callback::from(move |_: MouseEvent| {
            is_changed.set(false);
            is_open.set(true);
        })
    };
    let done = {
        let (is_open, is_changed) = (is_open.clone(), is_changed.clone());
        Callback::from(move |changed| {
            is_open.set(false);
            is_changed.set(changed);
        })
    };
    let send =
        Send::new(|typed, _| async move { client::account::change_password(&read::<PasswordForm>(&typed)).await });
    html! {
        <Card name="password" title="Password">
            if *is_open {
                <SmallForm name="password" title="Change your password" specs={SpecList(&[])} button="Change it" {send} {done}>
                    <SecretField at="/current" label="Present password" autocomplete="current-password" />
                    <NewPassword at="/new" />
                </SmallForm>
            } else {
                <>
                    <p role="status">
                        { if *is_changed { "Changed. Wherever else you were signed in, you no longer are." } else { "Change it when somebody else may know it; not by the calendar." } }
                    </p>
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={open}>{ "Change your password" }</button>
                </>
            }
        </Card>
    }
}
