//! Where somebody is signed in, and ending it.

use domain::calendar::instant_text;
use domain::id::SessionId;
use domain::sign_in::OwnSession;
use yew::prelude::*;

use super::Card;
use crate::attempt::use_attempt;
use crate::load::use_load;
use crate::{client, shown};

/// One's own sign-ins, each of which can be ended but the one that asks.
#[component]
pub(super) fn OwnSessionsCard() -> Html {
    let sessions = use_load((), |()| client::account::sessions());
    let attempt = use_attempt();
    let end = {
        let (attempt, reload) = (attempt.clone(), sessions.reload.clone());
        Callback::from(move |id: SessionId| {
            let reload = reload.clone();
            attempt.begin(async move {
                client::account::end_session(id).await?;
                reload.emit(());
                Ok(())
            });
        })
    };
    let end_others = {
        let (attempt, reload) = (attempt.clone(), sessions.reload.clone());
        Callback::from(move |_: MouseEvent| {
            let reload = reload.clone();
            attempt.begin(async move {
                client::account::end_other_sessions().await?;
                reload.emit(());
                Ok(())
            });
        })
    };
    html! {
        <Card name="sessions" title="Where you are signed in">
            { attempt.words() }
            { sessions.faces("Where you are signed in", |sessions| html! {
                <>
                    { session_lines(sessions, Some(&end)) }
                    if sessions.len() > 1 {
                        <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={end_others.clone()}>
                            { "End all others" }
                        </button>
                    }
                </>
            }) }
        </Card>
    }
}

/// The sign-ins of somebody, with the way to end one where one may end each by itself.
pub(crate) fn session_lines(sessions: &[OwnSession], end: Option<&Callback<SessionId>>) -> Html {
    let lines = sessions.iter().map(|session| {
        let id = session.id;
        let words = format!("{}, from {}", shown::text(&session.browser), shown::text(&session.network));
        let end = end.filter(|_| !session.is_this).map(|end| {
            let onclick = end.reform(move |_: MouseEvent| id);
            html! {
                <button type="button" class="app-link-button" {onclick}>
                    { "End it" }<span class="nhsuk-u-visually-hidden">{ format!(": {words}") }</span>
                </button>
            }
        });
        html! {
            <li class="app-item" key={id.to_string()}>
                <p><strong>{ &words }</strong>{ session.is_this.then_some(" · this one") }</p>
                <p class="app-muted">
                    { format!("Since {}, last used {}", instant_text(session.begun_at), instant_text(session.used_at)) }
                </p>
                { end }
            </li>
        }
    });
    html! { <ul class="app-items">{ for lines }</ul> }
}
