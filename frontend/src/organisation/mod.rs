//! What administrators keep: contracts, services, staff and the roles they hold. Never casework.

mod api_clients;
mod contracts;
mod member;
mod services;
mod sign_in;
mod staff;

use uuid::Uuid;
use yew::prelude::*;

pub(crate) use self::api_clients::ApiClientsPage;
pub(crate) use self::contracts::ContractsPage;
pub(crate) use self::member::MemberPage;
pub(crate) use self::services::ServicesPage;
pub(crate) use self::staff::StaffPage;

/// What is open on one of these pages.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Add,
    Change(Uuid),
}

/// What is open, the way to open something, and what to do when it is left.
#[hook]
fn use_doing(reload: Callback<()>) -> (Option<Doing>, Callback<Doing>, Callback<bool>) {
    let doing = use_state(|| None::<Doing>);
    let start = {
        let doing = doing.clone();
        Callback::from(move |next| doing.set(Some(next)))
    };
    let done = {
        let doing = doing.clone();
        Callback::from(move |is_changed: bool| {
            doing.set(None);
            if is_changed {
                reload.emit(());
            }
        })
    };
    (*doing, start, done)
}

/// A small button that opens something.
fn opener(label: &'static str, of: &str, start: &Callback<Doing>, next: Doing) -> Html {
    let onclick = start.reform(move |_: MouseEvent| next);
    html! {
        <button type="button" class="app-link-button" {onclick}>
            { label }<span class="nhsuk-u-visually-hidden">{ format!(" {of}") }</span>
        </button>
    }
}
