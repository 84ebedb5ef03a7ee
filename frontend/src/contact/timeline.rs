//! What happened, newest first, with chips that narrow it down and older pages on request.

use std::rc::Rc;

use domain::Recorded;
use domain::contact::Contact;
use domain::id::{EpisodeId, PersonId};
use domain::page::Page;
use domain::timeline::TimelineFilter;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::entry::Entry;
use crate::client::Refused;
use crate::load::{Empty, Failed, use_load};
use crate::route::Beside;
use crate::{client, keys};

/// Properties of [`Timeline`].
#[derive(Properties, PartialEq)]
pub(crate) struct TimelineProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// The episode that goes on, if there is one.
    pub(crate) episode: Option<EpisodeId>,
    /// Counts what was recorded since the record was opened, so that the list follows.
    pub(crate) recorded: u32,
    /// Open a panel.
    pub(crate) open: Callback<Beside>,
}

/// The chips and the list.
#[component]
pub(crate) fn Timeline(props: &TimelineProps) -> Html {
    let filter = use_state(|| TimelineFilter::All);
    let place = use_node_ref();
    keys::use_list(place.clone());
    let chips = TimelineFilter::ALL.iter().map(|chip| {
        let is_on = *filter == *chip;
        let onclick = {
            let (filter, chip) = (filter.clone(), *chip);
            Callback::from(move |_: MouseEvent| filter.set(chip))
        };
        html! {
            <button type="button" key={chip.word()} class={classes!("app-chip", is_on.then_some("app-chip--on"))}
                aria-pressed={is_on.to_string()} {onclick}>{ chip.label() }</button>
        }
    });
    html! {
        <section class="app-card" aria-labelledby="timeline-title" ref={place}>
            <div class="app-card__head">
                <h2 id="timeline-title" class="app-card__title">{ "What happened" }</h2>
                <span class="app-muted">{ "newest first" }</span>
            </div>
            <div class="app-chips" role="group" aria-label="Show">{ for chips }</div>
            <Pages key={format!("{}-{}", filter.word(), props.recorded)} person={props.person} episode={props.episode} filter={*filter}
                open={props.open.clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PagesProps {
    person: PersonId,
    episode: Option<EpisodeId>,
    filter: TimelineFilter,
    open: Callback<Beside>,
}

type ContactPage = Page<Recorded<Contact>>;

/// The first page, and those asked for after it.
#[component]
fn Pages(props: &PagesProps) -> Html {
    let (person, filter, episode) = (props.person, props.filter, props.episode);
    let first = use_load((person, filter, episode), |(person, filter, episode)| {
        client::contact::page(person, filter, episode, None)
    });
    let older = use_state(Vec::<Rc<ContactPage>>::new);
    let failed = use_state(|| None::<Refused>);
    let next = older.last().or(first.ready()).and_then(|page| page.next.clone());
    let more = {
        let (older, failed, next) = (older.clone(), failed.clone(), next.clone());
        Callback::from(move |()| {
            let (older, failed, next) = (older.clone(), failed.clone(), next.clone());
            spawn_local(async move {
                match client::contact::page(person, filter, episode, next.as_deref()).await {
                    Ok(page) => {
                        failed.set(None);
                        older.set(older.iter().cloned().chain([Rc::new(page)]).collect());
                    }
                    Err(refused) => failed.set(Some(refused)),
                }
            });
        })
    };
    first.faces("What happened", |page| {
        let pages = std::iter::once(page).chain(older.iter());
        let contacts = pages.flat_map(|page| &page.items).map(|contact| {
            html! { <Entry key={contact.id.to_string()} {person} contact={contact.clone()} open={props.open.clone()} /> }
        });
        let is_empty = page.items.is_empty() && next.is_none();
        html! {
            <>
                if is_empty {
                    <Empty><>{ empty(filter) }</></Empty>
                }
                <ol class="app-timeline">{ for contacts }</ol>
                { for failed.iter().map(|refused| html! {
                    <Failed what="more" refused={refused.clone()} again={more.clone()} />
                }) }
                if next.is_some() {
                    <div class="app-card__foot">
                        <button type="button" class="nhsuk-button nhsuk-button--secondary"
                            onclick={more.reform(|_: MouseEvent| ())}>{ "Show older" }</button>
                    </div>
                }
            </>
        }
    })
}

fn empty(filter: TimelineFilter) -> &'static str {
    match filter {
        TimelineFilter::All => "Nothing is recorded yet. Choose Record contact, or press c.",
        _ => "Nothing of this kind. Choose All to see everything.",
    }
}
