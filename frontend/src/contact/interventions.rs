//! What was put to them, and what became of it.

use domain::contact::{MAX_INTERVENTIONS, Response};
use serde_json::json;
use yew::prelude::*;

use crate::browser;
use crate::form::{Change, Combobox, Form, Group, label_of, segment, use_this_form};
use crate::reference::use_lists;

const LIST: &str = "intervention";

/// A row for each, and a box to add by a few letters.
#[component]
pub(super) fn Interventions() -> Html {
    let form = use_this_form();
    let lists = use_lists();
    let count = form.typed().count("/interventions");
    let rows = (0..count).map(|index| {
        let code = form.typed().text(&format!("/interventions/{index}/intervention"));
        row(&form, index, &label_of(&lists, LIST, &code))
    });
    let picked = {
        let form = form.clone();
        Callback::from(move |code: String| {
            if !code.is_empty() && !has(&form, &code) {
                let offer = json!({ "intervention": code, "response": Response::Offered.word() });
                form.change(Change::Add("/interventions".to_owned(), offer));
            }
        })
    };
    html! {
        <Group form={form.clone()} at="/interventions" label="Interventions" set=true>
            { for rows }
            if count < MAX_INTERVENTIONS {
                <Combobox id={form.id("/interventions/add")} list={LIST} label="Add an intervention: type a few letters"
                    placeholder="Add: type a few letters" {picked} />
            }
        </Group>
    }
}

fn row(form: &Form, index: usize, label: &str) -> Html {
    let at = format!("/interventions/{index}/response");
    let response = form.typed().text(&at);
    let choices = Response::ALL.iter().map(|choice| {
        let set = {
            let (form, at, word) = (form.clone(), at.clone(), choice.word());
            Callback::from(move |_: Event| form.set(&at, word))
        };
        segment(&form.id(&at), choice.word(), choice.label(), response == choice.word(), set)
    });
    let remove = {
        let form = form.clone();
        Callback::from(move |_: MouseEvent| {
            form.change(Change::Remove("/interventions".to_owned(), index));
            browser::focus(&form.id("/interventions/add"));
        })
    };
    html! {
        <div class="app-offer" role="group" aria-label={label.to_owned()} key={index}>
            <span class="app-offer__label" id={form.id(&format!("/interventions/{index}/intervention"))} tabindex="-1">{ label }</span>
            <div class="app-segments app-segments--small">{ for choices }</div>
            <button type="button" class="app-link-button app-offer__remove" onclick={remove} aria-label={format!("Remove {label}")}>
                { "×" }
            </button>
        </div>
    }
}

fn has(form: &Form, code: &str) -> bool {
    let count = form.typed().count("/interventions");
    (0..count).any(|index| form.typed().text(&format!("/interventions/{index}/intervention")) == code)
}
