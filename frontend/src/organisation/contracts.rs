//! Contracts with commissioners.

use domain::Recorded;
use domain::access::ChangeContract;
use domain::calendar::day_text;
use domain::contract::{Contract, ContractForm, DataHeld, LawfulBasis};
use serde_json::{Value, json};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Doing, opener, use_doing};
use crate::form::options;
use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::session::use_me;
use crate::{client, shown};

const QUESTIONS: &[Spec] = &[
    ask("name", "Name", Kind::Line),
    ask("commissioner", "Commissioner", Kind::Line),
    ask("area", "Area", Kind::Line),
    ask("starts_on", "First day", Kind::Date),
    ask("ends_on", "Last day, if agreed", Kind::Date),
    ask("data_held", "Where its data must be held", Kind::Choice(|| options!(DataHeld))),
    ask("held_by", "Who holds its data, if elsewhere", Kind::Line),
    ask("lawful_basis", "What makes recording lawful", Kind::Choice(|| options!(LawfulBasis))),
];

/// Every contract.
#[component]
pub(crate) fn ContractsPage() -> Html {
    let me = use_me();
    let may_change = me.may::<ChangeContract>();
    let loaded = use_load((), |()| client::organisation::contracts());
    let (doing, start, done) = use_doing(loaded.reload.clone());
    let add = Send::new(|typed, key| async move {
        client::organisation::make_contract(key, &read::<ContractForm>(&typed)).await.map(drop)
    });
    html! {
        <Page title="Contracts">
            <p><Link<Office> to={Office::Activity}>{ "Activity of a contract" }</Link<Office>></p>
            <div class="app-card app-card__body">
                if may_change && doing.is_none() {
                    <button type="button" class="nhsuk-button" onclick={start.reform(|_: MouseEvent| Doing::Add)}>{ "Add a contract" }</button>
                }
                if doing == Some(Doing::Add) {
                    <SmallForm name="contract" title="Add a contract" specs={SpecList(QUESTIONS)} button="Add" send={add}
                        start={json!({ "data_held": "here", "lawful_basis": "legitimate_interests" })} done={done.clone()} />
                }
                { loaded.faces("The contracts", |contracts| {
                    if contracts.is_empty() {
                        return html! { <Empty>{ "There is no contract yet. Services deliver under one, so add it first." }</Empty> };
                    }
                    let rows = contracts.iter().map(|contract| html! {
                        <li class="app-item" key={contract.id.to_string()}>
                            { words(&contract.content) }
                            if may_change && doing.is_none() {
                                { opener("Change", &shown::text(&contract.content.name), &start, Doing::Change(contract.id)) }
                            }
                            if doing == Some(Doing::Change(contract.id)) { { form(contract, done.clone()) } }
                        </li>
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
            </div>
        </Page>
    }
}

fn words(contract: &Contract) -> Html {
    let until = contract.ends_on.map_or_else(String::new, |day| format!(" until {}", day_text(day)));
    html! {
        <>
            <p><strong>{ shown::shown(&contract.name) }</strong>{ " for " }{ shown::shown(&contract.commissioner) }</p>
            <p class="app-muted">
                { format!("From {}{until}. Data held: {}", day_text(contract.starts_on), contract.data_held.label().to_lowercase()) }
                { for contract.held_by.iter().map(|by| html! { <>{ ", by " }{ shown::shown(by) }</> }) }
            </p>
        </>
    }
}

fn form(contract: &Recorded<Contract>, done: Callback<bool>) -> Html {
    let (id, version) = (contract.id, contract.version);
    let present = move || async move { client::organisation::present("contracts", id).await };
    let send = Send::change(version, present, move |typed: Value, version| async move {
        client::organisation::change_contract(id, version, &read::<ContractForm>(&typed)).await.map(drop)
    });
    html! {
        <SmallForm name="contract-change" title="Change the contract" specs={SpecList(QUESTIONS)} button="Save"
            start={shown::content(&contract.content)} {send} {done} />
    }
}
