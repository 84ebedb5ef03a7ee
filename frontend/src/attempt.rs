//! Something that is tried once at a time, such as sending a form: whether it is under way, and why it failed.

use std::future::Future;
use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::client::Refused;

/// What became of the latest try.
#[derive(Clone)]
pub(crate) struct Attempt {
    is_busy: UseStateHandle<bool>,
    refused: UseStateHandle<Option<String>>,
}

/// Nothing was tried yet.
#[hook]
pub(crate) fn use_attempt() -> Attempt {
    Attempt { is_busy: use_state(|| false), refused: use_state(|| None) }
}

impl Attempt {
    /// Try it, unless the one before is still under way.
    pub(crate) fn begin(&self, attempt: impl Future<Output = Result<(), Refused>> + 'static) {
        self.begin_this(Box::pin(attempt));
    }

    /// Compiled once, whatever is tried.
    fn begin_this(&self, attempt: Pin<Box<dyn Future<Output = Result<(), Refused>>>>) {
        if *self.is_busy {
            return;
        }
        self.is_busy.set(true);
        self.refused.set(None);
        let Self { is_busy, refused } = self.clone();
        spawn_local(async move {
            let outcome = attempt.await;
            is_busy.set(false);
            refused.set(outcome.err().map(|why| why.words()));
        });
    }

    /// Say why it did not succeed, where the page finds out by itself.
    pub(crate) fn fail(&self, why: &'static str) {
        self.refused.set(Some(why.to_owned()));
    }

    /// Why it failed, said aloud.
    pub(crate) fn words(&self) -> Html {
        (*self.refused).as_ref().map_or_else(Html::default, |words| {
            html! { <p class="nhsuk-error-message" role="alert">{ words }</p> }
        })
    }

    /// For the `aria-disabled` of its button.
    pub(crate) fn is_busy(&self) -> String {
        self.is_busy.to_string()
    }
}
