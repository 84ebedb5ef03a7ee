//! What waits for the worker, most pressing first.

use domain::calendar::{day_text, weekday_text};
use domain::draft::DraftOf;
use domain::instant::london_day;
use domain::today::{Need, NeedKind};
use uuid::Uuid;
use yew::prelude::*;
use yew_router::prelude::*;

use super::DayProps;
use crate::load::Empty;
use crate::reference::{Organisation, use_organisation};
use crate::route::{Beside, Panel, Part, Route};
use crate::shown;

/// Everything that waits.
#[component]
pub(crate) fn Needs(props: &DayProps) -> Html {
    let organisation = use_organisation();
    let needs = &props.today.needs_you;
    let rows = needs.iter().enumerate().map(|(index, need)| {
        html! {
            <li class="app-row app-row--short" key={index}>
                <div class="app-row__words">
                    <p class="app-row__who"><strong>{ who(need) }</strong></p>
                    <p class="app-row__what">{ why(need, &organisation) }</p>
                </div>
                { open(need) }
            </li>
        }
    });
    html! {
        <section class="app-card" aria-labelledby="needs-title">
            <div class="app-card__head">
                <h2 id="needs-title" class="app-card__title">{ "Needs you" }</h2>
                if !needs.is_empty() { <span class="app-tag app-tag--danger app-tag--count">{ needs.len() }</span> }
            </div>
            if needs.is_empty() {
                <Empty>{ "Nothing waits. People without contact, reviews that are due and unfinished notes come here." }</Empty>
            } else {
                <ul class="app-rows">{ for rows }</ul>
            }
        </section>
    }
}

fn who(need: &Need) -> Html {
    match &need.name {
        Some(name) => shown::shown(name),
        None => html! { { "Somebody new" } },
    }
}

fn why(need: &Need, organisation: &Organisation) -> Html {
    let since = london_day(need.since);
    match &need.kind {
        NeedKind::NoContact { days } => html! {
            <strong class="app-danger">{ "No contact for " }{ shown::shown(days) }{ " days" }</strong>
        },
        NeedKind::TakeOn { asking, .. } => {
            html! { { format!("{} asks to take them on", organisation.service_name(*asking)) } }
        }
        NeedKind::ReviewDue => html! { { format!("Health review due since {}", day_text(since)) } },
        NeedKind::NotRecorded { .. } => html! { { format!("Appointment of {} not recorded", weekday_text(since)) } },
        NeedKind::UnfinishedNote { form, .. } => html! {
            { format!("Unfinished: {}, typed {}", form.label().to_lowercase(), weekday_text(since)) }
        },
    }
}

fn open(need: &Need) -> Html {
    let classes = classes!("nhsuk-button", "nhsuk-button--secondary", "app-row__link");
    let Some(person) = need.person else {
        return html! { <Link<Route> to={Route::Register} {classes}>{ "Finish" }</Link<Route>> };
    };
    let (to, beside, label) = match &need.kind {
        NeedKind::NoContact { .. } => (Route::Record { person }, Beside::default(), "Open"),
        NeedKind::TakeOn { .. } => (Route::Requests, Beside::default(), "Answer"),
        NeedKind::ReviewDue => (Route::Part { person, part: Part::Health }, Beside::default(), "Open"),
        NeedKind::NotRecorded { appointment } => {
            (Route::Record { person }, Beside::of(Panel::Contact, appointment.0), "Record")
        }
        NeedKind::UnfinishedNote { form, record, .. } => (unfinished(person, *form), beside(*form, *record), "Finish"),
    };
    html! { <Link<Route, Beside> {to} query={Some(beside)} {classes}>{ label }</Link<Route, Beside>> }
}

fn unfinished(person: domain::id::PersonId, form: DraftOf) -> Route {
    let part = match form {
        DraftOf::Registration => return Route::Register,
        DraftOf::Contact | DraftOf::Correction | DraftOf::Appointment => return Route::Record { person },
        DraftOf::Identity => Part::Identity,
        DraftOf::Addresses | DraftOf::Reach => Part::Reach,
        DraftOf::Health => Part::Health,
        DraftOf::Convictions => Part::Convictions,
        DraftOf::Alert => Part::Alerts,
    };
    Route::Part { person, part }
}

/// The panel that the form stands in, of the record that it changes.
const fn beside(form: DraftOf, of: Option<Uuid>) -> Beside {
    let panel = match form {
        DraftOf::Contact => Panel::Contact,
        DraftOf::Correction => Panel::Correct,
        DraftOf::Appointment => Panel::Appointment,
        _ => return Beside { panel: None, of: None },
    };
    Beside { panel: Some(panel), of }
}
