//! A passkey in place of name and password, as the second factor, or to show again that it is oneself.

use domain::Private;
use domain::sign_in::{PasskeyAnswerForm, PasskeyAsked, PasskeySignInForm, SignedIn};
use yew::prelude::*;

use crate::attempt::use_attempt;
use crate::client::{self, Answer};
use crate::passkey;

/// Properties of [`PasskeyButton`].
#[derive(Properties, PartialEq)]
pub(super) struct PasskeyButtonProps {
    /// What the step before answered, where there was one.
    #[prop_or_default]
    pub(super) pending: Option<Private<String>>,
    /// Told who signed in.
    pub(super) signed_in: Callback<SignedIn>,
}

/// Signs in by a passkey, where the browser knows what that is.
#[component]
pub(super) fn PasskeyButton(props: &PasskeyButtonProps) -> Html {
    let attempt = use_attempt();
    if !passkey::are_known() {
        return Html::default();
    }
    let onclick = {
        let (attempt, pending, told) = (attempt.clone(), props.pending.clone(), props.signed_in.clone());
        Callback::from(move |_: MouseEvent| {
            let (form, told) = (PasskeySignInForm { pending: pending.clone() }, told.clone());
            attempt.begin(async move {
                let answer = answer(client::session::ask_for_passkey(&form).await?).await?;
                told.emit(client::session::sign_in_by_passkey(&answer).await?);
                Ok(())
            });
        })
    };
    html! {
        <div class="app-passkey">
            { attempt.words() }
            <button type="button" class="nhsuk-button nhsuk-button--secondary" {onclick}>{ "Use a passkey" }</button>
        </div>
    }
}

/// Properties of [`PasskeyStepUp`].
#[derive(Properties, PartialEq)]
pub(super) struct PasskeyStepUpProps {
    /// Told when it was shown.
    pub(super) settled: Callback<bool>,
}

/// Shows by a passkey that it is oneself.
#[component]
pub(super) fn PasskeyStepUp(props: &PasskeyStepUpProps) -> Html {
    let attempt = use_attempt();
    if !passkey::are_known() {
        return Html::default();
    }
    let onclick = {
        let (attempt, settled) = (attempt.clone(), props.settled.clone());
        Callback::from(move |_: MouseEvent| {
            let settled = settled.clone();
            attempt.begin(async move {
                let answer = answer(client::session::ask_to_step_up().await?).await?;
                client::session::step_up_by_passkey(&answer).await?;
                settled.emit(true);
                Ok(())
            });
        })
    };
    html! {
        <div class="app-passkey">
            { attempt.words() }
            <button type="button" class="nhsuk-button nhsuk-button--secondary" {onclick}>{ "Use a passkey" }</button>
        </div>
    }
}

async fn answer(asked: PasskeyAsked) -> Answer<PasskeyAnswerForm> {
    let credential = passkey::answer(&asked.options).await?;
    Ok(PasskeyAnswerForm { ceremony: Some(asked.ceremony), credential: Some(credential) })
}
