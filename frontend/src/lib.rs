//! What the browser runs: two apps of one look, one sign-in and one set of parts.
//!
//! The frontline app (`frontline`) is what somebody with two minutes between people needs next; the office app
//! (`office`) is for those who run the charity, and everybody's own account. Each is a binary of its own, so that
//! nobody waits for screens that they never open; from one to the other one goes by a plain link.
//!
//! `client` speaks with the server, `session` knows who is signed in, `load` waits, `form` has the parts of
//! every form, `draft` keeps what is typed, `shown` alone opens private content. Every other module is a
//! noun's screens.

mod account;
mod activity;
mod alert;
mod appointment;
mod attempt;
mod bar;
mod break_glass;
mod browser;
mod caseload;
mod client;
mod clock;
mod contact;
mod convictions;
mod draft;
mod enrol;
mod episode;
mod find;
mod foot;
mod form;
mod frontline;
mod health;
mod history;
mod identity;
mod keys;
mod load;
mod more;
mod office;
mod offline;
mod organisation;
mod oversight;
mod page;
mod pages;
mod part;
mod passkey;
mod print;
mod reach;
mod record;
mod reference;
mod register;
mod restriction;
mod route;
mod session;
mod shown;
mod take_on;
mod today;
mod trail;

use yew::html::BaseComponent;

/// Show the app of those who work with people.
pub fn start_frontline() {
    show::<frontline::App>();
}

/// Show the app of those who run the charity.
pub fn start_office() {
    show::<office::App>();
}

fn show<App: BaseComponent<Properties = ()>>() {
    let place = browser::document().and_then(|document| document.get_element_by_id("app"));
    match place {
        Some(place) => yew::Renderer::<App>::with_root(place).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
