//! One of a list that is too long to stand in sight.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::group::{Group, described_by, input_class};
use super::use_this_form;
use crate::reference::use_lists;

/// Properties of [`Select`].
#[derive(Properties, PartialEq)]
pub(crate) struct SelectProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// Values and what people read.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    /// What is put to the id, where another input is of the same field.
    #[prop_or_default]
    pub(crate) suffix: &'static str,
}

/// A select over values.
#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let form = use_this_form();
    let at = props.at.clone();
    let chosen = form.typed().text(&at);
    let onchange = {
        let (form, at) = (form.clone(), at.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            form.set(&at, select.value());
        })
    };
    let id = format!("{}{}", form.id(&at), props.suffix);
    let known = chosen.is_empty() || props.options.iter().any(|(value, _)| **value == *chosen);
    html! {
        <Group form={form.clone()} at={at.clone()} label={props.label.clone()} hint={props.hint.clone()} suffix={props.suffix}>
            <select class={input_class(&form, &at, "nhsuk-select")} {id} autocomplete="off"
                aria-describedby={described_by(&form, &at, props.hint.is_some())} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ "Not recorded" }</option>
                if !known {
                    <option value={chosen.clone()} selected=true>{ &chosen }</option>
                }
                for (value, label) in &props.options {
                    <option value={value.clone()} selected={**value == *chosen}>{ label }</option>
                }
            </select>
        </Group>
    }
}

/// Properties of [`CodeSelect`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodeSelectProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// The code list.
    pub(crate) list: &'static str,
    /// What is put to the id, where another input is of the same field.
    #[prop_or_default]
    pub(crate) suffix: &'static str,
}

/// A select over a code list.
#[component]
pub(crate) fn CodeSelect(props: &CodeSelectProps) -> Html {
    let lists = use_lists();
    let options: Vec<(AttrValue, AttrValue)> =
        lists.items(props.list).iter().map(|item| (item.code.clone().into(), item.label.clone().into())).collect();
    html! { <Select at={props.at.clone()} label={props.label.clone()} {options} suffix={props.suffix} /> }
}
