//! Alerts: raising, changing and ending them.

use domain::Recorded;
use domain::alert::{Alert, AlertForm, EndForm, Level};
use domain::calendar::day_text;
use domain::draft::DraftOf;
use domain::id::PersonId;
use serde_json::{Value, json};
use uuid::Uuid;
use yew::prelude::*;

use crate::form::options;
use crate::load::{Empty, use_load};
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Rules, Send, SmallForm, SpecList, read, rules};
use crate::reference::use_lists;
use crate::{client, clock, shown};

const ALERT: &[Spec] = &[
    ask("kind", "What about", Kind::Code("alert_kind")),
    ask("level", "How much it matters", Kind::Choice(|| options!(Level))),
    ask("words", "What to know and do", Kind::Line).hint("In a line: everybody who opens the record reads it first"),
    ask("since", "Since", Kind::Date),
    ask("until", "Until, if known", Kind::Date),
];

const END: &[Spec] = &[ask("ended_on", "Ended on", Kind::Date), ask("reason", "Why it no longer holds", Kind::Line)];

/// What is open: a new alert, one that is changed, one that is ended.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Raise,
    Change(Uuid),
    End(Uuid),
}

/// Properties of [`AlertsPart`].
#[derive(Properties, PartialEq)]
pub(crate) struct AlertsPartProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Told when something changed.
    pub(crate) changed: Callback<()>,
}

/// Every alert, those that hold first.
#[component]
pub(crate) fn AlertsPart(props: &AlertsPartProps) -> Html {
    let person = props.person;
    let loaded = use_load(person, client::casework::alerts);
    let doing = use_state(|| None::<Doing>);
    let start = |next: Doing| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(next)))
    };
    let done = {
        let (doing, reload, changed) = (doing.clone(), loaded.reload.clone(), props.changed.clone());
        Callback::from(move |is_changed: bool| {
            doing.set(None);
            if is_changed {
                reload.emit(());
                changed.emit(());
            }
        })
    };
    html! {
        <section class="app-card" aria-labelledby="alerts-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="alerts-title">{ "Alerts" }</h2>
                if doing.is_none() {
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={start(Doing::Raise)}>
                        { "Raise an alert" }
                    </button>
                }
            </div>
            <div class="app-card__body">
                if *doing == Some(Doing::Raise) {
                    <SmallForm name="alert" title="Raise an alert" specs={SpecList(ALERT)} button="Raise"
                        start={json!({ "level": "danger", "since": clock::today().to_string() })}
                        check={Some(Rules(rules!(AlertForm)))} send={raise(person)}
                        draft={Some((DraftOf::Alert, person, None))} done={done.clone()} />
                }
                { loaded.faces("Alerts", |alerts| {
                    if alerts.is_empty() {
                        return html! { <Empty>{ "No alert was ever raised. Choose Raise an alert to add one." }</Empty> };
                    }
                    let mut sorted: Vec<_> = alerts.iter().collect();
                    sorted.sort_by(|a, b| {
                        let ended = |alert: &Recorded<Alert>| alert.content.ended_on.is_some();
                        ended(a).cmp(&ended(b)).then_with(|| a.content.order(&b.content))
                    });
                    let rows = sorted.into_iter().map(|alert| {
                        let open = match *doing {
                            Some(Doing::Change(id)) if id == alert.id => change(person, alert, done.clone()),
                            Some(Doing::End(id)) if id == alert.id => end(person, alert, done.clone()),
                            _ => Html::default(),
                        };
                        html! {
                            <li class="app-item" key={alert.id.to_string()}>
                                <AlertWords alert={alert.content.clone()} />
                                if alert.content.ended_on.is_none() && doing.is_none() {
                                    <p>
                                        <button type="button" class="app-link-button" onclick={start(Doing::Change(alert.id))}>{ "Change" }</button>
                                        <button type="button" class="app-link-button" onclick={start(Doing::End(alert.id))}>{ "End" }</button>
                                    </p>
                                }
                                { open }
                            </li>
                        }
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct AlertWordsProps {
    alert: Alert,
}

#[component]
fn AlertWords(props: &AlertWordsProps) -> Html {
    let lists = use_lists();
    let alert = &props.alert;
    let ended = alert.ended_on.map(|day| format!("Ended {}", day_text(day)));
    let until = alert.until.map(|day| format!(", until {}", day_text(day)));
    html! {
        <>
            <p>
                <strong>{ alert.level.label() }{ ": " }{ lists.label(&alert.kind).to_lowercase() }</strong>{ " " }
                { shown::shown(&alert.words) }
            </p>
            <p class="app-muted">
                { format!("Since {}{}", day_text(alert.since), until.unwrap_or_default()) }
                { for ended.iter().map(|ended| html! { { format!(". {ended}") } }) }
                { for alert.end_reason.iter().map(|why| html! { <>{ ": " }{ shown::shown(why) }</> }) }
            </p>
        </>
    }
}

fn raise(person: PersonId) -> Send {
    Send::new(move |typed, key| async move {
        client::casework::raise_alert(person, key, &read::<AlertForm>(&typed)).await.map(drop)
    })
}

fn change(person: PersonId, alert: &Recorded<Alert>, done: Callback<bool>) -> Html {
    let (id, version) = (alert.id, alert.version);
    let present = move || async move { client::casework::alert(person, id).await };
    let send = Send::change(version, present, move |typed, version| async move {
        client::casework::change_alert(person, id, version, &read::<AlertForm>(&typed)).await.map(drop)
    });
    html! {
        <SmallForm name="alert-change" title="Change the alert" specs={SpecList(ALERT)} button="Save"
            start={shown::content(&alert.content)} check={Some(Rules(rules!(AlertForm)))} {send}
            draft={Some((DraftOf::Alert, person, Some(id)))} {done} />
    }
}

fn end(person: PersonId, alert: &Recorded<Alert>, done: Callback<bool>) -> Html {
    let (id, version) = (alert.id, alert.version);
    let send = Send::new(move |typed: Value, key| async move {
        client::casework::end_alert(person, id, version, key, &read::<EndForm>(&typed)).await.map(drop)
    });
    html! {
        <SmallForm name="alert-end" title="End the alert" specs={SpecList(END)} button="End it"
            start={json!({ "ended_on": clock::today().to_string() })} {send} {done} />
    }
}
