//! One of a few: radios side by side, all of them in sight.

use serde_json::Value;
use yew::prelude::*;

use super::{Group, Options, use_this_form};

/// Properties of [`Choice`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// Words and labels.
    pub(crate) options: Options,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
}

/// Segmented radios over words.
#[component]
pub(crate) fn Choice(props: &ChoiceProps) -> Html {
    let form = use_this_form();
    let chosen = form.typed().text(&props.at);
    let options = props.options.iter().map(|(word, label)| {
        let set = {
            let (form, at, word) = (form.clone(), props.at.clone(), *word);
            Callback::from(move |_: Event| form.set(&at, word))
        };
        segment(&form.id(&props.at), word, label, chosen == *word, set)
    });
    html! {
        <Group form={form.clone()} at={props.at.clone()} label={props.label.clone()} hint={props.hint.clone()}
            set=true class={props.class.clone()}>
            <div class="app-segments">{ for options }</div>
        </Group>
    }
}

/// Properties of [`YesNo`].
#[derive(Properties, PartialEq)]
pub(crate) struct YesNoProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks.
    pub(crate) label: AttrValue,
}

/// Yes, no, or not asked: a flag that nobody set is not a no.
#[component]
pub(crate) fn YesNo(props: &YesNoProps) -> Html {
    let form = use_this_form();
    let chosen = form.typed().content().pointer(&props.at).and_then(Value::as_bool);
    let options = [("yes", "Yes", Some(true)), ("no", "No", Some(false)), ("unasked", "Not asked", None)];
    let options = options.map(|(word, label, value)| {
        let set = {
            let (form, at) = (form.clone(), props.at.clone());
            Callback::from(move |_: Event| form.set(&at, value))
        };
        segment(&form.id(&props.at), word, label, chosen == value, set)
    });
    html! {
        <Group form={form.clone()} at={props.at.clone()} label={props.label.clone()} set=true>
            <div class="app-segments">{ for options }</div>
        </Group>
    }
}

/// One radio of a row of them.
pub(crate) fn segment(name: &str, word: &str, label: &str, checked: bool, onchange: Callback<Event>) -> Html {
    let id = format!("{name}-{word}");
    html! {
        <span class="app-segment" key={word.to_owned()}>
            <input type="radio" class="app-segment__input" name={name.to_owned()} id={id.clone()} value={word.to_owned()}
                {checked} {onchange} />
            <label class="app-segment__label" for={id}>{ label }</label>
        </span>
    }
}
