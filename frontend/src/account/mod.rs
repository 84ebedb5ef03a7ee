//! One's own account: password, second factor, and where one is signed in.

mod factors;
mod passkeys;
mod password;
mod sessions;

use yew::prelude::*;

use self::factors::FactorsCard;
use self::passkeys::PasskeysCard;
use self::password::PasswordCard;
use self::sessions::OwnSessionsCard;
use crate::page::Page;
use crate::session::use_me;

pub(crate) use self::sessions::session_lines;

/// Everything about how one signs in.
#[component]
pub(crate) fn AccountPage() -> Html {
    let me = use_me();
    html! {
        <Page title="Your account">
            <p class="app-muted">{ format!("{}, {}", me.name(), me.place()) }</p>
            <div class="app-stack app-account">
                <PasswordCard />
                <FactorsCard />
                <PasskeysCard />
                <OwnSessionsCard />
            </div>
        </Page>
    }
}

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub(crate) struct CardProps {
    /// A name for its heading's id.
    pub(crate) name: &'static str,
    /// Its heading.
    pub(crate) title: &'static str,
    /// What is in it.
    pub(crate) children: Children,
}

/// A part of the page with a heading.
#[component]
pub(crate) fn Card(props: &CardProps) -> Html {
    let id = format!("{}-card", props.name);
    html! {
        <section class="app-card" aria-labelledby={id.clone()}>
            <h2 class="app-card__head" {id}>{ props.title }</h2>
            <div class="app-card__body">{ for props.children.iter() }</div>
        </section>
    }
}
