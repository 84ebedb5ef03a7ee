//! One contact in the timeline.

use chrono::Datelike;
use domain::Recorded;
use domain::calendar::{day_text, minutes_text, time_text, weekday_text};
use domain::contact::{Contact, Outcome, Response};
use domain::id::{ContactId, PersonId};
use domain::instant::london_day;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::reference::{use_lists, use_organisation};
use crate::route::{Beside, Panel, Route};
use crate::{clock, shown};

/// Properties of [`Entry`].
#[derive(Properties)]
pub(crate) struct EntryProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// The contact.
    pub(crate) contact: Recorded<Contact>,
    /// Open a panel.
    pub(crate) open: Callback<Beside>,
}

impl PartialEq for EntryProps {
    fn eq(&self, other: &Self) -> bool {
        (self.contact.id, self.contact.version, &self.open) == (other.contact.id, other.contact.version, &other.open)
    }
}

/// When, what, who, the note, what was offered.
#[component]
pub(crate) fn Entry(props: &EntryProps) -> Html {
    let (lists, organisation) = (use_lists(), use_organisation());
    let contact = &props.contact.content;
    let day = london_day(contact.started_at);
    let date = if day.year() == clock::today().year() { weekday_text(day) } else { day_text(day) };
    let kind = lists.label(&contact.kind);
    let head = if contact.outcome.took_part() {
        html! { <strong>{ kind }</strong> }
    } else {
        let class = (contact.outcome != Outcome::CancelledByUs).then_some("app-danger");
        html! { <><strong {class}>{ contact.outcome.label() }</strong>{ format!(" · {}", kind.to_lowercase()) }</> }
    };
    let late = (contact.outcome == Outcome::AttendedLate).then_some(", came late");
    let place = contact.place.as_ref().map(|place| format!(", {}", lists.label(place).to_lowercase()));
    let others: Vec<String> = contact
        .staff
        .iter()
        .filter(|id| **id != props.contact.recorded_by)
        .map(|id| organisation.staff_name(*id))
        .collect();
    let with = if others.is_empty() { String::new() } else { format!(", with {}", others.join(", ")) };
    let offers = contact.interventions.iter().map(|offer| {
        let class = match offer.response {
            Response::Offered => "app-tag",
            Response::Accepted => "app-tag app-tag--good",
            Response::Declined => "app-tag app-tag--danger",
        };
        let label = lists.label(&offer.intervention);
        html! { <li {class} key={label.to_owned()}>{ format!("{label}: {}", offer.response.label().to_lowercase()) }</li> }
    });
    let correct = {
        let id = props.contact.id;
        props.open.reform(move |_: MouseEvent| Beside::of(Panel::Correct, id))
    };
    let when = format!("{}, {}", time_text(contact.started_at), minutes_text(shown::plain(&contact.minutes)));
    html! {
        <li class="app-event">
            <div class="app-event__when">
                <strong>{ &date }</strong>
                <span class="app-muted">{ &when }</span>
            </div>
            <div class="app-event__what">
                <div class="app-event__head">
                    <p>
                        { head }{ place }{ late }{ " · " }
                        <span class="app-muted">{ organisation.staff_name(props.contact.recorded_by) }{ with }</span>
                    </p>
                    <span class="app-event__links">
                        if props.contact.version > 1 {
                            <Link<Route> to={Route::ContactHistory { person: props.person, contact: ContactId(props.contact.id) }}>
                                { "corrected, see history" }
                            </Link<Route>>
                        }
                        <button type="button" class="app-link-button app-row__link" onclick={correct}>
                            { "Correct" }
                            <span class="nhsuk-u-visually-hidden">{ format!(" {kind} of {date}, {when}") }</span>
                        </button>
                    </span>
                </div>
                { for contact.why.iter().map(|why| html! { <p>{ "Why: " }{ shown::shown(why) }</p> }) }
                { for contact.note.iter().map(|note| html! { <p class="app-event__note">{ shown::shown(note) }</p> }) }
                if !contact.interventions.is_empty() { <ul class="app-tags">{ for offers }</ul> }
            </div>
        </li>
    }
}
