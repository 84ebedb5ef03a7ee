//! Who changed what when, old and new side by side.

use std::rc::Rc;

use domain::calendar::instant_text;
use domain::id::{ContactId, PersonId};
use domain::record_view::RecordView;
use domain::trail::HistoryEntry;
use serde_json::Value;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::part::value_words;
use crate::reference::use_organisation;
use crate::route::Route;
use crate::{client, shown};

/// The parts of which there is a history, by their names in the API's addresses.
const PARTS: [(&str, &str); 5] = [
    ("identity", "Who they are"),
    ("reach", "How to reach them"),
    ("addresses", "Addresses"),
    ("health", "Health"),
    ("convictions", "Convictions and orders"),
];

/// Properties of [`HistoryPart`].
#[derive(Properties, PartialEq)]
pub(crate) struct HistoryPartProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// The record.
    pub(crate) view: Rc<RecordView>,
}

/// A choice of part, and its versions.
#[component]
pub(crate) fn HistoryPart(props: &HistoryPartProps) -> Html {
    let part = use_state(|| "identity");
    let chips = PARTS.map(|(name, title)| {
        let onclick = {
            let part = part.clone();
            Callback::from(move |_: MouseEvent| part.set(name))
        };
        let is_on = *part == name;
        html! {
            <button type="button" key={name} class={classes!("app-chip", is_on.then_some("app-chip--on"))}
                aria-pressed={is_on.to_string()} {onclick}>{ title }</button>
        }
    });
    let loaded = use_load((props.person, *part), |(person, part)| client::record::history(person, part));
    html! {
        <section class="app-card" aria-labelledby="history-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="history-title">{ "History of changes" }</h2>
                <span class="app-muted">{ "newest first" }</span>
            </div>
            <div class="app-chips" role="group" aria-label="Part">{ for chips }</div>
            <div class="app-card__body">{ loaded.faces("The history", |entries| versions(entries)) }</div>
        </section>
    }
}

/// Properties of [`ContactHistoryPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct ContactHistoryPageProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Which contact.
    pub(crate) contact: ContactId,
}

/// The versions of one contact.
#[component]
pub(crate) fn ContactHistoryPage(props: &ContactHistoryPageProps) -> Html {
    let loaded = use_load((props.person, props.contact), |(person, contact)| client::contact::history(person, contact));
    html! {
        <Page title="How this contact was corrected">
            <p><Link<Route> to={Route::Record { person: props.person }}>{ "Back to the record" }</Link<Route>></p>
            <div class="app-card app-card__body">{ loaded.faces("The history", |entries| versions(entries)) }</div>
        </Page>
    }
}

fn versions(entries: &[HistoryEntry]) -> Html {
    if entries.is_empty() {
        return html! { <Empty>{ "Nothing has been changed yet." }</Empty> };
    }
    // The server answers the newest first.
    let items = entries.iter().map(|entry| html! { <Version key={entry.version} entry={entry.clone()} /> });
    html! { <ol class="app-items">{ for items }</ol> }
}

#[derive(Properties, PartialEq)]
struct VersionProps {
    entry: HistoryEntry,
}

#[component]
fn Version(props: &VersionProps) -> Html {
    let organisation = use_organisation();
    let entry = &props.entry;
    let name = organisation.staff_name(entry.by);
    let rows = entry.changes.iter().map(|change| {
        let words = |value: Option<&domain::Private<Value>>| {
            value.map_or_else(|| "nothing".to_owned(), |value| value_words(&shown::draft(value)))
        };
        html! {
            <tr key={change.pointer.clone()}>
                <th scope="row">{ field_name(&change.pointer) }</th>
                <td>{ words(change.old.as_ref()) }</td>
                <td>{ words(change.new.as_ref()) }</td>
            </tr>
        }
    });
    html! {
        <li class="app-item">
            <p><strong>{ instant_text(entry.at) }</strong>{ format!(" by {name}, version {}", entry.version) }</p>
            if entry.version == 1 {
                <p class="app-muted">{ "Recorded for the first time." }</p>
            } else if entry.changes.is_empty() {
                <p class="app-muted">{ "Nothing changed that your role is shown." }</p>
            } else {
                <table class="app-table">
                    <thead><tr><th scope="col">{ "What" }</th><th scope="col">{ "It was" }</th><th scope="col">{ "It is" }</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            }
        </li>
    }
}

/// The words of a pointer: `/birth_date` is *birth date*.
fn field_name(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ", ").replace('_', " ")
}
