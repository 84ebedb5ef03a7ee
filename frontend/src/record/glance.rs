//! What matters at a glance, on the left of a record.

use domain::calendar::{day_text, instant_text, relative_text};
use domain::instant::london_day;
use domain::record_view::Glance;
use yew::prelude::*;

use crate::reference::{use_lists, use_organisation};
use crate::{clock, shown};

/// Properties of [`AtAGlance`].
#[derive(Properties, PartialEq)]
pub(crate) struct AtAGlanceProps {
    /// What matters.
    pub(crate) glance: Glance,
}

/// Next appointment, last seen, episode, substances, medication.
#[component]
pub(crate) fn AtAGlance(props: &AtAGlanceProps) -> Html {
    let (lists, organisation) = (use_lists(), use_organisation());
    let glance = &props.glance;
    let next = glance.next_appointment.as_ref().map_or_else(
        || html! { { "None booked" } },
        |next| {
            let place = next.place.as_ref().map(|place| format!(", {}", lists.label(place).to_lowercase()));
            html! { { format!("{}, {}{}", instant_text(next.starts_at), organisation.staff_name(next.staff), place.unwrap_or_default()) } }
        },
    );
    let seen =
        glance.last_seen.map_or_else(|| "Not yet".to_owned(), |seen| relative_text(london_day(seen), clock::today()));
    let episodes = glance.episodes.iter().map(|episode| {
        html! { <span>{ format!("Opened {}, {}", day_text(episode.opened_on), organisation.service_name(episode.service)) }</span> }
    });
    let substances = glance.substances.iter().enumerate().map(|(index, substance)| {
        let route = substance.route.as_ref().map(|route| format!(" ({})", lists.label(route).to_lowercase()));
        let between = if index == 0 { "" } else { ", " };
        html! { { format!("{between}{}{}", lists.label(&substance.substance), route.unwrap_or_default()) } }
    });
    let medication = glance.medication.iter().map(|medicine| {
        html! {
            <span>
                { shown::shown(&medicine.name) }
                { for medicine.dose.iter().map(|dose| html! { <>{ " " }{ shown::shown(dose) }</> }) }
                { for medicine.frequency.iter().map(|often| html! { <>{ ", " }{ shown::shown(often) }</> }) }
            </span>
        }
    });
    let row = |title: &'static str, words: Html| html! { <div class="app-glance__row"><dt>{ title }</dt><dd>{ words }</dd></div> };
    html! {
        <section class="app-card app-glance" aria-labelledby="glance-title">
            <div class="app-card__head"><h2 id="glance-title" class="app-card__title">{ "At a glance" }</h2></div>
            <dl class="app-glance__rows">
                { row("Next appointment", next) }
                { row("Last seen", html! { { seen } }) }
                if !glance.episodes.is_empty() { { row("Episode", html! { { for episodes } }) } }
                if !glance.substances.is_empty() { { row("Substances", html! { { for substances } }) } }
                if !glance.medication.is_empty() { { row("Medication", html! { { for medication } }) } }
            </dl>
        </section>
    }
}
