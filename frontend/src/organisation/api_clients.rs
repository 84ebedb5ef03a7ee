//! API clients: programs that ask in their own name.

use domain::Recorded;
use domain::access::Scope;
use domain::api_client::{Issued, KeptClient, NewCredentialForm, RegisterClientForm};
use domain::calendar::{day_text, instant_text};
use serde_json::{Value, json};
use yew::prelude::*;

use super::{Doing, opener, use_doing};
use crate::attempt::use_attempt;
use crate::form::Boxes;
use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::{client, clock, shown};

const REGISTERING: &[Spec] = &[
    ask("client/name", "Name", Kind::Line),
    ask("client/about", "What it is for, and who answers for it", Kind::Line),
    ask("client/per_minute", "Requests in a minute", Kind::Number),
    ask("client/expires_on", "Last day", Kind::Date).hint("At most a year ahead"),
    ask("key", "Its public key, if it has one", Kind::Area).hint("The text of a JWK. Left empty, a secret is made"),
];
const ROTATING: &[Spec] = &[
    ask("overlap_hours", "Hours for which the one before lives on", Kind::Number),
    ask("key", "Its next public key, if it has one", Kind::Area)
        .hint("The text of a JWK. Left empty, a secret is made"),
];

/// Every client, with what can be done about it.
#[component]
pub(crate) fn ApiClientsPage() -> Html {
    let loaded = use_load((), |()| async {
        let services = client::reference::services().await?.into_iter();
        let services: Vec<(AttrValue, AttrValue)> = services
            .map(|service| (service.id.to_string().into(), shown::text(&service.content.name).into()))
            .collect();
        Ok((client::api_client::all().await?, services))
    });
    let (doing, start, done) = use_doing(loaded.reload.clone());
    let given = use_state(|| None::<Issued>);
    let attempt = use_attempt();
    html! {
        <Page title="API clients">
            <div class="app-card app-card__body">
                { attempt.words() }
                { for given.iter().map(once) }
                if doing.is_none() {
                    <button type="button" class="nhsuk-button" onclick={start.reform(|_: MouseEvent| Doing::Add)}>{ "Register a client" }</button>
                }
                { loaded.faces("The clients", |loaded| {
                    let (clients, services) = &**loaded;
                    let rows = clients.iter().map(|one| {
                        let name = shown::text(&one.content.client.name);
                        let revoke = {
                            let (attempt, reload, id) = (attempt.clone(), done.clone(), one.id);
                            Callback::from(move |_: MouseEvent| {
                                let reload = reload.clone();
                                attempt.begin(async move {
                                    client::api_client::revoke(id).await?;
                                    reload.emit(true);
                                    Ok(())
                                });
                            })
                        };
                        html! {
                            <li class="app-item" key={one.id.to_string()}>
                                { about(one) }
                                if doing.is_none() && one.content.revoked_at.is_none() {
                                    { opener("Give another key or secret", &name, &start, Doing::Change(one.id)) }
                                    { " " }
                                    <button type="button" class="app-link-button" onclick={revoke}>
                                        { "Revoke for ever" }<span class="nhsuk-u-visually-hidden">{ format!(" {name}") }</span>
                                    </button>
                                }
                                if doing == Some(Doing::Change(one.id)) { { rotating(one, &given, done.clone()) } }
                            </li>
                        }
                    });
                    html! {
                        <>
                            if doing == Some(Doing::Add) { { registering(services, &given, done.clone()) } }
                            if clients.is_empty() { <Empty>{ "No program asks here. Choose Register a client." }</Empty> }
                            <ul class="app-items">{ for rows }</ul>
                        </>
                    }
                }) }
            </div>
        </Page>
    }
}

/// What a client is, when it was used, and whether somebody should look at it.
fn about(one: &Recorded<KeptClient>) -> Html {
    let KeptClient { client, last_used_at, revoked_at, .. } = &one.content;
    let used = last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("last used {}", instant_text(at)));
    let (last, today) = (day_text(client.expires_on), clock::today());
    let ends = match revoked_at {
        Some(at) => format!("revoked {}", instant_text(*at)),
        None if client.expires_on < today => format!("over since {last}"),
        None if client.is_ending(today) => format!("ends soon: {last}"),
        None => format!("until {last}"),
    };
    let scopes: Vec<String> = client.scopes.iter().map(Scope::word).collect();
    html! {
        <>
            <p><strong>{ shown::shown(&client.name) }</strong>{ " " }<code>{ one.id.to_string() }</code></p>
            <p class="app-muted">{ format!("{ends}, {used}") }</p>
            <p class="app-muted">{ if scopes.is_empty() { "no scopes".to_owned() } else { scopes.join(", ") } }</p>
        </>
    }
}

fn registering(
    services: &[(AttrValue, AttrValue)],
    given: &UseStateHandle<Option<Issued>>,
    done: Callback<bool>,
) -> Html {
    let given = given.clone();
    let send = Send::new(move |typed: Value, key| {
        let given = given.clone();
        async move {
            given.set(Some(client::api_client::register(key, &read::<RegisterClientForm>(&typed)).await?.issued));
            Ok(())
        }
    });
    let scopes = Scope::all().into_iter().map(|scope| (scope.word().into(), scope.word().into()));
    html! {
        <SmallForm name="api-client" title="Register a client" specs={SpecList(REGISTERING)} button="Register"
            start={json!({ "client": { "per_minute": 600 } })} {send} {done}>
            <Boxes at="/client/services" label="Services whose people it may open" items={services.to_vec()} />
            <Boxes at="/client/scopes" label="What it may" items={scopes.collect::<Vec<(AttrValue, AttrValue)>>()} />
        </SmallForm>
    }
}

fn rotating(one: &Recorded<KeptClient>, given: &UseStateHandle<Option<Issued>>, done: Callback<bool>) -> Html {
    let (given, id) = (given.clone(), one.id);
    let send = Send::new(move |typed: Value, key| {
        let given = given.clone();
        async move {
            given.set(Some(client::api_client::rotate(id, key, &read::<NewCredentialForm>(&typed)).await?));
            Ok(())
        }
    });
    html! {
        <SmallForm name="api-credential" title="Give another key or secret" specs={SpecList(ROTATING)} button="Give it"
            start={json!({ "overlap_hours": 24 })} {send} {done} />
    }
}

/// What a client was given, shown this once.
fn once(issued: &Issued) -> Html {
    let words = if issued.secret.is_some() {
        "This secret is shown only now. Put it where the program finds it, and nowhere else."
    } else {
        "The key is registered. The program's assertions name it as kid:"
    };
    html! {
        <div class="app-once" role="status">
            <p>{ words }</p>
            { for issued.secret.iter().map(|secret| html! { <p><code class="app-once__link">{ shown::shown(secret) }</code></p> }) }
            <p class="app-muted">{ "kid " }<code>{ issued.credential.id.to_string() }</code></p>
        </div>
    }
}
