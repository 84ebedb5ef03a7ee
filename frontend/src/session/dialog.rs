//! A small dialog over the page, that is there until what it asks is answered.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use crate::browser;

/// Properties of [`Over`].
#[derive(Properties, PartialEq)]
pub(super) struct OverProps {
    /// Its heading.
    pub(super) title: &'static str,
    /// What Escape does; nothing where there is nothing to do behind it.
    #[prop_or_default]
    pub(super) cancel: Callback<()>,
    /// What is in it.
    pub(super) children: Children,
}

/// A modal dialog, open while it is on the page; afterwards the focus is where it was.
#[component]
pub(super) fn Over(props: &OverProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let before = browser::focused().and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // A dialog that is open already is as it should be.
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(before) = before {
                    gloo_timers::callback::Timeout::new(30, move || {
                        // A focus that the browser refuses leaves it where it was.
                        let _ = before.focus();
                    })
                    .forget();
                }
            }
        });
    }
    let oncancel = props.cancel.reform(|event: Event| event.prevent_default());
    html! {
        <dialog class="app-dialog" ref={dialog} aria-labelledby="over-title" {oncancel}>
            <h2 id="over-title">{ props.title }</h2>
            { for props.children.iter() }
        </dialog>
    }
}
