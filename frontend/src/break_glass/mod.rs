//! Emergency access: asking for a record, the bar over it, and the list of those who review.

mod reviews;

use chrono::{DateTime, Utc};
use domain::break_glass::{BreakGlassForm, EmergencyClass};
use domain::calendar::time_text;
use yew::prelude::*;
use yew_router::prelude::*;

pub(crate) use self::reviews::EmergenciesPage;
use crate::client;
use crate::form::{ChoiceTicks, options};
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::route::Route;

const QUESTIONS: &[Spec] = &[
    ask("given_names", "Given names", Kind::Line).hint("All of them, as they are recorded"),
    ask("family_name", "Family name", Kind::Line),
    ask("birth_date", "Date of birth", Kind::Date),
    ask("reason", "What the emergency is", Kind::Area),
];

/// Asks for a record that is not one's own to open.
#[component]
pub(crate) fn EmergencyPage() -> Html {
    let navigator = use_navigator();
    let leave = {
        let navigator = navigator.clone();
        Callback::from(move |is_open: bool| {
            if let (false, Some(navigator)) = (is_open, &navigator) {
                navigator.push(&Route::Find);
            }
        })
    };
    let send = Send::new(move |typed, key| {
        let navigator = navigator.clone();
        async move {
            let opened = client::break_glass::ask(key, &read::<BreakGlassForm>(&typed)).await?;
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Record { person: opened.person });
            }
            Ok(())
        }
    });
    html! {
        <Page title="Emergency access">
            <div class="app-card app-card__body">
                <p>
                    { "For somebody in danger now, whom none of your services works with. The record opens for an hour. \
                       Their team leader and the data protection officer are told, and see everything that you open. \
                       You have five tries a day." }
                </p>
                <SmallForm name="emergency" title="Whose record, and why" specs={SpecList(QUESTIONS)} button="Open the record"
                    {send} done={leave}>
                    <ChoiceTicks at="/classes" label="What you need of it" options={options!(EmergencyClass)} />
                </SmallForm>
            </div>
        </Page>
    }
}

/// Properties of [`EmergencyBar`].
#[derive(Properties, PartialEq)]
pub(crate) struct EmergencyBarProps {
    /// Until when it is open.
    pub(crate) until: DateTime<Utc>,
}

/// Says on every page of a record that an emergency opened it.
#[component]
pub(crate) fn EmergencyBar(props: &EmergencyBarProps) -> Html {
    html! {
        <p class="app-emergency" role="status">
            <strong>{ format!("Emergency access until {}", time_text(props.until)) }</strong>
            { ": everything you open is reviewed" }
        </p>
    }
}
