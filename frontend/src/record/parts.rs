//! The parts of a record, with counts and what is due.

use std::rc::Rc;

use domain::id::PersonId;
use domain::record_view::{RecordPart, RecordView};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::route::{Part, Route};
use crate::shown;

/// The order of the list; none is what happened.
const ORDER: [Option<Part>; 9] = [
    None,
    Some(Part::Identity),
    Some(Part::Reach),
    Some(Part::Health),
    Some(Part::Convictions),
    Some(Part::Episodes),
    Some(Part::Alerts),
    Some(Part::Appointments),
    Some(Part::History),
];

/// Properties of [`PartsList`].
#[derive(Properties, PartialEq)]
pub(crate) struct PartsListProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Which is open.
    pub(crate) here: Option<Part>,
    /// The record.
    pub(crate) view: Rc<RecordView>,
}

/// Links to the parts. One that one may not see is named as such, without saying whether anything is in it.
#[component]
pub(crate) fn PartsList(props: &PartsListProps) -> Html {
    let entries = ORDER.map(|part| {
        let title = part.map_or("What happened", Part::title);
        let known = known(part).and_then(|of| props.view.parts.iter().find(|view| view.part == of));
        if known.is_some_and(|view| !view.may_open) {
            return html! {
                <li key={title} class="app-parts__closed">{ title }<span class="app-muted">{ "no access" }</span></li>
            };
        }
        let to = part.map_or(Route::Record { person: props.person }, |part| Route::Part { person: props.person, part });
        let is_here = props.here == part;
        let count = known
            .and_then(|view| view.count.as_ref())
            .map(|count| html! { <span class="app-parts__count">{ shown::shown(count) }</span> });
        let due = (part == Some(Part::Health) && props.view.glance.review_due_since.is_some())
            .then(|| html! { <span class="app-danger">{ "review due" }</span> });
        html! {
            <li key={title}>
                <Link<Route> {to} classes={classes!("app-parts__link", is_here.then_some("app-parts__link--here"))}>
                    <span aria-current={is_here.then_some("page")}>{ title }</span>{ count }{ due }
                </Link<Route>>
            </li>
        }
    });
    html! {
        <nav class="app-card app-parts" aria-label="Parts of this record">
            <ul>
                { for entries }
                <li><Link<Route> to={Route::Print { person: props.person }} classes="app-parts__link">{ "Print" }</Link<Route>></li>
            </ul>
        </nav>
    }
}

const fn known(part: Option<Part>) -> Option<RecordPart> {
    match part {
        None => Some(RecordPart::Contacts),
        Some(Part::Identity) => Some(RecordPart::Identity),
        Some(Part::Reach) => Some(RecordPart::Reach),
        Some(Part::Health) => Some(RecordPart::Health),
        Some(Part::Convictions) => Some(RecordPart::Convictions),
        Some(Part::Episodes) => Some(RecordPart::Episodes),
        Some(Part::Appointments) => Some(RecordPart::Appointments),
        Some(Part::Alerts | Part::History) => None,
    }
}
