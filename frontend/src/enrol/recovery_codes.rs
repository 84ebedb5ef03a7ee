//! Recovery codes, shown once: to be copied or printed, and kept.

use domain::Private;
use serde_json::Value;
use yew::prelude::*;

use crate::form::{FormScope, Tick, use_form};
use crate::{attempt::use_attempt, browser, shown};

/// Properties of [`RecoveryCodesToKeep`].
#[derive(Properties, PartialEq)]
pub(crate) struct RecoveryCodesToKeepProps {
    /// The codes.
    pub(crate) codes: Vec<Private<String>>,
    /// Told when they are kept.
    pub(crate) kept: Callback<()>,
}

/// The codes, and the tick without which one does not go on.
#[component]
pub(crate) fn RecoveryCodesToKeep(props: &RecoveryCodesToKeepProps) -> Html {
    let form = use_form("recovery", || Value::Null);
    let attempt = use_attempt();
    let is_copied = use_state(|| false);
    use_effect_with((), |()| browser::focus_soon("recovery-title"));
    let all = props.codes.iter().map(shown::text).collect::<Vec<_>>();
    let copy = {
        let (text, is_copied) = (all.join("\n"), is_copied.clone());
        Callback::from(move |_: MouseEvent| {
            browser::copy(&text);
            is_copied.set(true);
        })
    };
    let print = Callback::from(|_: MouseEvent| browser::print());
    let send = {
        let (form, attempt, kept) = (form.clone(), attempt.clone(), props.kept.clone());
        Callback::from(move |()| {
            if form.typed().is_ticked("/kept") {
                kept.emit(());
            } else {
                attempt.fail("Keep the codes first, then tick the box.");
            }
        })
    };
    html! {
        <>
            <h2 id="recovery-title" tabindex="-1">{ "Keep these recovery codes" }</h2>
            <p>
                { "Each signs you in once when you do not have your authenticator app. They are shown only now: keep them \
                   where you keep your keys, not with your password." }
            </p>
            <ul class="app-codes">
                { for all.iter().map(|code| html! { <li key={code.clone()}><code>{ code }</code></li> }) }
            </ul>
            <p class="app-form-foot">
                <span role="status" class="app-muted">{ is_copied.then_some("Copied") }</span>
                <button type="button" class="app-link-button" onclick={copy}>{ "Copy" }</button>
                <button type="button" class="app-link-button" onclick={print}>{ "Print" }</button>
            </p>
            <FormScope form={form} {send} label="Recovery codes">
                { attempt.words() }
                <Tick at="/kept" label="I have kept them" />
                <button class="nhsuk-button" type="submit">{ "Continue" }</button>
            </FormScope>
        </>
    }
}
