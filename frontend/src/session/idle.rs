//! Noticing that nobody is there: no key and no pointer for some minutes, in any tab.

use std::cell::Cell;

use gloo_timers::callback::Interval;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

use super::tabs::{self, Word};
use crate::browser;

/// How often it is looked whether somebody is there.
const LOOK_MS: u32 = 1_000;
/// How long before the screen locks it says so.
const WARN_MS: f64 = 60_000.0;
/// How often other tabs are told that somebody is here.
const TELL_MS: f64 = 10_000.0;
/// What shows that somebody is there.
const SIGNS: [&str; 5] = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

/// Whether somebody is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Presence {
    Here,
    /// The screen locks within a minute.
    Leaving,
    Away,
}

/// What so many idle milliseconds mean, where the screen locks after so many.
fn presence(idle_ms: f64, lock_after_ms: f64) -> Presence {
    if idle_ms >= lock_after_ms {
        Presence::Away
    } else if idle_ms >= lock_after_ms - WARN_MS {
        Presence::Leaving
    } else {
        Presence::Here
    }
}

/// When somebody was last there: by the clock that only measures, which may stand still while a laptop sleeps, and
/// by the device's, which may be set. The longer wait counts.
#[derive(Clone, Copy)]
struct Seen {
    measured: f64,
    by_device: f64,
}

thread_local! {
    static SEEN: Cell<Option<Seen>> = const { Cell::new(None) };
    static TOLD: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Somebody is there, in this tab or another.
pub(super) fn note() {
    SEEN.set(Some(Seen { measured: browser::elapsed_ms(), by_device: js_sys::Date::now() }));
}

fn note_and_tell() {
    note();
    let now = browser::elapsed_ms();
    if now - TOLD.get() >= TELL_MS {
        TOLD.set(now);
        tabs::tell(Word::Here);
    }
}

fn idle_ms() -> f64 {
    SEEN.get().map_or(0.0, |seen| (browser::elapsed_ms() - seen.measured).max(js_sys::Date::now() - seen.by_device))
}

/// Properties of [`Idle`].
#[derive(Properties, PartialEq)]
pub(super) struct IdleProps {
    /// After how many milliseconds without anybody the screen locks.
    pub(super) lock_after_ms: f64,
    /// Lock it.
    pub(super) lock: Callback<()>,
}

/// Watches while it is on the page, and warns a minute before.
#[component]
pub(super) fn Idle(props: &IdleProps) -> Html {
    let now = use_state_eq(|| Presence::Here);
    {
        let (now, lock, lock_after_ms) = (now.clone(), props.lock.clone(), props.lock_after_ms);
        use_effect_with((), move |()| {
            note_and_tell();
            let sign = Closure::<dyn Fn()>::new(note_and_tell);
            each_sign(|document, sign_of| {
                document.add_event_listener_with_callback_and_bool(sign_of, sign.as_ref().unchecked_ref(), true)
            });
            let look = Interval::new(LOOK_MS, move || {
                let presence = presence(idle_ms(), lock_after_ms);
                now.set(presence);
                if presence == Presence::Away {
                    lock.emit(());
                }
            });
            move || {
                drop(look);
                each_sign(|document, sign_of| {
                    document.remove_event_listener_with_callback_and_bool(sign_of, sign.as_ref().unchecked_ref(), true)
                });
            }
        });
    }
    let words = (*now == Presence::Leaving)
        .then_some("Nobody seems to be there: this screen locks in a minute. Move the pointer or press a key to stay.");
    html! {
        <div role="status" class="app-idle">
            if let Some(words) = words { <p class="app-idle__words">{ words }</p> }
        </div>
    }
}

fn each_sign(change: impl Fn(&web_sys::Document, &str) -> Result<(), wasm_bindgen::JsValue>) {
    if let Some(document) = browser::document() {
        for sign in SIGNS {
            // Adding and removing a listener does not fail.
            let _ = change(&document, sign);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_warns_a_minute_before_it_locks() {
        let after = 600_000.0;
        assert_eq!(presence(0.0, after), Presence::Here);
        assert_eq!(presence(539_999.0, after), Presence::Here);
        assert_eq!(presence(540_000.0, after), Presence::Leaving);
        assert_eq!(presence(600_000.0, after), Presence::Away);
    }
}
