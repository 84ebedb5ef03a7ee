//! How somebody signs in, as far as an administrator has to do with it: the one-time link with which they choose a
//! password themselves, their second factor, and where they are signed in.

use domain::calendar::instant_text;
use domain::id::StaffId;
use domain::sign_in::Invitation;
use yew::prelude::*;

use crate::account::{Card, session_lines};
use crate::attempt::use_attempt;
use crate::load::{Empty, use_load};
use crate::{browser, client, shown};

/// Properties of [`SignInCard`].
#[derive(Properties, PartialEq)]
pub(super) struct SignInCardProps {
    /// Whose.
    pub(super) staff: StaffId,
}

/// Where they are signed in, and what can be done when they cannot sign in or should not.
#[component]
pub(super) fn SignInCard(props: &SignInCardProps) -> Html {
    let staff = props.staff;
    let sessions = use_load(staff, client::account::sessions_of);
    let link = use_state(|| None::<Invitation>);
    let done = use_state(|| "");
    let attempt = use_attempt();
    let invite = {
        let (link, attempt) = (link.clone(), attempt.clone());
        Callback::from(move |_: MouseEvent| {
            let link = link.clone();
            attempt.begin(async move {
                link.set(Some(client::account::invite(staff).await?));
                Ok(())
            });
        })
    };
    let remove = {
        let (attempt, done) = (attempt.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            let done = done.clone();
            attempt.begin(async move {
                client::account::remove_factors_of(staff).await?;
                done.set("Removed, and their password with it. Make a one-time link, with which they begin anew.");
                Ok(())
            });
        })
    };
    let end = {
        let (attempt, done, reload) = (attempt.clone(), done.clone(), sessions.reload.clone());
        Callback::from(move |_: MouseEvent| {
            let (done, reload) = (done.clone(), reload.clone());
            attempt.begin(async move {
                client::account::end_sessions_of(staff).await?;
                done.set("Ended, wherever they were signed in.");
                reload.emit(());
                Ok(())
            });
        })
    };
    html! {
        <Card name="sign-in" title="Signing in">
            { attempt.words() }
            <div role="status">{ *done }</div>
            { for link.iter().map(|link| html! { <OneTimeLink link={shown::text(&link.link)} until={instant_text(link.expires_at)} sent={link.sent} /> }) }
            <p class="app-actions">
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={invite}>{ "Make a one-time link" }</button>
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={remove}>{ "Remove their second factor" }</button>
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={end}>{ "End their sign-ins" }</button>
            </p>
            { sessions.faces("Where they are signed in", |sessions| {
                if sessions.is_empty() {
                    return html! { <Empty>{ "They are signed in nowhere." }</Empty> };
                }
                session_lines(sessions, None)
            }) }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct OneTimeLinkProps {
    link: String,
    until: String,
    sent: bool,
}

/// The link, shown this once, for the administrator to pass on unless it was sent.
#[component]
fn OneTimeLink(props: &OneTimeLinkProps) -> Html {
    let is_copied = use_state(|| false);
    let copy = {
        let (link, is_copied) = (props.link.clone(), is_copied.clone());
        Callback::from(move |_: MouseEvent| {
            browser::copy(&link);
            is_copied.set(true);
        })
    };
    let how = if props.sent {
        "It was sent to their e-mail address at work."
    } else {
        "Pass it on to them and to nobody else, for instance by telephone or on paper: it is shown only now."
    };
    html! {
        <div class="app-once" role="group" aria-label="One-time link">
            <p>{ format!("With this link they choose a password themselves. {how} It holds until {}.", props.until) }</p>
            <p><code class="app-once__link">{ &props.link }</code></p>
            <p>
                <button type="button" class="nhsuk-button" onclick={copy}>{ "Copy the link" }</button>
                <span role="status" class="app-muted">{ is_copied.then_some(" Copied") }</span>
            </p>
        </div>
    }
}
