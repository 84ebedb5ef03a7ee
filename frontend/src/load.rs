//! Waiting for the server, and the four faces of whatever is waited for: loading, empty, failed, full.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::client::Refused;

/// Something that was asked for.
pub(crate) enum Load<T> {
    /// Asked for, not answered yet.
    Loading,
    /// Here.
    Ready(Rc<T>),
    /// Refused, or the server could not be reached.
    Failed(Refused),
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(value) => Self::Ready(Rc::clone(value)),
            Self::Failed(refused) => Self::Failed(refused.clone()),
        }
    }
}

/// Something that was asked for, with the way to ask again.
pub(crate) struct Loaded<T> {
    /// What became of it.
    pub(crate) load: Load<T>,
    /// Ask again; what is there stays until the new answer comes.
    pub(crate) reload: Callback<()>,
}

impl<T> Loaded<T> {
    /// What is here, if it is.
    pub(crate) fn ready(&self) -> Option<&Rc<T>> {
        match &self.load {
            Load::Ready(value) => Some(value),
            Load::Loading | Load::Failed(_) => None,
        }
    }

    /// Render it: quietly while it loads, with *try again* where it failed, else as `full` does.
    pub(crate) fn faces(&self, what: &'static str, full: impl FnOnce(&Rc<T>) -> Html) -> Html {
        match &self.load {
            Load::Loading => html! { <Loading {what} /> },
            Load::Failed(refused) => {
                html! { <Failed {what} refused={refused.clone()} again={self.reload.clone()} /> }
            }
            Load::Ready(value) => full(value),
        }
    }
}

/// Ask for something whenever `of` changes. An answer to an earlier question is never shown for a later
/// one: two people's records do not mix because an answer was slow.
#[hook]
pub(crate) fn use_load<Of, T, Ask, Answer>(of: Of, ask: Ask) -> Loaded<T>
where
    Of: PartialEq + Clone + 'static,
    T: 'static,
    Ask: Fn(Of) -> Answer + 'static,
    Answer: Future<Output = Result<T, Refused>> + 'static,
{
    let answered = use_state(|| None::<(Of, Load<T>)>);
    let asked = use_state(|| 0_u32);
    {
        let answered = answered.clone();
        use_effect_with((of.clone(), *asked), move |(of, _)| {
            let stale = Rc::new(std::cell::Cell::new(false));
            let (of, given_up) = (of.clone(), Rc::clone(&stale));
            let answer = ask(of.clone());
            spawn_local(async move {
                let load = match answer.await {
                    Ok(value) => Load::Ready(Rc::new(value)),
                    Err(refused) => Load::Failed(refused),
                };
                if !given_up.get() {
                    answered.set(Some((of, load)));
                }
            });
            move || stale.set(true)
        });
    }
    let load = match &*answered {
        Some((answered_of, load)) if *answered_of == of => load.clone(),
        _ => Load::Loading,
    };
    let reload = Callback::from(move |()| asked.set(*asked + 1));
    Loaded { load, reload }
}

/// Properties of [`Loading`].
#[derive(Properties, PartialEq)]
pub(crate) struct LoadingProps {
    /// What is awaited, as in *Loading Today*.
    pub(crate) what: &'static str,
}

/// Quiet: the style sheet shows it only after 200 ms.
#[component]
pub(crate) fn Loading(props: &LoadingProps) -> Html {
    html! { <p class="app-loading" role="status">{ format!("Loading {}…", props.what) }</p> }
}

/// Properties of [`Failed`].
#[derive(Properties, PartialEq)]
pub(crate) struct FailedProps {
    /// What was asked for.
    pub(crate) what: &'static str,
    /// Why it is not here.
    pub(crate) refused: Refused,
    /// Ask again.
    pub(crate) again: Callback<()>,
}

/// What failed, and *try again*.
#[component]
pub(crate) fn Failed(props: &FailedProps) -> Html {
    let again = props.again.reform(|_: MouseEvent| ());
    html! {
        <div class="app-failed" role="alert">
            <p>
                <strong>{ format!("{} could not be shown.", capitalised(props.what)) }</strong>{ " " }
                { props.refused.words() }
            </p>
            <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={again}>{ "Try again" }</button>
        </div>
    }
}

/// Properties of [`Empty`].
#[derive(Properties, PartialEq)]
pub(crate) struct EmptyProps {
    /// What would be here, and how to add it.
    pub(crate) children: Children,
}

/// A list without entries says what would be in it.
#[component]
pub(crate) fn Empty(props: &EmptyProps) -> Html {
    html! { <p class="app-empty">{ for props.children.iter() }</p> }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
