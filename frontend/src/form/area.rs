//! Text of several lines.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::group::{Group, described_by, input_class};
use super::use_this_form;

/// Properties of [`Area`].
#[derive(Properties, PartialEq)]
pub(crate) struct AreaProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// How many lines show.
    #[prop_or(4)]
    pub(crate) rows: u32,
}

/// A note.
#[component]
pub(crate) fn Area(props: &AreaProps) -> Html {
    let form = use_this_form();
    let at = props.at.clone();
    let oninput = {
        let (form, at) = (form.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            form.set(&at, area.value());
        })
    };
    html! {
        <Group form={form.clone()} at={at.clone()} label={props.label.clone()} hint={props.hint.clone()}
            class="app-wide">
            <textarea class={input_class(&form, &at, "nhsuk-textarea")} id={form.id(&at)} rows={props.rows.to_string()}
                value={form.typed().text(&at)} autocomplete="off"
                aria-describedby={described_by(&form, &at, props.hint.is_some())}
                aria-invalid={form.typed().flaw(&at).map(|_| "true")} {oninput} />
        </Group>
    }
}
