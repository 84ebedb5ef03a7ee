//! Finding people: results under the box as one types.

mod hit;
mod page;
mod search;

use std::cell::RefCell;

use domain::access::BreakGlass;
use domain::search::SearchHit;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew_router::prelude::*;

use self::hit::HitWords;
pub(crate) use self::hit::describe;
pub(crate) use self::page::FindPage;
use self::search::{Finding, use_search};
use crate::browser;
use crate::keys::{Command, use_command};
use crate::route::Route;
use crate::session::use_me;

thread_local! {
    /// What was typed when *Register* was chosen. In memory alone: a name belongs in no address.
    static TO_REGISTER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Take what was typed in the find box for the registration that begins.
pub(crate) fn take_typed() -> String {
    TO_REGISTER.take()
}

/// What one can choose under the box.
#[derive(Clone, PartialEq)]
enum Choice {
    Open(Box<SearchHit>),
    Register,
    Emergency,
}

/// Properties of [`Finder`].
#[derive(Properties, PartialEq)]
pub(crate) struct FinderProps {
    /// The input's id, one on each page.
    pub(crate) id: AttrValue,
    /// Which of the find boxes it is.
    #[prop_or(AttrValue::Static("Find a person, from anywhere"))]
    pub(crate) label: AttrValue,
}

/// The find box with its results: a combobox of the ARIA Authoring Practices.
#[component]
pub(crate) fn Finder(props: &FinderProps) -> Html {
    let typed = use_state(String::new);
    let at = use_state(|| 0_usize);
    let is_open = use_state(|| false);
    let finding = use_search(&typed);
    let navigator = use_navigator();
    let may_break = use_me().may::<BreakGlass>();
    let choices: Vec<Choice> = match &finding {
        Finding::Found(hits) => {
            let register = hits.hits.is_empty().then_some(Choice::Register);
            let emergency = (hits.hits.is_empty() && may_break).then_some(Choice::Emergency);
            let open = hits.hits.iter().map(|hit| Choice::Open(Box::new(hit.clone())));
            open.chain(register).chain(emergency).collect()
        }
        Finding::Nothing | Finding::Looking | Finding::Failed(_) => Vec::new(),
    };
    let choose = {
        let (typed, is_open) = (typed.clone(), is_open.clone());
        Callback::from(move |choice: Choice| {
            let Some(navigator) = &navigator else { return };
            is_open.set(false);
            match choice {
                Choice::Open(hit) => {
                    navigator.push(&Route::Record { person: hit.person });
                    // A record that was open already does not take the focus again by itself, and in the find box
                    // single keys would be typed.
                    browser::focus_soon("page-title");
                }
                Choice::Emergency => navigator.push(&Route::Emergency),
                Choice::Register => {
                    TO_REGISTER.set((*typed).clone());
                    navigator.push(&Route::Register);
                }
            }
            typed.set(String::new());
        })
    };
    let focus = use_callback(props.id.clone(), |(), id: &AttrValue| browser::focus(id));
    use_command(Command::Find, focus);
    let oninput = {
        let (typed, at, is_open) = (typed.clone(), at.clone(), is_open.clone());
        Callback::from(move |event: InputEvent| {
            at.set(0);
            is_open.set(true);
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onkeydown = {
        let (at, is_open, choose, choices) = (at.clone(), is_open.clone(), choose.clone(), choices.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowDown" => {
                event.prevent_default();
                at.set((*at + 1).min(choices.len().saturating_sub(1)));
            }
            "ArrowUp" => {
                event.prevent_default();
                at.set(at.saturating_sub(1));
            }
            "Enter" => {
                event.prevent_default();
                if let Some(choice) = choices.get(*at) {
                    choose.emit(choice.clone());
                }
            }
            "Escape" if *is_open => {
                event.prevent_default();
                event.stop_propagation();
                is_open.set(false);
            }
            _ => {}
        })
    };
    let onblur = {
        let is_open = is_open.clone();
        Callback::from(move |_: FocusEvent| is_open.set(false))
    };
    let onfocus = {
        let is_open = is_open.clone();
        Callback::from(move |_: FocusEvent| is_open.set(true))
    };
    let shows = *is_open && !matches!(finding, Finding::Nothing);
    let options = choices.iter().enumerate().map(|(index, choice)| {
        option(
            &props.id,
            index,
            *at,
            choice,
            &typed,
            choose.reform({
                let choice = choice.clone();
                move |event: MouseEvent| {
                    event.prevent_default();
                    choice.clone()
                }
            }),
        )
    });
    html! {
        <div class="app-find" role="search" aria-label={props.label.clone()}>
            <label class="nhsuk-u-visually-hidden" for={props.id.clone()}>{ "Find a person" }</label>
            <input class="app-find__input" id={props.id.clone()} type="text" role="combobox" autocomplete="off"
                spellcheck="false" placeholder="Find a person: name, date of birth, NHS number" value={(*typed).clone()}
                aria-autocomplete="list" aria-expanded={(shows && !choices.is_empty()).to_string()}
                aria-controls={format!("{}-hits", props.id)}
                aria-activedescendant={(shows && !choices.is_empty()).then(|| format!("{}-{}", props.id, *at))}
                {oninput} {onkeydown} {onblur} {onfocus} />
            <kbd class="app-find__key" aria-hidden="true">{ "/" }</kbd>
            <div class="app-find__under" hidden={!shows}>
                <p class="app-find__state" role="status">{ finding.words() }</p>
                <ul class="app-find__hits" role="listbox" id={format!("{}-hits", props.id)} aria-label="People found">
                    { for options }
                </ul>
            </div>
        </div>
    }
}

fn option(id: &str, index: usize, at: usize, choice: &Choice, typed: &str, onmousedown: Callback<MouseEvent>) -> Html {
    let (key, words) = match choice {
        Choice::Open(hit) => (hit.person.to_string(), html! { <HitWords hit={(**hit).clone()} /> }),
        Choice::Emergency => ("emergency".to_owned(), html! { <strong>{ "Emergency access" }</strong> }),
        Choice::Register => {
            ("register".to_owned(), html! { <strong>{ format!("Register “{}”", typed.trim()) }</strong> })
        }
    };
    html! {
        <li role="option" class="app-find__hit" {key} id={format!("{id}-{index}")}
            aria-selected={(index == at).to_string()} {onmousedown}>{ words }</li>
    }
}
