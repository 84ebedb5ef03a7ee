//! Several of a code list: boxes to tick, folded away until wanted.

use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Group, use_this_form};
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
    let form = use_this_form();
    let lists = use_lists();
    let ticked = form.typed().texts(&props.at);
    let boxes = lists.items(props.list).iter().map(|item| {
        let id = format!("{}-{}", form.id(&props.at), item.code);
        let onchange = {
            let (form, at, code, ticked) = (form.clone(), props.at.clone(), item.code.clone(), ticked.clone());
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                form.set(&at, toggled(&ticked, &code, input.checked()));
            })
        };
        html! {
            <div class="app-tick" key={item.code.clone()}>
                <input type="checkbox" id={id.clone()} checked={ticked.contains(&item.code)} {onchange} />
                <label for={id}>{ &item.label }</label>
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
