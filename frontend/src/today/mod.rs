//! Today: the diary with *now* marked, what waits, and who was seen lately.

mod diary;
mod needs;

use chrono::{Datelike, NaiveDate};
use domain::calendar;
use domain::today::Today;
use yew::prelude::*;
use yew_router::prelude::*;

use self::diary::Diary;
pub(crate) use self::diary::alert_tag;
use self::needs::Needs;
use crate::load::{Empty, use_load};
use crate::page::use_page;
use crate::route::Route;
use crate::{client, clock, keys, shown};

/// The worker's day.
#[component]
pub(crate) fn TodayPage() -> Html {
    use_page("Today".into());
    let loaded = use_load((), |()| client::today::today());
    let place = use_node_ref();
    keys::use_list(place.clone());
    html! {
        <main id="content" class="app-page" ref={place}>
            { loaded.faces("Today", |today| html! { <Day today={std::rc::Rc::clone(today)} /> }) }
        </main>
    }
}

/// Properties of what shows a part of the day.
#[derive(Properties, PartialEq)]
pub(crate) struct DayProps {
    /// The day.
    pub(crate) today: std::rc::Rc<Today>,
}

#[component]
fn Day(props: &DayProps) -> Html {
    let today = &props.today;
    html! {
        <div class="app-columns app-columns--today">
            <section class="app-card" aria-labelledby="page-title">
                <div class="app-card__head">
                    <h1 id="page-title" class="app-card__title" tabindex="-1">
                        { heading(today.date) }
                    </h1>
                    <span class="app-muted">{ summary(today) }</span>
                </div>
                <Diary today={std::rc::Rc::clone(today)} />
            </section>
            <div class="app-stack">
                <Needs today={std::rc::Rc::clone(today)} />
                <SeenLately today={std::rc::Rc::clone(today)} />
            </div>
        </div>
    }
}

/// *Tuesday 24 November*.
fn heading(date: NaiveDate) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let day = DAYS.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{day} {} {month}", date.day())
}

/// *6 people, next at 14:00*.
fn summary(today: &Today) -> String {
    let people = match today.diary.len() {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    let next = today.diary.iter().find(|row| row.starts_at >= today.as_of);
    next.map_or_else(|| people.clone(), |next| format!("{people}, next at {}", calendar::time_text(next.starts_at)))
}

#[component]
fn SeenLately(props: &DayProps) -> Html {
    let today = clock::today();
    let rows = props.today.seen_lately.iter().map(|seen| {
        let on = domain::instant::london_day(seen.at);
        let when = if on == today { calendar::time_text(seen.at) } else { calendar::relative_text(on, today) };
        html! {
            <li key={seen.person.to_string()} class="app-line">
                <Link<Route> to={Route::Record { person: seen.person }} classes="app-line__link app-row__link">
                    { shown::shown(&seen.name) }
                </Link<Route>>
                <span class="app-muted">{ when }</span>
            </li>
        }
    });
    html! {
        <section class="app-card" aria-labelledby="seen-title">
            <div class="app-card__head"><h2 id="seen-title" class="app-card__title">{ "Seen lately" }</h2></div>
            if props.today.seen_lately.is_empty() {
                <Empty>{ "People whom you saw come here." }</Empty>
            } else {
                <ul class="app-lines">{ for rows }</ul>
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_named_in_full() {
        assert_eq!(heading(NaiveDate::from_ymd_opt(2026, 11, 4).unwrap()), "Wednesday 4 November");
    }
}
