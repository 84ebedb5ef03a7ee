//! The diary: a row for each appointment of the day, by the clock.

use domain::alert::Level;
use domain::appointment::AppointmentState;
use domain::calendar;
use domain::code::CodeLists;
use domain::instant::london_day;
use domain::today::DiaryRow;
use yew::prelude::*;
use yew_router::prelude::*;

use super::DayProps;
use crate::load::Empty;
use crate::reference::use_lists;
use crate::route::{Beside, Panel, Route};
use crate::{clock, shown};

/// The day's appointments.
#[component]
pub(crate) fn Diary(props: &DayProps) -> Html {
    let lists = use_lists();
    if props.today.diary.is_empty() {
        return html! { <Empty>{ "Nobody is expected today. Appointments are made on a person's record." }</Empty> };
    }
    html! { <ol class="app-rows">{ for props.today.diary.iter().map(|row| diary_row(row, &lists)) }</ol> }
}

fn diary_row(row: &DiaryRow, lists: &CodeLists) -> Html {
    let class = classes!("app-row", row.due_now.then_some("app-row--now"));
    html! {
        <li {class} key={row.appointment.to_string()} aria-current={row.due_now.then_some("time")}>
            <span class="app-row__time">
                { calendar::time_text(row.starts_at) }
                if row.due_now { <span class="nhsuk-u-visually-hidden">{ ", now" }</span> }
            </span>
            <div class="app-row__words">
                <p class="app-row__who">
                    <Link<Route> to={Route::Record { person: row.person }} classes="app-row__name">
                        { shown::shown(&row.name) }
                    </Link<Route>>
                    { for row.alerts.iter().map(|alert| html! { <>{ " " }{ alert_tag(alert, lists) }</> }) }
                    { " " }
                    if row.last_seen.is_none() { <span class="app-tag">{ "new" }</span> }
                </p>
                <p class="app-row__what">{ for what(row, lists) }</p>
            </div>
            { action(row) }
        </li>
    }
}

/// An alert as a tag in a line: its kind in words.
pub(crate) fn alert_tag(alert: &domain::headline::AlertLine, lists: &CodeLists) -> Html {
    let class = match alert.level {
        Level::Danger => "app-tag app-tag--danger",
        Level::Caution => "app-tag app-tag--caution",
    };
    html! {
        <span {class} key={alert.id.to_string()}>
            if alert.level == Level::Danger { <span class="nhsuk-u-visually-hidden">{ "Important: " }</span> }
            { lists.label(&alert.kind).to_lowercase() }
        </span>
    }
}

fn what(row: &DiaryRow, lists: &CodeLists) -> Vec<Html> {
    let mut words = vec![html! { { lists.label(&row.kind) } }];
    if let Some(place) = &row.place {
        words.push(html! { { format!(", {}", lists.label(place).to_lowercase()) } });
    }
    if shown::plain(&row.missed_last_time) {
        words.push(html! { { " · missed last time" } });
    }
    if let Some(seen) = row.last_seen {
        let day = london_day(seen);
        let seen = calendar::weekday_text(day);
        words.push(html! { { format!(" · last seen {}", if day == clock::today() { "today" } else { &seen }) } });
    }
    if shown::plain(&row.two_staff) {
        words.push(html! { <>{ " · " }<strong class="app-danger">{ "two staff" }</strong></> });
    }
    if let Some(note) = &row.note {
        words.push(html! { <>{ " · " }{ shown::shown(note) }</> });
    }
    words
}

fn action(row: &DiaryRow) -> Html {
    let record = Some(Beside::of(Panel::Contact, row.appointment.0));
    let to = Route::Record { person: row.person };
    match row.state {
        AppointmentState::Booked if row.due_now => html! {
            <Link<Route, Beside> {to} query={record} classes="nhsuk-button app-row__link">{ "Record contact" }</Link<Route, Beside>>
        },
        AppointmentState::Booked if row.starts_at < clock::now() => html! {
            <Link<Route, Beside> {to} query={record} classes="nhsuk-button nhsuk-button--secondary app-row__link">
                { "Record contact" }
            </Link<Route, Beside>>
        },
        AppointmentState::Booked => html! {
            <Link<Route> {to} classes="nhsuk-button nhsuk-button--secondary app-row__link">{ "Open" }</Link<Route>>
        },
        AppointmentState::Kept => html! { <span class="app-tag app-tag--good">{ "recorded" }</span> },
        state => html! { <span class="app-tag">{ state.label().to_lowercase() }</span> },
    }
}
