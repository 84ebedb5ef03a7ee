//! One line: text, a number, a date, a password.

use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::group::{Group, described_by, input_class};
use super::use_this_form;

/// Properties of the fields of one line.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct FieldProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// The input's type.
    #[prop_or(AttrValue::Static("text"))]
    pub(crate) kind: AttrValue,
    /// How a telephone's keyboard helps.
    #[prop_or_default]
    pub(crate) inputmode: Option<AttrValue>,
    /// How wide, in characters, where that tells what is wanted.
    #[prop_or_default]
    pub(crate) width: Option<u8>,
    /// What the browser may fill in; casework is never remembered.
    #[prop_or(AttrValue::Static("off"))]
    pub(crate) autocomplete: AttrValue,
    /// More classes of the group.
    #[prop_or_default]
    pub(crate) class: Classes,
}

/// A line of text.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    line(&use_this_form(), props, Value::String)
}

/// A whole number; anything else typed is kept as it is and refused with its reason.
#[component]
pub(crate) fn NumberField(props: &FieldProps) -> Html {
    let props = FieldProps { inputmode: Some("numeric".into()), ..props.clone() };
    line(&use_this_form(), &props, |text| text.trim().parse::<u32>().map_or_else(|_| Value::String(text), Value::from))
}

/// A day, typed in any of the ways in which people write one.
#[component]
pub(crate) fn DateField(props: &FieldProps) -> Html {
    let hint = props.hint.clone().unwrap_or_else(|| "For example, 24 11 2026".into());
    let props = FieldProps { hint: Some(hint), width: Some(props.width.unwrap_or(20)), ..props.clone() };
    line(&use_this_form(), &props, Value::String)
}

/// A password, which the browser's password keeper may fill in.
#[component]
pub(crate) fn SecretField(props: &FieldProps) -> Html {
    let props = FieldProps { kind: "password".into(), ..props.clone() };
    line(&use_this_form(), &props, Value::String)
}

fn line(form: &super::Form, props: &FieldProps, parse: fn(String) -> Value) -> Html {
    let at = props.at.clone();
    let oninput = {
        let (form, at) = (form.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            form.set(&at, parse(input.value()));
        })
    };
    let class =
        classes!(input_class(form, &at, "nhsuk-input"), props.width.map(|width| format!("nhsuk-input--width-{width}")));
    html! {
        <Group form={form.clone()} at={at.clone()} label={props.label.clone()} hint={props.hint.clone()}
            class={props.class.clone()}>
            <input {class} id={form.id(&at)} type={props.kind.clone()} value={form.typed().text(&at)}
                inputmode={props.inputmode.clone()} autocomplete={props.autocomplete.clone()} spellcheck="false"
                aria-describedby={described_by(form, &at, props.hint.is_some())}
                aria-invalid={form.typed().flaw(&at).map(|_| "true")} {oninput} />
        </Group>
    }
}
