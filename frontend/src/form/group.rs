//! Label, hint and error round an input.

use yew::prelude::*;

use super::Form;

/// Properties of [`Group`].
#[derive(Properties, PartialEq)]
pub(crate) struct GroupProps {
    /// The form.
    pub(crate) form: Form,
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// Whether it is a set of inputs rather than one.
    #[prop_or_default]
    pub(crate) set: bool,
    /// What is put to the id, where another input is of the same field.
    #[prop_or_default]
    pub(crate) suffix: &'static str,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// The input.
    pub(crate) children: Children,
}

/// A form group of nhsuk-frontend.
#[component]
pub(crate) fn Group(props: &GroupProps) -> Html {
    let id = format!("{}{}", props.form.id(&props.at), props.suffix);
    let flaw = props.form.typed().flaw(&props.at).map(str::to_owned);
    let class = classes!("nhsuk-form-group", flaw.is_some().then_some("nhsuk-form-group--error"), props.class.clone());
    let hint = props.hint.as_ref().map(|hint| {
        html! { <div class="nhsuk-hint" id={format!("{id}-hint")}>{ hint }</div> }
    });
    let error = flaw.map(|flaw| {
        html! {
            <span class="nhsuk-error-message" id={format!("{id}-error")} role="alert">
                <span class="nhsuk-u-visually-hidden">{ "Error: " }</span>{ flaw }
            </span>
        }
    });
    if props.set {
        let described = described_by(&props.form, &props.at, props.hint.is_some());
        return html! {
            <div {class}>
                <fieldset class="nhsuk-fieldset" id={id} tabindex="-1" aria-describedby={described}>
                    <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{ &props.label }</legend>
                    { hint }
                    { error }
                    { for props.children.iter() }
                </fieldset>
            </div>
        };
    }
    html! {
        <div {class}>
            <label class="nhsuk-label" for={id}>{ &props.label }</label>
            { hint }
            { error }
            { for props.children.iter() }
        </div>
    }
}

/// The ids of what describes the field, for its `aria-describedby`.
pub(super) fn described_by(form: &Form, at: &str, has_hint: bool) -> Option<String> {
    let id = form.id(at);
    let hint = has_hint.then(|| format!("{id}-hint"));
    let error = form.typed().flaw(at).map(|_| format!("{id}-error"));
    let ids: Vec<String> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The classes of an input, red where it has a flaw.
pub(super) fn input_class(form: &Form, at: &str, base: &'static str) -> Classes {
    let error = form.typed().flaw(at).map(|_| format!("{base}--error"));
    classes!(base, error)
}
