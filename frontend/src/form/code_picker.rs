//! A code by typing a few letters of what it means.

use domain::code::{CodeItem, CodeLists};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Group, use_this_form};
use crate::reference::use_lists;

/// The most suggestions: what fits in sight.
const MOST: usize = 8;

/// Properties of [`CodePicker`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodePickerProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// The code list.
    pub(crate) list: &'static str,
}

/// A combobox that sets a field to the code picked.
#[component]
pub(crate) fn CodePicker(props: &CodePickerProps) -> Html {
    let form = use_this_form();
    let lists = use_lists();
    let chosen = form.typed().text(&props.at);
    let picked = {
        let (form, at) = (form.clone(), props.at.clone());
        Callback::from(move |code: String| form.set(&at, code))
    };
    html! {
        <Group form={form.clone()} at={props.at.clone()} label={props.label.clone()}>
            <Combobox id={form.id(&props.at)} list={props.list} chosen={label_of(&lists, props.list, &chosen)} {picked} />
        </Group>
    }
}

/// Properties of [`Combobox`].
#[derive(Properties, PartialEq)]
pub(crate) struct ComboboxProps {
    /// The input's id.
    pub(crate) id: AttrValue,
    /// The code list.
    pub(crate) list: &'static str,
    /// The label of what is chosen; empty where nothing is, or where it never stays.
    #[prop_or_default]
    pub(crate) chosen: AttrValue,
    /// Said of it, where no label element is.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// What stands in it while empty, beside its label.
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    /// Told the code that was picked, or an empty text.
    pub(crate) picked: Callback<String>,
}

/// The input and its suggestions, by the combobox pattern of the ARIA Authoring Practices.
#[component]
pub(crate) fn Combobox(props: &ComboboxProps) -> Html {
    let lists = use_lists();
    let typed = use_state(|| None::<String>);
    let at = use_state(|| 0_usize);
    let suggestions: Vec<CodeItem> = match &*typed {
        Some(letters) => suggest(lists.items(props.list), letters).into_iter().cloned().collect(),
        None => Vec::new(),
    };
    let pick = {
        let (typed, picked) = (typed.clone(), props.picked.clone());
        Callback::from(move |code: String| {
            typed.set(None);
            picked.emit(code);
        })
    };
    let oninput = {
        let (typed, at, picked) = (typed.clone(), at.clone(), props.picked.clone());
        Callback::from(move |event: InputEvent| {
            let letters = event.target_unchecked_into::<HtmlInputElement>().value();
            if letters.is_empty() {
                picked.emit(String::new());
            }
            at.set(0);
            typed.set(Some(letters));
        })
    };
    let onkeydown = {
        let (typed, at, pick, suggestions) = (typed.clone(), at.clone(), pick.clone(), suggestions.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowDown" => {
                event.prevent_default();
                if typed.is_none() {
                    typed.set(Some(String::new()));
                } else {
                    at.set((*at + 1).min(suggestions.len().saturating_sub(1)));
                }
            }
            "ArrowUp" => {
                event.prevent_default();
                at.set(at.saturating_sub(1));
            }
            "Enter" if !event.ctrl_key() && typed.is_some() => {
                event.prevent_default();
                if let Some(item) = suggestions.get(*at) {
                    pick.emit(item.code.clone());
                }
            }
            "Escape" if typed.is_some() => {
                event.stop_propagation();
                typed.set(None);
            }
            _ => {}
        })
    };
    let onblur = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| typed.set(None))
    };
    let list_id = format!("{}-list", props.id);
    let is_open = !suggestions.is_empty();
    let active = is_open.then(|| format!("{}-{}", props.id, *at));
    let value = (*typed).clone().unwrap_or_else(|| props.chosen.to_string());
    let options = suggestions.iter().enumerate().map(|(index, item)| {
        let onmousedown = {
            let (pick, code) = (pick.clone(), item.code.clone());
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                pick.emit(code.clone());
            })
        };
        html! {
            <li role="option" class="app-combobox__option" key={item.code.clone()} id={format!("{}-{index}", props.id)}
                aria-selected={(index == *at).to_string()} {onmousedown}>{ &item.label }</li>
        }
    });
    html! {
        <div class="app-combobox">
            <input class="nhsuk-input" type="text" id={props.id.clone()} {value} role="combobox" autocomplete="off"
                spellcheck="false" aria-autocomplete="list" aria-expanded={is_open.to_string()}
                aria-controls={list_id.clone()} aria-activedescendant={active} aria-label={props.label.clone()}
                placeholder={props.placeholder.clone()} {oninput} {onkeydown} {onblur} />
            <ul class="app-combobox__list" role="listbox" id={list_id} hidden={!is_open}
                aria-label={props.label.clone().unwrap_or_else(|| "Suggestions".into())}>
                { for options }
            </ul>
        </div>
    }
}

/// What people read for a code, as text.
pub(crate) fn label_of(lists: &CodeLists, list: &str, code: &str) -> String {
    lists.items(list).iter().find(|item| item.code == code).map_or_else(|| code.to_owned(), |item| item.label.clone())
}

/// The lines whose words begin with what was typed; those whose label begins with it come first.
fn suggest<'a>(items: &'a [CodeItem], letters: &str) -> Vec<&'a CodeItem> {
    let letters = letters.trim().to_lowercase();
    let mut found: Vec<(u8, &CodeItem)> =
        items.iter().filter_map(|item| rank(&item.label.to_lowercase(), &letters).map(|rank| (rank, item))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(MOST).map(|(_, item)| item).collect()
}

fn rank(label: &str, letters: &str) -> Option<u8> {
    if label.starts_with(letters) {
        return Some(0);
    }
    let begins = letters
        .split_whitespace()
        .all(|typed| label.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed)));
    if begins {
        return Some(1);
    }
    (letters.chars().count() > 1 && label.contains(letters)).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(label: &str) -> CodeItem {
        CodeItem { code: label.to_lowercase(), label: label.into(), group: None, valid_from: None, valid_to: None }
    }

    fn found(letters: &str) -> Vec<String> {
        let items = ["Naloxone kit", "Hep C test", "Key work session", "Needle exchange"].map(item);
        suggest(&items, letters).into_iter().map(|item| item.label.clone()).collect()
    }

    #[test]
    fn a_few_letters_of_any_word_find_it() {
        assert_eq!(found("kit"), ["Naloxone kit"]);
        assert_eq!(found("ke"), ["Key work session"]);
        assert_eq!(found("test"), ["Hep C test"]);
        assert_eq!(found("he te"), ["Hep C test"]);
    }

    #[test]
    fn labels_that_begin_so_come_first() {
        assert_eq!(found("n").first().map(String::as_str), Some("Naloxone kit"));
        assert_eq!(found("").len(), 4);
        assert!(found("zz").is_empty());
    }
}
