//! What happened, newest first, with chips that narrow it down and older pages on request.

use domain::id::{EpisodeId, PersonId};
use domain::timeline::TimelineFilter;
use yew::prelude::*;

use super::entry::Entry;
use crate::load::Empty;
use crate::pages::use_pages;
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

/// The first page, and those asked for after it.
#[component]
fn Pages(props: &PagesProps) -> Html {
    let (person, filter) = (props.person, props.filter);
    let pages = use_pages((person, filter, props.episode), |(person, filter, episode), cursor| async move {
        client::contact::page(person, filter, episode, cursor.as_deref()).await
    });
    html! {
        <>
            { pages.faces("What happened", |contacts| {
                if contacts.is_empty() && !pages.is_more {
                    return html! { <Empty><>{ empty(filter) }</></Empty> };
                }
                let entries = contacts.into_iter().map(|contact| html! {
                    <Entry key={contact.id.to_string()} {person} contact={contact.clone()} open={props.open.clone()} />
                });
                html! { <ol class="app-timeline">{ for entries }</ol> }
            }) }
            if pages.is_more {
                <div class="app-card__foot">{ pages.foot("Show older") }</div>
            }
        </>
    }
}

fn empty(filter: TimelineFilter) -> &'static str {
    match filter {
        TimelineFilter::All => "Nothing is recorded yet. Choose Record contact, or press c.",
        _ => "Nothing of this kind. Choose All to see everything.",
    }
}
