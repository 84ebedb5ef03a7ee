//! Services: teams at a place, each under a contract.

use domain::Recorded;
use domain::service::{Service, ServiceForm};
use serde_json::{Value, json};
use yew::prelude::*;

use super::{Doing, opener, use_doing};
use crate::form::Select;
use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::use_lists;
use crate::{client, shown};

const QUESTIONS: &[Spec] = &[
    ask("name", "Name", Kind::Line),
    ask("kind", "Kind", Kind::Code("service_kind")),
    ask("place", "Place", Kind::Line),
    ask("phone", "Telephone", Kind::Line),
    ask("days_without_contact", "Days without contact until somebody needs their key worker", Kind::Number),
];

/// Every service.
#[component]
pub(crate) fn ServicesPage() -> Html {
    let lists = use_lists();
    let loaded = use_load((), |()| async {
        let services = client::reference::services().await?;
        let contracts = client::organisation::contracts().await?;
        let contracts: Vec<(AttrValue, AttrValue)> = contracts
            .into_iter()
            .map(|contract| (contract.id.to_string().into(), shown::text(&contract.content.name).into()))
            .collect();
        Ok((services, contracts))
    });
    let (doing, start, done) = use_doing(loaded.reload.clone());
    html! {
        <Page title="Services">
            <div class="app-card app-card__body">
                if doing.is_none() {
                    <button type="button" class="nhsuk-button" onclick={start.reform(|_: MouseEvent| Doing::Add)}>{ "Add a service" }</button>
                }
                { loaded.faces("The services", |loaded| {
                    let (services, contracts) = &**loaded;
                    let rows = services.iter().map(|service| {
                        let content = &service.content;
                        let contract = contracts.iter().find(|(id, _)| **id == *content.contract.to_string()).map(|(_, name)| name.clone());
                        html! {
                            <li class="app-item" key={service.id.to_string()}>
                                <p><strong>{ shown::shown(&content.name) }</strong></p>
                                <p class="app-muted">
                                    { lists.label(&content.kind) }
                                    { for contract.iter().map(|name| html! { { format!(", under {name}") } }) }
                                    { for content.place.iter().map(|place| html! { <>{ ", " }{ shown::shown(place) }</> }) }
                                </p>
                                if doing.is_none() { { opener("Change", &shown::text(&content.name), &start, Doing::Change(service.id)) } }
                                if doing == Some(Doing::Change(service.id)) { { form(Some(service), contracts, done.clone()) } }
                            </li>
                        }
                    });
                    html! {
                        <>
                            if doing == Some(Doing::Add) { { form(None, contracts, done.clone()) } }
                            if services.is_empty() { <Empty>{ "There is no service yet. Choose Add a service." }</Empty> }
                            <ul class="app-items">{ for rows }</ul>
                        </>
                    }
                }) }
            </div>
        </Page>
    }
}

fn form(service: Option<&Recorded<Service>>, contracts: &[(AttrValue, AttrValue)], done: Callback<bool>) -> Html {
    let of = service.map(|service| (service.id, service.version));
    let start =
        service.map_or_else(|| json!({ "days_without_contact": 21 }), |service| shown::content(&service.content));
    let title = if of.is_some() { "Change the service" } else { "Add a service" };
    let send = match of {
        Some((id, version)) => {
            let present = move || async move { client::organisation::present("services", id).await };
            Send::change(version, present, move |typed: Value, version| async move {
                client::organisation::change_service(id, version, &read::<ServiceForm>(&typed)).await.map(drop)
            })
        }
        None => Send::new(move |typed: Value, key| async move {
            client::organisation::make_service(key, &read::<ServiceForm>(&typed)).await.map(drop)
        }),
    };
    html! {
        <SmallForm name="service" {title} specs={SpecList(QUESTIONS)} button="Save" {start} {send} {done}>
            <Select at="/contract" label="Contract" options={contracts.to_vec()} />
        </SmallForm>
    }
}
