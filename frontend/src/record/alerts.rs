//! Alerts at the head of a record: what one must know before meeting this person.

use domain::alert::Level;
use domain::calendar::day_text;
use domain::headline::AlertLine;
use domain::id::PersonId;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::reference::{use_lists, use_organisation};
use crate::route::{Part, Route};
use crate::shown;

/// Properties of [`AlertBars`].
#[derive(Properties, PartialEq)]
pub(crate) struct AlertBarsProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// The alerts that hold, danger first.
    pub(crate) alerts: Vec<AlertLine>,
}

/// A bar for each alert, its weight in words.
#[component]
pub(crate) fn AlertBars(props: &AlertBarsProps) -> Html {
    let (lists, organisation) = (use_lists(), use_organisation());
    if props.alerts.is_empty() {
        return Html::default();
    }
    let bars = props.alerts.iter().map(|alert| {
        let (class, weight) = match alert.level {
            Level::Danger => ("app-alert app-alert--danger", "Important: "),
            Level::Caution => ("app-alert app-alert--caution", "Caution: "),
        };
        html! {
            <li {class} key={alert.id.to_string()}>
                <Link<Route> to={Route::Part { person: props.person, part: Part::Alerts }} classes="app-alert__kind">
                    { weight }{ lists.label(&alert.kind).to_lowercase() }
                </Link<Route>>
                <span class="app-alert__words">{ shown::shown(&alert.words) }</span>
                <span class="app-alert__since">
                    { format!("since {}", day_text(alert.since)) }
                    { for alert.raised_by.map(|by| html! { { format!(", {}", organisation.staff_name(by)) } }) }
                </span>
            </li>
        }
    });
    html! { <ul class="app-alerts" aria-label="Alerts">{ for bars }</ul> }
}
