//! Signing in at the organisation's own identity provider, and what it has led back to.

use domain::Private;
use domain::sign_in::SignInMethod;
use yew::prelude::*;

use super::steps::Next;
use crate::attempt::use_attempt;
use crate::load::use_load;
use crate::{browser, client, shown};

/// The second factor that is still to be shown: what stands for the sign-in there, and the ways, follow the number sign
/// and are taken out of the address.
pub(super) fn led_back() -> Option<Next> {
    let hash = browser::window()?.location().hash().ok()?;
    let mut parts = hash.strip_prefix("#second-factor=")?.split(',');
    let pending = Private::new(parts.next()?.to_owned());
    let methods: Vec<&str> = parts.collect();
    let methods = SignInMethod::ALL.iter().copied().filter(|method| methods.contains(&method.word())).collect();
    browser::forget_address("/");
    Some(Next::SecondFactor(pending, methods))
}

/// Leads there, where there is one; says so where it has led back in vain.
#[component]
pub(super) fn ProviderButton() -> Html {
    let ways = use_load((), |()| client::session::ways());
    let attempt = use_attempt();
    let was_refused = use_memo((), |()| {
        let hash = browser::window().and_then(|window| window.location().hash().ok());
        hash.is_some_and(|hash| hash == "#provider-refused")
    });
    if !ways.ready().is_some_and(|ways| ways.provider) {
        return Html::default();
    }
    let onclick = {
        let attempt = attempt.clone();
        Callback::from(move |_: MouseEvent| {
            attempt.begin(async move {
                let there = client::session::begin_at_provider().await?;
                browser::start_over(&shown::header(&there.address));
                Ok(())
            });
        })
    };
    html! {
        <div class="app-provider">
            if *was_refused {
                <p class="nhsuk-error-message" role="alert">
                    { "Your organisation’s account did not lead to one here. Try again, or ask an administrator." }
                </p>
            }
            { attempt.words() }
            <button type="button" class="nhsuk-button nhsuk-button--secondary" {onclick}>
                { "Use your organisation’s account" }
            </button>
        </div>
    }
}
