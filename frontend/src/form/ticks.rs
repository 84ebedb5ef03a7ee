//! Several of a code list: boxes to tick, folded away until wanted.

use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Group, Options, use_this_form};
use crate::reference::use_lists;

/// Properties of [`CodeTicks`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodeTicksProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// The code list.
    pub(crate) list: &'static str,
}

/// Boxes over a code list.
#[component]
pub(crate) fn CodeTicks(props: &CodeTicksProps) -> Html {
    let lists = use_lists();
    let items = lists.items(props.list).iter().map(|item| (item.code.clone().into(), item.label.clone().into()));
    html! { <Boxes at={props.at.clone()} label={props.label.clone()} items={items.collect::<Vec<_>>()} /> }
}

/// Properties of [`ChoiceTicks`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceTicksProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// The words with their labels.
    pub(crate) options: Options,
}

/// Boxes over a choice's words.
#[component]
pub(crate) fn ChoiceTicks(props: &ChoiceTicksProps) -> Html {
    let items = props.options.iter().map(|(word, label)| (AttrValue::Static(word), AttrValue::Static(label)));
    html! { <Boxes at={props.at.clone()} label={props.label.clone()} items={items.collect::<Vec<_>>()} /> }
}

/// Properties of [`Boxes`].
#[derive(Properties, PartialEq)]
pub(crate) struct BoxesProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// The words with their labels.
    pub(crate) items: Vec<(AttrValue, AttrValue)>,
}

/// Boxes over words that come from elsewhere.
#[component]
pub(crate) fn Boxes(props: &BoxesProps) -> Html {
    let form = use_this_form();
    let ticked = form.typed().texts(&props.at);
    let boxes = props.items.iter().map(|(word, label)| {
        let id = format!("{}-{word}", form.id(&props.at));
        let onchange = {
            let (form, at, word, ticked) = (form.clone(), props.at.clone(), word.clone(), ticked.clone());
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                form.set(&at, toggled(&ticked, &word, input.checked()));
            })
        };
        html! {
            <div class="app-tick" key={word.to_string()}>
                <input type="checkbox" id={id.clone()} checked={ticked.iter().any(|one| one == word.as_str())} {onchange} />
                <label for={id}>{ label }</label>
            </div>
        }
    });
    html! {
        <Group form={form.clone()} at={props.at.clone()} label={props.label.clone()} set=true class="app-wide">
            <div class="app-ticks">{ for boxes }</div>
        </Group>
    }
}

fn toggled(ticked: &[String], code: &str, tick: bool) -> Value {
    let others = ticked.iter().filter(|other| *other != code).cloned();
    others.chain(tick.then(|| code.to_owned())).collect::<Vec<String>>().into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::toggled;

    #[test]
    fn a_code_is_there_once_or_not() {
        assert_eq!(toggled(&["1".into()], "2", true), json!(["1", "2"]));
        assert_eq!(toggled(&["1".into(), "2".into()], "2", true), json!(["1", "2"]));
        assert_eq!(toggled(&["1".into(), "2".into()], "1", false), json!(["2"]));
    }
}
