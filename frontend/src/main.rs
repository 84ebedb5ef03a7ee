//! The app in the browser: what somebody with two minutes between people needs next.
//!
//! `client` speaks with the server, `session` knows who is signed in, `load` waits, `form` has the parts of
//! every form, `draft` keeps what is typed, `shown` alone opens private content. Every other module is a
//! noun's screens.

mod app;
mod bar;
mod browser;
mod client;
mod clock;
mod draft;
mod form;
mod keys;
mod load;
mod offline;
mod reference;
mod route;
mod session;
mod shown;

fn main() {
    let place = browser::document().and_then(|document| document.get_element_by_id("app"));
    match place {
        Some(place) => yew::Renderer::<app::App>::with_root(place).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
