//! Who has seen a record: the names weighed one by one, then the list on paper for whose record it is.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::access::Role;
use domain::calendar::{day_text, instant_text};
use domain::id::{PersonId, StaffId};
use domain::oversight::{Naming, SeenBy, SeenByForm, WeighedForm};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::session::use_me;
use crate::{browser, client, clock, shown};

/// What is typed about each name: nothing gives it, a reason keeps it back. Those without an entry were not weighed.
type Weighing = BTreeMap<StaffId, (Naming, String)>;

/// Properties of [`SeenByPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct SeenByPageProps {
    /// Whose record.
    pub(crate) person: PersonId,
}

/// Weigh, then print.
#[component]
pub(crate) fn SeenByPage(props: &SeenByPageProps) -> Html {
    let person = props.person;
    let loaded = use_load(person, client::oversight::weigh);
    let weighing = use_state(Weighing::new);
    let given = use_state(|| None::<Rc<SeenBy>>);
    let refused = use_state(|| false);
    // The same key each time: pressed twice, it is one list.
    let key = use_memo(person, |_| Uuid::new_v4());
    if let Some(list) = &*given {
        return html! { <Paper list={list.clone()} /> };
    }
    let give = {
        let (weighing, given, refused, key) = (weighing.clone(), given.clone(), refused.clone(), *key);
        Callback::from(move |_: MouseEvent| {
            let form = form_of(&weighing);
            let (given, refused) = (given.clone(), refused.clone());
            spawn_local(async move {
                match client::oversight::give(person, key, &form).await {
                    Ok(list) => given.set(Some(Rc::new(list.content))),
                    Err(_) => refused.set(true),
                }
            });
        })
    };
    html! {
        <Page title="Who has seen a record">
            <p><Link<Office> to={Office::Trail { person }}>{ "Every entry about this record" }</Link<Office>></p>
            <div class="app-card app-card__body">
                <p>{ "Weigh each name: could it put the member of staff at risk? A name that is not weighed is not given." }</p>
                { loaded.faces("Who has seen it", |list| names(list, &weighing)) }
                if *refused {
                    <p class="app-danger" role="alert">{ "Say for each name that is kept back why, in a few words." }</p>
                }
                <button type="button" class="nhsuk-button" onclick={give}>{ "Write the list" }</button>
            </div>
        </Page>
    }
}

fn form_of(weighing: &Weighing) -> SeenByForm {
    let names = weighing.iter().map(|(staff, (naming, reason))| WeighedForm {
        staff: Some(*staff),
        naming: Some(*naming),
        reason: (!reason.trim().is_empty()).then(|| reason.as_str().into()),
    });
    SeenByForm { names: Some(names.collect()) }
}

fn names(list: &SeenBy, weighing: &UseStateHandle<Weighing>) -> Html {
    let mut readers = BTreeMap::<StaffId, (String, u32)>::new();
    for line in &list.sightings {
        if let (Some(staff), Some(name)) = (line.staff, &line.name) {
            readers.entry(staff).or_insert_with(|| (shown::text(name), 0)).1 += line.times;
        }
    }
    if readers.is_empty() {
        return html! { <Empty>{ "Nobody has seen it." }</Empty> };
    }
    let rows = readers.into_iter().map(|(staff, (name, times))| {
        let (naming, reason) = weighing.get(&staff).map_or((None, String::new()), |(n, r)| (Some(*n), r.clone()));
        let choose = |chosen: Naming| {
            let (weighing, reason) = (weighing.clone(), reason.clone());
            Callback::from(move |_: Event| {
                let mut changed = (*weighing).clone();
                changed.insert(staff, (chosen, reason.clone()));
                weighing.set(changed);
            })
        };
        let write = {
            let weighing = weighing.clone();
            Callback::from(move |event: InputEvent| {
                let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
                let mut changed = (*weighing).clone();
                changed.insert(staff, (Naming::Withheld, input.value()));
                weighing.set(changed);
            })
        };
        let radio = |chosen: Naming| {
            let id = format!("{}-{staff}", chosen.word());
            html! {
                <>
                    <input type="radio" id={id.clone()} name={format!("naming-{staff}")} checked={naming == Some(chosen)} onchange={choose(chosen)} />
                    <label for={id}>{ format!(" {} ", chosen.label()) }</label>
                </>
            }
        };
        html! {
            <li class="app-item" key={staff.to_string()}>
                <fieldset class="nhsuk-fieldset">
                    <legend>{ format!("{name}, {times} times") }</legend>
                    { radio(Naming::Shown) }
                    { radio(Naming::Withheld) }
                    if naming == Some(Naming::Withheld) {
                        <label class="nhsuk-label" for={format!("why-{staff}")}>{ "Why it is kept back" }</label>
                        <input class="nhsuk-input" id={format!("why-{staff}")} value={reason} oninput={write} autocomplete="off" />
                    }
                </fieldset>
            </li>
        }
    });
    html! { <ul class="app-items">{ for rows }</ul> }
}

#[derive(Properties, PartialEq)]
struct PaperProps {
    list: Rc<SeenBy>,
}

/// The list as it is given, on paper.
#[component]
fn Paper(props: &PaperProps) -> Html {
    let me = use_me();
    let list = &props.list;
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = browser::window() {
            // A browser that cannot print says so itself.
            let _ = window.print();
        }
    });
    let marking = format!("OFFICIAL-SENSITIVE · printed by {}, {}", me.name(), instant_text(clock::now()));
    let rows = list.sightings.iter().enumerate().map(|(index, line)| {
        let who = line.role.map_or("The computer system", Role::label);
        html! {
            <tr key={index}>
                <td>{ day_text(line.day) }</td>
                <td>{ line.name.as_ref().map_or_else(|| "Name not given".to_owned(), shown::text) }</td>
                <td>{ who }{ for line.service.iter().map(|service| html! { <>{ ", " }{ shown::shown(service) }</> }) }</td>
                <td>{ format!("They {}, {}.", line.what, line.why) }</td>
                <td>{ line.times }</td>
            </tr>
        }
    });
    html! {
        <main id="content" class="app-paper">
            <p class="app-paper__tools"><button type="button" class="nhsuk-button" onclick={print}>{ "Print" }</button></p>
            <p class="app-paper__marking">{ &marking }</p>
            <h1>{ "Who has seen your record" }</h1>
            <p>{ format!("This list shows who looked at or changed your record with us, up to {}.", day_text(list.through)) }</p>
            <p>{ "We leave out a name if giving it could put someone at risk. You can ask us about any line, and you can complain to us or to the Information Commissioner." }</p>
            if !list.is_whole { <p>{ "The list is long. The oldest lines are left out; ask us if you want them." }</p> }
            <table class="app-table">
                <thead>
                    <tr>
                        <th scope="col">{ "Day" }</th><th scope="col">{ "Who" }</th><th scope="col">{ "What they are" }</th>
                        <th scope="col">{ "What they did, and why" }</th><th scope="col">{ "How many times" }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="app-paper__marking app-paper__marking--foot">{ &marking }</p>
        </main>
    }
}
