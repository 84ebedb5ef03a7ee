//! Acts that take a step-up: `session` asks for it in place, and the act is then repeated by itself.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

thread_local! {
    static ON_NEEDED: RefCell<Callback<()>> = RefCell::new(Callback::noop());
    static WAITING: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// What to do when a step-up is needed.
pub(crate) fn on_needed(ask: Callback<()>) {
    ON_NEEDED.set(ask);
}

/// Let those who wait go on: whether it was shown, or the dialog closed.
pub(crate) fn settle(is_shown: bool) {
    for resolve in WAITING.take() {
        // A promise's own function does not throw.
        let _ = resolve.call1(&JsValue::UNDEFINED, &is_shown.into());
    }
}

/// Ask for it and wait; answers whether it was shown.
pub(super) async fn ask() -> bool {
    let shown = Promise::new(&mut |resolve, _| WAITING.with_borrow_mut(|waiting| waiting.push(resolve)));
    ON_NEEDED.with_borrow(Clone::clone).emit(());
    // It is never rejected.
    JsFuture::from(shown).await.is_ok_and(|is_shown| is_shown.is_truthy())
}
