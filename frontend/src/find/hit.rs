//! Somebody found: what tells them from the next, and why they were found.

use domain::search::{Matched, SearchHit};
use yew::prelude::*;

use crate::reference::{Organisation, use_organisation};
use crate::shown;

/// Properties of [`HitWords`].
#[derive(Properties, PartialEq)]
pub(super) struct HitWordsProps {
    /// Who.
    pub(super) hit: SearchHit,
}

/// Two lines about somebody found.
#[component]
pub(super) fn HitWords(props: &HitWordsProps) -> Html {
    let organisation = use_organisation();
    describe(&props.hit, &organisation)
}

/// Name, what they are called, birth, the end of the NHS number, services, and the name that they had.
pub(crate) fn describe(hit: &SearchHit, organisation: &Organisation) -> Html {
    let services: Vec<String> = hit.services.iter().map(|id| organisation.service_name(*id)).collect();
    let number = hit.nhs_number_ends.as_ref().map(|ends| html! { <>{ " · NHS No. ends " }{ shown::shown(ends) }</> });
    let was = (hit.matched == Matched::Was).then_some(hit.matched_words.as_ref()).flatten();
    html! {
        <>
            <span class="app-hit__name">
                <strong>{ shown::shown(&hit.formal_name) }</strong>
                { for hit.known_as.iter().map(|name| html! { <>{ " known as " }{ shown::shown(name) }</> }) }
            </span>
            <span class="app-hit__rest">
                { "born " }{ shown::shown(&hit.born) }
                { number }
                { for was.iter().map(|name| html! { <>{ " · was " }{ shown::shown(*name) }</> }) }
                { for services.iter().map(|name| html! { { format!(" · {name}") } }) }
            </span>
        </>
    }
}
