//! A list that comes in pages: the first when the list opens, each older one when somebody asks for it.

use std::future::Future;
use std::rc::Rc;

use domain::page::Page;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::client::Refused;
use crate::load::{Failed, Loaded, use_load};

/// The pages that are here, with the way to the next.
pub(crate) struct Pages<T> {
    first: Loaded<Page<T>>,
    older: Vec<Rc<Page<T>>>,
    /// Whether there are more than these.
    pub(crate) is_more: bool,
    failed: Option<Refused>,
    more: Callback<()>,
}

/// The pages after a first one; to another first page they do not belong.
struct Older<T> {
    first: Option<Rc<Page<T>>>,
    pages: Vec<Rc<Page<T>>>,
    failed: Option<Refused>,
}

/// Ask for the first page whenever `of` changes, and for those after it by the cursor of the one before.
#[hook]
pub(crate) fn use_pages<Of, T, Ask, Answer>(of: Of, ask: Ask) -> Pages<T>
where
    Of: PartialEq + Clone + 'static,
    T: 'static,
    Ask: Fn(Of, Option<String>) -> Answer + Clone + 'static,
    Answer: Future<Output = Result<Page<T>, Refused>> + 'static,
{
    let first = use_load(of.clone(), {
        let ask = ask.clone();
        move |of| ask(of, None)
    });
    let older = use_state(|| Rc::new(Older { first: None, pages: Vec::new(), failed: None }));
    let is_same = match (&older.first, first.ready()) {
        (Some(before), Some(now)) => Rc::ptr_eq(before, now),
        _ => false,
    };
    let pages = if is_same { older.pages.clone() } else { Vec::new() };
    let failed = older.failed.clone().filter(|_| is_same);
    let next = pages.last().or(first.ready()).and_then(|page| page.next.clone());
    let is_more = next.is_some();
    let more = {
        let (first, before) = (first.ready().cloned(), pages.clone());
        Callback::from(move |()| {
            let (older, first, mut pages, answer) =
                (older.clone(), first.clone(), before.clone(), ask(of.clone(), next.clone()));
            spawn_local(async move {
                let failed = match answer.await {
                    Ok(page) => {
                        pages.push(Rc::new(page));
                        None
                    }
                    Err(refused) => Some(refused),
                };
                older.set(Rc::new(Older { first, pages, failed }));
            });
        })
    };
    Pages { first, older: pages, is_more, failed, more }
}

impl<T> Pages<T> {
    /// Render what is here, newest first as it came: loading, failed, or all entries as `full` does.
    pub(crate) fn faces(&self, what: &'static str, full: impl FnOnce(Vec<&T>) -> Html) -> Html {
        self.first
            .faces(what, |first| full(std::iter::once(first).chain(&self.older).flat_map(|page| &page.items).collect()))
    }

    /// The button that brings the next page, and why it did not come.
    pub(crate) fn foot(&self, label: &'static str) -> Html {
        html! {
            <>
                { for self.failed.iter().map(|refused| html! {
                    <Failed what="more" refused={refused.clone()} again={self.more.clone()} />
                }) }
                if self.is_more {
                    <button type="button" class="nhsuk-button nhsuk-button--secondary"
                        onclick={self.more.reform(|_: MouseEvent| ())}>{ label }</button>
                }
            </>
        }
    }
}
