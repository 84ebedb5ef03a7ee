//! Where the pages stand. While the screen is locked nothing of them is in the document, and all of them, with
//! what is typed in them, are there again afterwards.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::browser;

/// Properties of [`Stage`].
#[derive(Properties, PartialEq)]
pub(super) struct StageProps {
    /// Whether nothing of the pages may be seen.
    pub(super) is_covered: bool,
    /// The pages.
    pub(super) children: Children,
}

/// What is to be put back as it was.
#[derive(Default)]
struct Left {
    focus: Option<Element>,
    scrolled_to: f64,
}

/// The pages, in an element of their own that leaves the document and comes back.
#[component]
pub(super) fn Stage(props: &StageProps) -> Html {
    let place = use_memo((), |()| browser::document().and_then(|document| document.create_element("div").ok()));
    let left = use_mut_ref(Left::default);
    let Some(place) = &*place else {
        return Html::default();
    };
    if !props.is_covered && !place.is_connected() {
        // Before the pages are rendered: what they do with the document must find them in it.
        attach(place);
    }
    {
        let place = place.clone();
        use_effect_with(props.is_covered, move |is_covered| {
            if *is_covered {
                *left.borrow_mut() = Left { focus: browser::focused(), scrolled_to: browser::scrolled_to() };
                place.remove();
            } else {
                let before = left.take();
                browser::scroll_to(before.scrolled_to);
                if let Some(focus) = before.focus.and_then(|focus| focus.dyn_into::<HtmlElement>().ok()) {
                    // A focus that the browser refuses leaves it where it was.
                    let _ = focus.focus();
                }
            }
        });
    }
    create_portal(html! { <>{ for props.children.iter() }</> }, place.clone())
}

fn attach(place: &Element) {
    if let Some(body) = browser::document().and_then(|document| document.body()) {
        // The body takes every element.
        let _ = body.append_child(place);
    }
}
