//! What the app asks of the browser itself: focus, the title, time that has passed.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, HtmlElement, Window};

/// The window, if there is one (there is none in native tests).
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The element of an id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Move the focus to the element of an id; nothing happens if it is not there.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // A focus that the browser refuses leaves it where it was, which is no harm.
        let _ = element.focus();
    }
}

/// Move the focus once what was just asked for is on the page.
pub(crate) fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    gloo_timers::callback::Timeout::new(30, move || focus(&id)).forget();
}

/// Name the page. Never with a person's name: titles are kept in the browser's history.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{title} · CRiiS"));
    }
}

/// Milliseconds since the page was opened, by a clock that nobody sets.
pub(crate) fn elapsed_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Whether the browser believes it has a network.
pub(crate) fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// The element that has the focus.
pub(crate) fn focused() -> Option<web_sys::Element> {
    document()?.active_element()
}

/// Load the page anew where the browser would show it as it was left: after signing out, the way back must not
/// show a record again.
pub(crate) fn never_restored() {
    let look = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let is_restored = Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy());
        if let Some(window) = window().filter(|_| is_restored) {
            // A page that cannot be loaded is not shown either.
            let _ = window.location().reload();
        }
    });
    if let Some(window) = window() {
        // Adding a listener does not fail. It stays as long as the page.
        let _ = window.add_event_listener_with_callback("pageshow", look.into_js_value().unchecked_ref());
    }
}

/// Open the page anew at a path, forgetting everything in memory.
pub(crate) fn start_over(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(path);
    }
}

/// Load another page in place of this one, to which the way back then does not lead.
pub(crate) fn leave_for(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(path);
    }
}
