//! A list of lines, typed in one area, one a line.

use serde_json::Value;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::group::{Group, described_by, input_class};
use super::use_this_form;

/// Properties of [`LinesField`].
#[derive(Properties, PartialEq)]
pub(crate) struct LinesFieldProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
}

/// An area whose every line is an entry.
#[component]
pub(crate) fn LinesField(props: &LinesFieldProps) -> Html {
    let form = use_this_form();
    let at = props.at.clone();
    let oninput = {
        let (form, at) = (form.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            form.set(&at, if text.is_empty() { Value::Null } else { text.split('\n').collect::<Vec<_>>().into() });
        })
    };
    html! {
        <Group form={form.clone()} at={at.clone()} label={props.label.clone()} hint={props.hint.clone()}
            class="app-wide">
            <textarea class={input_class(&form, &at, "nhsuk-textarea")} id={form.id(&at)} rows="3" autocomplete="off"
                value={form.typed().texts(&at).join("\n")}
                aria-describedby={described_by(&form, &at, props.hint.is_some())} {oninput} />
        </Group>
    }
}
