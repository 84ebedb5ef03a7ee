//! How it ended. Choosing *Missed* swaps what does not apply for why and what was done.

use domain::contact::Outcome;
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::start;
use crate::form::{Form, Group, segment, use_this_form};

/// The outcomes in sight, each with the one that a tick makes of it.
const CHOICES: [(Outcome, Option<(Outcome, &str)>); 4] = [
    (Outcome::Attended, Some((Outcome::AttendedLate, "They came late"))),
    (Outcome::DidNotAttend, Some((Outcome::TooLate, "They came, too late to be seen"))),
    (Outcome::CancelledByThem, None),
    (Outcome::CancelledByUs, None),
];

/// The outcome that is typed.
pub(super) fn outcome_of(form: &Form) -> Option<Outcome> {
    Outcome::from_word(&form.typed().text("/outcome"))
}

/// Segmented radios, and a tick for coming late.
#[component]
pub(super) fn OutcomeChoice() -> Html {
    let form = use_this_form();
    let now = outcome_of(&form);
    let segments = CHOICES.map(|(outcome, late)| {
        let is_chosen = now == Some(outcome) || late.is_some_and(|(late, _)| now == Some(late));
        let choose = {
            let form = form.clone();
            Callback::from(move |_: Event| choose(&form, outcome))
        };
        segment(&form.id("/outcome"), outcome.word(), outcome.label(), is_chosen, choose)
    });
    let tick = CHOICES.iter().find_map(|(outcome, late)| {
        let (late, label) = (*late)?;
        (now == Some(*outcome) || now == Some(late)).then_some((*outcome, late, label))
    });
    let tick = tick.map(|(on_time, late, label)| {
        let id = format!("{}-late", form.id("/outcome"));
        let onchange = {
            let form = form.clone();
            Callback::from(move |event: Event| {
                let is_late = event.target_unchecked_into::<HtmlInputElement>().checked();
                choose(&form, if is_late { late } else { on_time });
            })
        };
        html! {
            <div class="app-tick">
                <input type="checkbox" id={id.clone()} checked={now == Some(late)} {onchange} />
                <label for={id}>{ label }</label>
            </div>
        }
    });
    html! {
        <Group form={form.clone()} at="/outcome" label="Outcome" set=true>
            <div class="app-segments">{ for segments }</div>
            { for tick }
        </Group>
    }
}

/// What does not apply to the outcome leaves the form, or it would be refused.
fn choose(form: &Form, outcome: Outcome) {
    let took_part = outcome_of(form).is_some_and(Outcome::took_part);
    form.set("/outcome", outcome.word());
    match (took_part, outcome.took_part()) {
        (true, false) => form.set("/interventions", Value::Null),
        (false, true) => {
            form.set("/why", Value::Null);
            form.set("/interventions", start::usual_interventions());
        }
        _ => {}
    }
}
