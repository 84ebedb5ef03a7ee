//! For the data protection officer: what the ledger shows, and what is to be done about it.

mod asking;
mod doings;
mod finding;
mod requests;
mod seen_by;

use domain::Recorded;
use domain::calendar::{day_text, instant_text};
use domain::oversight::{Finding, LedgerState, Statement, StatementForm};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

pub(crate) use self::asking::AskingPage;
pub(crate) use self::doings::DoingsPage;
pub(crate) use self::finding::FindingPage;
pub(crate) use self::requests::RequestsPage;
pub(crate) use self::seen_by::SeenByPage;
use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::{Organisation, use_organisation};
use crate::{client, clock};

const MONTH: &[Spec] = &[ask("month", "Any day of the month", Kind::Date)];

/// Findings first, then how far the ledger is proved, then where else to look.
#[component]
pub(crate) fn OversightPage() -> Html {
    let organisation = use_organisation();
    let findings = use_load((), |()| client::oversight::findings());
    let look = {
        let reload = findings.reload.clone();
        Callback::from(move |_: MouseEvent| {
            let reload = reload.clone();
            spawn_local(async move {
                // A look that fails leaves the button, to be pressed again.
                if client::oversight::look().await.is_ok() {
                    reload.emit(());
                }
            });
        })
    };
    html! {
        <Page title="Oversight">
            <section class="app-card">
                <h2 class="app-card__head">{ "Worth a look" }</h2>
                <div class="app-card__body">
                    <button type="button" class="nhsuk-button" onclick={look}>{ "Look through today" }</button>
                    { findings.faces("The findings", |findings| {
                        if findings.is_empty() {
                            return html! { <Empty>{ "Nothing waits for you. Each night the day before is looked through." }</Empty> };
                        }
                        let lines = findings.iter().map(|finding| line(finding, &organisation));
                        html! { <ul class="app-items">{ for lines }</ul> }
                    }) }
                </div>
            </section>
            <LedgerCard />
            <section class="app-card">
                <h2 class="app-card__head">{ "Where else to look" }</h2>
                <ul class="app-lines">
                    <li class="app-line"><Link<Office> to={Office::FindTrail} classes="app-line__link">{ "Who opened a record" }</Link<Office>></li>
                    <li class="app-line"><Link<Office> to={Office::Asking} classes="app-line__link">{ "Registrations and searches" }</Link<Office>></li>
                    <li class="app-line"><Link<Office> to={Office::KeptApart} classes="app-line__link">{ "Requests kept apart, and pairs to merge" }</Link<Office>></li>
                </ul>
            </section>
            <StatementsCard />
        </Page>
    }
}

fn line(finding: &Recorded<Finding>, organisation: &Organisation) -> Html {
    let content = &finding.content;
    let id = finding.id.into();
    let state = content.review.as_ref().map_or("not reviewed", |review| review.verdict.label());
    let overdue = content.is_overdue(clock::today());
    html! {
        <li class="app-item" key={finding.id.to_string()}>
            <p><Link<Office> to={Office::Finding { finding: id }}>{ content.pattern.label() }</Link<Office>></p>
            <p class="app-muted">
                { format!("{}, {}, {} entries, {state}", organisation.staff_name(content.staff), day_text(content.day), content.count) }
            </p>
            if overdue { <p class="app-danger">{ format!("Overdue: it was due by {}", day_text(content.due())) }</p> }
        </li>
    }
}

/// How far the ledger is proved.
#[component]
fn LedgerCard() -> Html {
    let state = use_load((), |()| client::oversight::ledger());
    html! {
        <section class="app-card">
            <h2 class="app-card__head">{ "The ledger" }</h2>
            <div class="app-card__body">{ state.faces("The ledger", |state| proved(state)) }</div>
        </section>
    }
}

fn proved(state: &LedgerState) -> Html {
    let checkpoint = match (state.checkpoint, state.checkpoint_at) {
        (Some(number), Some(at)) => format!("Checkpoint {number}, made {}.", instant_text(at)),
        _ => "There is no checkpoint yet.".to_owned(),
    };
    let verified = match (state.verified_at, state.verified) {
        (Some(at), Some(true)) => format!("Verified {}: everything is as it was entered.", instant_text(at)),
        (Some(at), _) => {
            format!("Important: verified {}, and it did not hold. Ask whoever runs the server.", instant_text(at))
        }
        (None, _) => "It was never verified. Ask whoever runs the server for criis audit verify.".to_owned(),
    };
    html! {
        <>
            <p>{ checkpoint }</p>
            <p>{ format!("{} seconds are covered by no checkpoint yet.", state.uncovered_seconds) }</p>
            <p class={classes!((state.verified == Some(false)).then_some("app-danger"))}>{ verified }</p>
        </>
    }
}

/// Which months were stated to be reviewed, and one more.
#[component]
fn StatementsCard() -> Html {
    let organisation = use_organisation();
    let loaded = use_load((), |()| client::oversight::statements());
    let reload = loaded.reload.clone();
    let done = Callback::from(move |recorded: bool| {
        if recorded {
            reload.emit(());
        }
    });
    let send = Send::new(|typed: Value, key| async move {
        client::oversight::state(key, &read::<StatementForm>(&typed)).await.map(drop)
    });
    html! {
        <section class="app-card">
            <h2 class="app-card__head">{ "Months reviewed" }</h2>
            <div class="app-card__body">
                { loaded.faces("The statements", |statements| {
                    if statements.is_empty() {
                        return html! { <Empty>{ "No month has been stated to be reviewed." }</Empty> };
                    }
                    html! { <ul class="app-items">{ for statements.iter().map(|one| stated(one, &organisation)) }</ul> }
                }) }
                <SmallForm name="statement" title="State that a month was reviewed" specs={SpecList(MONTH)} button="State it" {send} {done} />
            </div>
        </section>
    }
}

fn stated(statement: &Recorded<Statement>, organisation: &Organisation) -> Html {
    let content = &statement.content;
    let verified = if content.ledger.verified == Some(true) { "ledger verified" } else { "ledger not verified" };
    html! {
        <li class="app-item" key={statement.id.to_string()}>
            { format!(
                "Month from {}: {} findings, {} open, {verified}. {}, {}",
                day_text(content.month), content.findings, content.open,
                organisation.staff_name(statement.recorded_by), instant_text(statement.recorded_at),
            ) }
        </li>
    }
}
