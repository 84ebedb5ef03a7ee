//! Requests to take somebody on, answered by the team leader of the service that holds them.

use domain::Recorded;
use domain::calendar::instant_text;
use domain::headline::IdentityHeadline;
use domain::take_on::{AnswerForm, TakeOnAnswer, TakeOnQuestion, TakeOnState};
use serde_json::json;
use uuid::Uuid;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client;
use crate::form::options;
use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::use_organisation;
use crate::route::Route;
use crate::shown;

const ANSWER: &[Spec] = &[
    ask("answer", "Answer", Kind::Choice(|| options!(TakeOnAnswer))),
    ask("reason", "Why", Kind::Line).hint("Needed to keep the two apart; the data protection officer reads it"),
];

/// Every request that one may answer, those that wait first.
#[component]
pub(crate) fn RequestsPage() -> Html {
    let loaded = use_load((), |()| client::casework::requests());
    let answering = use_state(|| None::<Uuid>);
    let done = {
        let (answering, reload) = (answering.clone(), loaded.reload.clone());
        Callback::from(move |is_changed: bool| {
            answering.set(None);
            if is_changed {
                reload.emit(());
            }
        })
    };
    html! {
        <Page title="Requests to take somebody on">
            <div class="app-card app-card__body">
                { loaded.faces("The requests", |requests| {
                    if requests.is_empty() {
                        return html! { <Empty>{ "No request waits. When another service registers somebody whom yours works with, it comes here." }</Empty> };
                    }
                    let rows = requests.iter().map(|request| {
                        let id = request.id;
                        let answer = {
                            let answering = answering.clone();
                            Callback::from(move |_: MouseEvent| answering.set(Some(id)))
                        };
                        html! {
                            <li class="app-item" key={id.to_string()}>
                                <RequestWords question={request.content.clone()} />
                                if request.content.request.state == TakeOnState::Waiting && *answering != Some(id) {
                                    <p><button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={answer}>{ "Answer" }</button></p>
                                }
                                if *answering == Some(id) { { form(request, done.clone()) } }
                            </li>
                        }
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
            </div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct RequestWordsProps {
    question: TakeOnQuestion,
}

#[component]
fn RequestWords(props: &RequestWordsProps) -> Html {
    let organisation = use_organisation();
    let request = &props.question.request;
    html! {
        <>
            <p>
                <strong>{ organisation.service_name(request.asking) }</strong>
                { " asks to take somebody on. " }
                <span class="app-tag">{ request.state.label().to_lowercase() }</span>
            </p>
            <p>
                { "On your record: " }{ who(&props.question.held_as) }{ " " }
                <Link<Route> to={Route::Record { person: request.held }}>{ "Open it" }</Link<Route>>
            </p>
            <p>
                { "As they registered them: " }
                { props.question.registered_as.as_ref().map_or_else(|| html! { { "no longer there" } }, who) }
            </p>
            <p class="app-muted">
                { format!("Asked by {}, {}", organisation.staff_name(request.asked_by), instant_text(request.asked_at)) }
                { for request.answered_by.iter().map(|by| html! { { format!(". Answered by {}", organisation.staff_name(*by)) } }) }
                { for request.reason.iter().map(|why| html! { <>{ ": " }{ shown::shown(why) }</> }) }
            </p>
        </>
    }
}

fn who(identity: &IdentityHeadline) -> Html {
    html! { <><strong>{ shown::shown(&identity.formal_name) }</strong>{ ", born " }{ shown::shown(&identity.born) }</> }
}

fn form(request: &Recorded<TakeOnQuestion>, done: Callback<bool>) -> Html {
    let (id, version) = (request.id, request.version);
    let send = Send::new(move |typed, key| async move {
        client::casework::answer_request(id.into(), version, key, &read::<AnswerForm>(&typed)).await.map(drop)
    });
    html! {
        <SmallForm name="answer" title="Answer the request" specs={SpecList(ANSWER)} button="Send the answer"
            start={json!({ "answer": "share" })} {send} {done} />
    }
}
