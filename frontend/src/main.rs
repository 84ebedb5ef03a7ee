//! The app in the browser: what somebody with two minutes between people needs next.
//!
//! `client` speaks with the server, `session` knows who is signed in, `load` waits, `form` has the parts of
//! every form, `draft` keeps what is typed, `shown` alone opens private content. Every other module is a
//! noun's screens.

mod activity;
mod alert;
mod app;
mod appointment;
mod bar;
mod browser;
mod caseload;
mod client;
mod clock;
mod contact;
mod convictions;
mod draft;
mod episode;
mod find;
mod form;
mod health;
mod history;
mod identity;
mod keys;
mod load;
mod more;
mod offline;
mod organisation;
mod part;
mod print;
mod reach;
mod record;
mod reference;
mod register;
mod route;
mod session;
mod shown;
mod take_on;
mod today;
mod trail;

fn main() {
    let place = browser::document().and_then(|document| document.get_element_by_id("app"));
    match place {
        Some(place) => yew::Renderer::<app::App>::with_root(place).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
