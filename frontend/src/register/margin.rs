//! People of one's own services who may be the one being registered, in the margin while one types.

use std::rc::Rc;

use domain::registered::{LikelyMatches, MatchHit};
use domain::service_user::RegistrationForm;
use gloo_timers::callback::Timeout;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client;
use crate::find::describe;
use crate::form::{Change, Form};
use crate::reference::use_organisation;
use crate::route::Route;

/// So long after the last key.
const WAIT_MS: u32 = 400;
const NOT_THE_SAME: &str = "/not_the_same";

/// Properties of [`Margin`].
#[derive(Properties, PartialEq)]
pub(super) struct MarginProps {
    /// The registration.
    pub(super) form: Form,
}

/// Each with *Open* and *Not the same person*.
#[component]
pub(super) fn Margin(props: &MarginProps) -> Html {
    let organisation = use_organisation();
    let found = use_state(|| None::<Rc<LikelyMatches>>);
    let particulars = props.form.typed().content().pointer("/identity").cloned().unwrap_or_default();
    {
        let (found, form) = (found.clone(), props.form.clone());
        use_effect_with(particulars, move |particulars| {
            let timer = is_enough(particulars).then(|| {
                Timeout::new(WAIT_MS, move || {
                    let Ok(typed) = form.typed().read::<RegistrationForm>() else { return };
                    spawn_local(async move {
                        // Without an answer there is no warning; registering itself looks again.
                        if let Ok(matches) = client::search::likely_matches(&typed).await {
                            found.set(Some(Rc::new(matches)));
                        }
                    });
                })
            });
            move || drop(timer)
        });
    }
    let others = props.form.typed().texts(NOT_THE_SAME);
    let matches = found.iter().flat_map(|found| &found.matches);
    let rows: Vec<Html> = matches
        .map(|found| {
            let id = found.hit.person.to_string();
            let is_other = others.contains(&id);
            let toggle = {
                let (form, others) = (props.form.clone(), others.clone());
                Callback::from(move |_: MouseEvent| toggle(&form, &others, &id))
            };
            row(found, is_other, toggle, describe(&found.hit, &organisation))
        })
        .collect();
    html! {
        <aside class="app-card app-margin" aria-labelledby="matches-title">
            <div class="app-card__head"><h2 class="app-card__title" id="matches-title">{ "Known already?" }</h2></div>
            <div role="status" class="app-card__body">
                if rows.is_empty() {
                    <p class="app-muted">{ "People of your services who may be the same person come here as you type." }</p>
                } else {
                    <p>{ format!("{} may be the same person.", if rows.len() == 1 { "One".to_owned() } else { rows.len().to_string() }) }</p>
                    <ul class="app-items">{ for rows }</ul>
                }
            </div>
        </aside>
    }
}

fn row(found: &MatchHit, is_other: bool, toggle: Callback<MouseEvent>, words: Html) -> Html {
    let reasons: Vec<String> = found.reasons.iter().map(|reason| reason.label().to_lowercase()).collect();
    html! {
        <li class={classes!("app-item", is_other.then_some("app-item--set-aside"))} key={found.hit.person.to_string()}>
            <p class="app-hit">{ words }</p>
            <p><strong>{ found.strength.label() }</strong>{ format!(": {}", reasons.join(", ")) }</p>
            <p>
                <Link<Route> to={Route::Record { person: found.hit.person }}>{ "Open" }</Link<Route>>{ " " }
                <button type="button" class="app-link-button" aria-pressed={is_other.to_string()} onclick={toggle}>
                    { "Not the same person" }
                </button>
            </p>
        </li>
    }
}

fn toggle(form: &Form, others: &[String], id: &str) {
    match others.iter().position(|other| other == id) {
        Some(index) => form.change(Change::Remove(NOT_THE_SAME.to_owned(), index)),
        None => form.change(Change::Add(NOT_THE_SAME.to_owned(), id.into())),
    }
}

/// A name, or a number of enough digits: less would bring everybody.
fn is_enough(identity: &Value) -> bool {
    let length = |name: &str| identity.get(name).and_then(Value::as_str).map_or(0, |text| text.trim().chars().count());
    length("family_name") >= 2 || length("given_names") >= 3 || length("nhs_number") >= 10
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_enough;

    #[test]
    fn a_letter_brings_nobody() {
        assert!(!is_enough(&json!({ "family_name": "S" })));
        assert!(is_enough(&json!({ "family_name": "Sa" })));
        assert!(is_enough(&json!({ "nhs_number": "999 000 0018" })));
    }
}
