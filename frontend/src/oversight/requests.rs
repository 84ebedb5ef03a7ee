//! Requests that were kept apart, and pairs of records to merge.

use domain::Recorded;
use domain::calendar::instant_text;
use domain::take_on::TakeOnQuestion;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::reference::{Organisation, use_organisation};
use crate::{client, shown};

/// Both lists.
#[component]
pub(crate) fn RequestsPage() -> Html {
    let organisation = use_organisation();
    let kept = use_load((), |()| client::oversight::kept_apart());
    let pairs = use_load((), |()| client::oversight::pairs());
    html! {
        <Page title="Kept apart, and to merge">
            <p><Link<Office> to={Office::Oversight}>{ "Oversight" }</Link<Office>></p>
            <section class="app-card">
                <h2 class="app-card__head">{ "Kept apart" }</h2>
                <div class="app-card__body">{ kept.faces("The requests", |kept| list(kept, "No request was kept apart.", &organisation)) }</div>
            </section>
            <section class="app-card">
                <h2 class="app-card__head">{ "Pairs to merge" }</h2>
                <div class="app-card__body">{ pairs.faces("The pairs", |pairs| list(pairs, "There is no pair to merge.", &organisation)) }</div>
            </section>
        </Page>
    }
}

fn list(all: &[Recorded<TakeOnQuestion>], empty: &'static str, organisation: &Organisation) -> Html {
    if all.is_empty() {
        return html! { <Empty><>{ empty }</></Empty> };
    }
    html! { <ul class="app-items">{ for all.iter().map(|one| line(one, organisation)) }</ul> }
}

fn line(one: &Recorded<TakeOnQuestion>, organisation: &Organisation) -> Html {
    let TakeOnQuestion { request, held_as, registered_as } = &one.content;
    let theirs =
        registered_as.as_ref().map_or_else(|| "a record that is no more".to_owned(), |who| shown::text(&who.name));
    let answered = request.answered_by.zip(request.answered_at);
    html! {
        <li class="app-item" key={one.id.to_string()}>
            <p>
                <strong>{ shown::shown(&held_as.name) }</strong>
                { format!(" of {}, and {theirs} of {}", organisation.service_name(request.holding), organisation.service_name(request.asking)) }
            </p>
            { for request.reason.iter().map(|reason| html! { <p>{ shown::shown(reason) }</p> }) }
            { for answered.iter().map(|(by, at)| html! {
                <p class="app-muted">{ format!("{}, {}", organisation.staff_name(*by), instant_text(*at)) }</p>
            }) }
            <p>
                <Link<Office> to={Office::Trail { person: request.held }}>{ "Readers of the one" }</Link<Office>>
                { " · " }
                <Link<Office> to={Office::Trail { person: request.registered }}>{ "Readers of the other" }</Link<Office>>
            </p>
        </li>
    }
}
