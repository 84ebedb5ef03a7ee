//! The token: in this tab's memory only. Tabs take turns to refresh it, under one Web Lock.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::id::StaffId;
use domain::sign_in::SignedIn;
use gloo_net::http::Method;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use yew::Callback;

use super::{Answer, Ask, Refused, json, read, refuse_unless_ok};
use crate::{browser, clock, shown};

/// A token is refreshed so long before it runs out, in milliseconds.
const AHEAD_MS: f64 = 15_000.0;

struct Token {
    text: String,
    ends_ms: f64,
}

thread_local! {
    static TOKEN: RefCell<Option<Token>> = const { RefCell::new(None) };
    static WAITING: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
    static WHO: Cell<Option<StaffId>> = const { Cell::new(None) };
    static ON_EXPIRED: RefCell<Callback<()>> = RefCell::new(Callback::noop());
}

/// What to do when a sign-in has run out: `session` asks for it again, in place.
pub(crate) fn on_expired(ask: Callback<()>) {
    ON_EXPIRED.set(ask);
}

/// Take what signing in or refreshing answered, and let those who wait go on.
pub(crate) fn take(signed_in: &SignedIn) {
    clock::hear(signed_in.me.server_time);
    WHO.set(Some(signed_in.me.id));
    let ends_ms = browser::elapsed_ms() + f64::from(signed_in.expires_in) * 1_000.0;
    TOKEN.set(Some(Token { text: shown::header(&signed_in.access_token), ends_ms }));
    for resolve in WAITING.take() {
        // A promise's own function does not throw.
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}

/// Forget the token: it was refused, or its holder signs out.
pub(super) fn forget() {
    TOKEN.set(None);
}

/// The token, refreshed first if it is about to run out; none while nobody is signed in.
pub(super) async fn current() -> Option<String> {
    if fresh().is_none() {
        in_turn(async || {
            // Somebody else in this tab may have refreshed while this one waited for its turn.
            if fresh().is_none() {
                // A refusal shows as the missing token.
                let _ = refresh_now().await;
            }
        })
        .await;
    }
    fresh()
}

fn fresh() -> Option<String> {
    TOKEN.with_borrow(|token| {
        let token = token.as_ref().filter(|token| browser::elapsed_ms() + AHEAD_MS < token.ends_ms)?;
        Some(token.text.clone())
    })
}

/// Ask for the sign-in again and wait until it is there.
pub(super) async fn wait_for_sign_in() {
    ON_EXPIRED.with_borrow(Clone::clone).emit(());
    let signed_in = Promise::new(&mut |resolve, _| WAITING.with_borrow_mut(|waiting| waiting.push(resolve)));
    // It is never rejected.
    let _ = JsFuture::from(signed_in).await;
}

/// Sign in again by the cookie, as when the page was loaded anew.
///
/// # Errors
/// A refusal when nobody is signed in.
pub(crate) async fn refresh() -> Answer<SignedIn> {
    let outcome = Rc::new(RefCell::new(None));
    let inside = Rc::clone(&outcome);
    in_turn(async move || {
        inside.replace(Some(refresh_now().await));
    })
    .await;
    outcome.take().unwrap_or(Err(Refused::Unreachable))
}

/// Tabs share the cookie, which each refresh changes, so they take turns.
async fn in_turn<Work: AsyncFnOnce() + 'static>(work: Work) {
    let work = Rc::new(RefCell::new(Some(work)));
    let inside = Rc::clone(&work);
    let turn = Closure::once_into_js(move || {
        future_to_promise(async move {
            let work = inside.borrow_mut().take();
            if let Some(work) = work {
                work().await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    if take_turn(turn.unchecked_ref()).await.is_none() {
        // A browser without locks: better to refresh unlocked than not at all.
        let work = work.borrow_mut().take();
        if let Some(work) = work {
            work().await;
        }
    }
}

async fn refresh_now() -> Answer<SignedIn> {
    let response = refuse_unless_ok(Ask::new(Method::POST, "/sign-in/refresh").send(None).await?).await?;
    let signed_in: SignedIn = read(json(&response).await?)?;
    if WHO.get().is_some_and(|before| before != signed_in.me.id) {
        // Somebody else signed in in another tab: nothing of the one before may stay on the screen, or be done in
        // their name.
        browser::start_over("/");
        return Err(Refused::Unreadable);
    }
    take(&signed_in);
    Ok(signed_in)
}

/// `navigator.locks.request("criis-refresh", turn)`, by reflection: its bindings are not stable.
async fn take_turn(turn: &Function) -> Option<JsValue> {
    let navigator: JsValue = browser::window()?.navigator().into();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let held: Promise = request.call2(&locks, &"criis-refresh".into(), turn).ok()?.dyn_into().ok()?;
    JsFuture::from(held).await.ok()
}
