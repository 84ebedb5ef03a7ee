//! After recording: that it is recorded, the way to correct it, and what most people do next.

use chrono::{DateTime, Utc};
use domain::calendar::time_text;
use uuid::Uuid;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::browser;
use crate::route::{Beside, Panel, Route};

/// Properties of [`RecordedWords`].
#[derive(Properties, PartialEq)]
pub(super) struct RecordedWordsProps {
    /// When it was recorded.
    pub(super) at: DateTime<Utc>,
    /// Which contact.
    pub(super) id: Uuid,
    /// Whether it was a correction.
    pub(super) is_correction: bool,
}

/// *Recorded 14:09*, *Correct*, *Make the next appointment*, *Today*.
#[component]
pub(super) fn RecordedWords(props: &RecordedWordsProps) -> Html {
    use_effect_with((), |()| browser::focus_soon("recorded-title"));
    let navigator = use_navigator();
    let route = use_route::<Route>();
    let go = move |beside: Beside| {
        let (navigator, route) = (navigator.clone(), route.clone());
        Callback::from(move |_: MouseEvent| {
            if let (Some(navigator), Some(route)) = (&navigator, &route) {
                // The query is small and always serialises.
                let _ = navigator.push_with_query(route, &beside);
            }
        })
    };
    html! {
        <>
            <div class="app-panel__body">
                <h3 class="app-card__title" id="recorded-title" tabindex="-1">
                    <span role="status">{ if props.is_correction { "Corrected " } else { "Recorded " } }{ time_text(props.at) }</span>
                </h3>
            </div>
            <div class="app-panel__foot">
                <button type="button" class="app-link-button" onclick={go(Beside::of(Panel::Correct, props.id))}>{ "Correct it" }</button>
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={go(Beside::new(Panel::Appointment))}>
                    { "Make the next appointment" }
                </button>
                <Link<Route> to={Route::Today} classes="nhsuk-button">{ "Today" }</Link<Route>>
            </div>
        </>
    }
}
