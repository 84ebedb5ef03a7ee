//! What single keys do, everywhere but where somebody types. They can be switched off (WCAG 2.1.4).

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use crate::browser;

/// What a key asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Command {
    /// Go to the find box.
    Find,
    /// Record a contact.
    Contact,
    /// Make an appointment.
    Appointment,
    /// Go to Today.
    Today,
    /// Go to the caseload.
    Caseload,
    /// The next of a list.
    Next,
    /// The one before in a list.
    Previous,
    /// Close the panel.
    Close,
    /// Show all keys.
    Help,
}

/// A key, as its cap reads, and what it does.
type Key = (&'static str, &'static str);

/// All keys of the frontline app, for the help.
pub(crate) const FRONTLINE_KEYS: &[Key] = &[
    ("/", "Find a person"),
    ("c", "Record a contact"),
    ("a", "Make an appointment"),
    ("g then t", "Today"),
    ("g then c", "Caseload"),
    ("j, k", "Next, previous in a list"),
    ("Enter", "Open"),
    ("Ctrl + Enter", "Save"),
    ("Esc", "Close the panel; the draft is kept"),
    ("?", "Show these keys"),
];

/// All keys of the office app.
pub(crate) const OFFICE_KEYS: &[Key] =
    &[("g then t", "Where you begin"), ("Ctrl + Enter", "Save"), ("?", "Show these keys")];

const SWITCH: &str = "criis-single-keys";

/// What a key means: `after_g` is whether `g` was pressed just before, `is_typing` whether a field has
/// the focus, `are_on` whether single letters are switched on.
fn meaning(key: &str, after_g: bool, is_typing: bool, are_on: bool) -> Option<Command> {
    if key == "Escape" {
        return Some(Command::Close);
    }
    if is_typing || !are_on {
        return None;
    }
    match (after_g, key) {
        (true, "t") => Some(Command::Today),
        (true, "c") => Some(Command::Caseload),
        (_, "/") => Some(Command::Find),
        (_, "?") => Some(Command::Help),
        (false, "c") => Some(Command::Contact),
        (false, "a") => Some(Command::Appointment),
        (false, "j") => Some(Command::Next),
        (false, "k") => Some(Command::Previous),
        _ => None,
    }
}

/// Those who answer to a command, the latest last.
type Listeners = Vec<(u32, Command, Callback<()>)>;

thread_local! {
    static LISTENERS: RefCell<Listeners> = const { RefCell::new(Vec::new()) };
    static COUNT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Answer to a command while the component is on the page. Of several, the one that came last answers.
#[hook]
pub(crate) fn use_command(command: Command, answer: Callback<()>) {
    use_effect_with((command, answer), |(command, answer)| {
        let number = COUNT.get();
        COUNT.set(number + 1);
        LISTENERS.with_borrow_mut(|listeners| listeners.push((number, *command, answer.clone())));
        move || LISTENERS.with_borrow_mut(|listeners| listeners.retain(|(other, ..)| *other != number))
    });
}

/// `j` and `k` move through the links of a place's rows (`app-row__link`).
#[hook]
pub(crate) fn use_list(place: NodeRef) {
    let step = |forward: bool| {
        move |(): (), place: &NodeRef| {
            let Some(place) = place.cast::<web_sys::Element>() else { return };
            let Ok(links) = place.query_selector_all(".app-row__link") else { return };
            let focused = browser::focused();
            let here = (0..links.length()).find(|index| {
                links
                    .item(*index)
                    .is_some_and(|link| focused.as_ref().is_some_and(|focused| link.contains(Some(focused))))
            });
            let next = match (here, forward) {
                (None, _) => 0,
                (Some(here), true) => here + 1,
                (Some(here), false) => here.saturating_sub(1),
            };
            if let Some(link) = links.item(next).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                // A focus that the browser refuses leaves it where it was.
                let _ = link.focus();
            }
        }
    };
    let next = use_callback(place.clone(), step(true));
    let previous = use_callback(place, step(false));
    use_command(Command::Next, next);
    use_command(Command::Previous, previous);
}

fn dispatch(command: Command) -> bool {
    let answer = LISTENERS.with_borrow(|listeners| {
        listeners.iter().rev().find(|(_, other, _)| *other == command).map(|(.., answer)| answer.clone())
    });
    if let Some(answer) = &answer {
        answer.emit(());
    }
    answer.is_some()
}

/// Properties of [`Keys`].
#[derive(Properties, PartialEq)]
pub(crate) struct KeysProps {
    /// What the help lists.
    pub(crate) keys: &'static [Key],
}

/// Listens to the whole page; shows the help on `?`.
#[component]
pub(crate) fn Keys(props: &KeysProps) -> Html {
    let dialog = use_node_ref();
    let are_on = use_state(are_switched_on);
    use_effect_with(*are_on, |are_on| {
        let are_on = *are_on;
        let after_g = Rc::new(RefCell::new(None::<Timeout>));
        let listen = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
                return;
            }
            let is_typing = is_typing();
            let was_g = after_g.take().is_some();
            if let Some(command) = meaning(&event.key(), was_g, is_typing, are_on) {
                if dispatch(command) {
                    event.prevent_default();
                }
            } else if event.key() == "g" && !is_typing {
                let forget = Rc::clone(&after_g);
                after_g.replace(Some(Timeout::new(1_500, move || {
                    forget.take();
                })));
            }
        });
        if let Some(document) = browser::document() {
            // Adding a listener does not fail.
            let _ = document.add_event_listener_with_callback("keydown", listen.as_ref().unchecked_ref());
        }
        move || {
            if let Some(document) = browser::document() {
                let _ = document.remove_event_listener_with_callback("keydown", listen.as_ref().unchecked_ref());
            }
        }
    });
    let show = {
        let dialog = dialog.clone();
        use_callback((), move |(), ()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // A dialog that is open already is as it should be.
                let _ = dialog.show_modal();
            }
        })
    };
    use_command(Command::Help, show);
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let switch = {
        let are_on = are_on.clone();
        Callback::from(move |_: Event| {
            keep_switch(!*are_on);
            are_on.set(!*are_on);
        })
    };
    let rows = props.keys.iter().map(|(key, what)| {
        html! { <div class="app-keys__row"><dt><kbd>{ key }</kbd></dt><dd>{ what }</dd></div> }
    });
    html! {
        <dialog class="app-dialog" ref={dialog} aria-labelledby="keys-title">
            <h2 id="keys-title">{ "Keys" }</h2>
            <dl class="app-keys">{ for rows }</dl>
            <div class="app-tick">
                <input type="checkbox" id="keys-switch" checked={*are_on} onchange={switch} />
                <label for="keys-switch">{ "Use single letters" }</label>
            </div>
            <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={close}>{ "Close" }</button>
        </dialog>
    }
}

fn is_typing() -> bool {
    let Some(focused) = browser::focused() else {
        return false;
    };
    let is_editable = focused.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    let kind = focused.get_attribute("type").unwrap_or_default();
    let is_field = match focused.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(kind.as_str(), "radio" | "checkbox" | "button"),
        _ => false,
    };
    is_editable || is_field
}

fn are_switched_on() -> bool {
    let storage = browser::window().and_then(|window| window.local_storage().ok().flatten());
    storage.and_then(|storage| storage.get_item(SWITCH).ok().flatten()).as_deref() != Some("off")
}

fn keep_switch(are_on: bool) {
    let storage = browser::window().and_then(|window| window.local_storage().ok().flatten());
    if let Some(storage) = storage {
        // Where the browser keeps nothing the switch holds until the page is left.
        let _ = storage.set_item(SWITCH, if are_on { "on" } else { "off" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_means_nothing_while_one_types() {
        assert_eq!(meaning("c", false, true, true), None);
        assert_eq!(meaning("/", false, true, true), None);
        assert_eq!(meaning("Escape", false, true, true), Some(Command::Close));
    }

    #[test]
    fn letters_can_be_switched_off() {
        assert_eq!(meaning("c", false, false, false), None);
        assert_eq!(meaning("Escape", false, false, false), Some(Command::Close));
    }

    #[test]
    fn g_goes_somewhere() {
        assert_eq!(meaning("c", true, false, true), Some(Command::Caseload));
        assert_eq!(meaning("t", true, false, true), Some(Command::Today));
        assert_eq!(meaning("t", false, false, true), None);
        assert_eq!(meaning("c", false, false, true), Some(Command::Contact));
    }
}
