//! A list whose entries have fields of their own: each can be taken away, and another added.

use serde_json::{Map, Value};
use yew::prelude::*;

use super::{Change, use_this_form};
use crate::browser;

/// Properties of [`Entries`].
#[derive(Properties, PartialEq)]
pub(crate) struct EntriesProps {
    /// The list's pointer.
    pub(crate) at: AttrValue,
    /// What the list is of.
    pub(crate) label: AttrValue,
    /// One of it, as in *Add an address*.
    pub(crate) one: AttrValue,
    /// The most entries.
    pub(crate) most: usize,
    /// Render the fields of the entry at this pointer.
    pub(crate) render: Callback<AttrValue, Html>,
}

/// A fieldset for each entry.
#[component]
pub(crate) fn Entries(props: &EntriesProps) -> Html {
    let form = use_this_form();
    let count = form.typed().count(&props.at);
    let add = {
        let (form, at) = (form.clone(), props.at.clone());
        Callback::from(move |_: MouseEvent| {
            form.change(Change::Add(at.to_string(), Value::Object(Map::new())));
            browser::focus_soon(format!("{}-entry", form.id(&format!("{at}/{count}"))));
        })
    };
    let entries = (0..count).map(|index| {
        let pointer = format!("{}/{index}", props.at);
        let remove = {
            let (form, at) = (form.clone(), props.at.clone());
            Callback::from(move |_: MouseEvent| {
                form.change(Change::Remove(at.to_string(), index));
                browser::focus_soon(format!("{}-add", form.id(&at)));
            })
        };
        html! {
            <fieldset class="app-entry" key={index} id={format!("{}-entry", form.id(&pointer))} tabindex="-1">
                <legend class="app-entry__legend">{ format!("{} {}", props.label, index + 1) }</legend>
                { props.render.emit(pointer.into()) }
                <button type="button" class="app-link-button" onclick={remove}>
                    { "Remove" }<span class="nhsuk-u-visually-hidden">{ format!(" {} {}", props.one, index + 1) }</span>
                </button>
            </fieldset>
        }
    });
    let error = form.typed().flaw(&props.at).map(|flaw| {
        html! { <span class="nhsuk-error-message" role="alert">{ flaw }</span> }
    });
    html! {
        <section class="app-entries" id={form.id(&props.at)} tabindex="-1" aria-label={props.label.clone()}>
            { error }
            { for entries }
            if count < props.most {
                <button type="button" class="nhsuk-button nhsuk-button--secondary" id={format!("{}-add", form.id(&props.at))}
                    onclick={add}>
                    { format!("Add {}", props.one) }
                </button>
            }
        </section>
    }
}
