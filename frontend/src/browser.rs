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

/// Put a path in the place of the address that the browser shows and remembers, without loading anything.
pub(crate) fn forget_address(path: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // An address of one's own host is never refused.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(path));
    }
}

/// How far down the page is scrolled, in pixels.
pub(crate) fn scrolled_to() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scroll the page there.
pub(crate) fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Put a text into the clipboard, at a press of a button; a browser that refuses leaves what was there.
pub(crate) fn copy(text: &str) {
    if let Some(window) = window() {
        let written = window.navigator().clipboard().write_text(text);
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(written).await;
        });
    }
}

/// Print the page.
pub(crate) fn print() {
    if let Some(window) = window() {
        // A browser that cannot print says so itself.
        let _ = window.print();
    }
}

/// Under which word it is kept that the screen is locked, so that loading the page anew does not unlock it.
const LOCKED: &str = "criis-locked";

/// Keep that the screen is locked, or is no longer.
pub(crate) fn keep_locked(is_locked: bool) {
    let storage = window().and_then(|window| window.local_storage().ok().flatten());
    if let Some(storage) = storage {
        // Where the browser keeps nothing a page loaded anew asks for the sign-in.
        let _ = if is_locked { storage.set_item(LOCKED, "yes") } else { storage.remove_item(LOCKED) };
    }
}

/// Whether the screen was locked when this page was loaded.
pub(crate) fn is_kept_locked() -> bool {
    let storage = window().and_then(|window| window.local_storage().ok().flatten());
    storage.and_then(|storage| storage.get_item(LOCKED).ok().flatten()).is_some()
}
