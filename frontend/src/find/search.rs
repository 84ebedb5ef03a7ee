//! Asking as one types: 150 ms after the last key, and never showing an answer to an earlier question.

use std::rc::Rc;

use domain::Private;
use domain::search::{SearchForm, SearchHits};
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::client::{self, Refused};

/// So long after the last key.
const WAIT_MS: u32 = 150;
/// The least that is looked for.
const LEAST: usize = 2;

/// What became of what was typed.
#[derive(Clone, PartialEq)]
pub(super) enum Finding {
    /// Too little was typed.
    Nothing,
    /// Asked.
    Looking,
    /// Answered.
    Found(Rc<SearchHits>),
    /// Refused.
    Failed(Refused),
}

impl Finding {
    /// In words, for those who do not see the list.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Looking => "Looking…".to_owned(),
            Self::Failed(refused) => format!("{} Type on to try again.", refused.words()),
            Self::Found(hits) => match (hits.hits.len(), hits.more) {
                (0, _) => "Nobody found by that among the people whom your services work with.".to_owned(),
                (1, _) => "1 person".to_owned(),
                (count, false) => format!("{count} people"),
                (count, true) => format!("The best {count}; there are more. Type more to narrow it down."),
            },
        }
    }
}

/// People found by what is typed.
#[hook]
pub(super) fn use_search(typed: &str) -> Finding {
    let answered = use_state(|| None::<(String, Finding)>);
    let typed = typed.trim().to_owned();
    {
        let answered = answered.clone();
        use_effect_with(typed.clone(), move |typed| {
            let typed = typed.clone();
            let timer = (typed.chars().count() >= LEAST).then(|| {
                Timeout::new(WAIT_MS, move || {
                    spawn_local(async move {
                        let form = SearchForm { typed: Some(Private::new(typed.clone())) };
                        let finding = match client::search::people(&form).await {
                            Ok(hits) => Finding::Found(Rc::new(hits)),
                            Err(refused) => Finding::Failed(refused),
                        };
                        answered.set(Some((typed, finding)));
                    });
                })
            });
            move || drop(timer)
        });
    }
    if typed.chars().count() < LEAST {
        return Finding::Nothing;
    }
    match &*answered {
        Some((of, finding)) if *of == typed => finding.clone(),
        _ => Finding::Looking,
    }
}
