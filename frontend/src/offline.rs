//! Whether there is a network, and the banner that says when there is none.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

use crate::browser;

/// Whether the browser has a network.
#[hook]
pub(crate) fn use_online() -> bool {
    let is_online = use_state(browser::is_online);
    {
        let is_online = is_online.clone();
        use_effect_with((), move |()| {
            let look = Closure::<dyn Fn()>::new(move || is_online.set(browser::is_online()));
            if let Some(window) = browser::window() {
                for event in ["online", "offline"] {
                    // Adding a listener does not fail.
                    let _ = window.add_event_listener_with_callback(event, look.as_ref().unchecked_ref());
                }
            }
            move || {
                if let Some(window) = browser::window() {
                    for event in ["online", "offline"] {
                        let _ = window.remove_event_listener_with_callback(event, look.as_ref().unchecked_ref());
                    }
                }
            }
        });
    }
    *is_online
}

/// Says so when there is no network.
#[component]
pub(crate) fn OfflineBanner() -> Html {
    let is_online = use_online();
    html! {
        <div role="status" class="app-offline-place">
            if !is_online {
                <p class="app-offline">
                    <strong>{ "You are offline. " }</strong>
                    { "What you type is kept on this device and sent when you are back." }
                </p>
            }
        </div>
    }
}
