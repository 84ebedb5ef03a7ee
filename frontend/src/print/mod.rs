//! A record on paper: one clean column, marked, with who printed it and when.

use std::rc::Rc;

use domain::calendar::instant_text;
use domain::id::PersonId;
use domain::timeline::TimelineFilter;
use serde_json::Value;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::contact::Entry;
use crate::load::use_load;
use crate::page::use_page;
use crate::part::{Document, read_sections};
use crate::record::{AlertBars, AtAGlance, IdentityBanner};
use crate::reference::use_lists;
use crate::route::Route;
use crate::session::use_me;
use crate::{browser, client, clock, convictions, health, identity, reach};

const DOCUMENTS: [Document; 5] =
    [identity::DOCUMENT, reach::REACH, reach::ADDRESSES, health::DOCUMENT, convictions::DOCUMENT];

/// Properties of [`PrintPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct PrintPageProps {
    /// Whose.
    pub(crate) person: PersonId,
}

/// Everything that one may see of the record, with the latest contacts.
#[component]
pub(crate) fn PrintPage(props: &PrintPageProps) -> Html {
    use_page("Print a record".into());
    let person = props.person;
    let me = use_me();
    let view = use_load(person, client::record::open);
    let contacts = use_load(person, |person| client::contact::page(person, TimelineFilter::All, None, None));
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = browser::window() {
            // A browser that cannot print says so itself.
            let _ = window.print();
        }
    });
    let marking = format!("OFFICIAL-SENSITIVE · printed by {}, {}", me.name(), instant_text(clock::now()));
    html! {
        <main id="content" class="app-paper">
            <p class="app-paper__tools">
                <Link<Route> to={Route::Record { person }}>{ "Back to the record" }</Link<Route>>
                <button type="button" class="nhsuk-button" onclick={print}>{ "Print" }</button>
            </p>
            <p class="app-paper__marking">{ &marking }</p>
            { view.faces("The record", |view| html! {
                <>
                    <IdentityBanner banner={view.banner.clone()} />
                    <AlertBars {person} alerts={view.alerts.clone()} />
                    <AtAGlance glance={view.glance.clone()} />
                </>
            }) }
            { for DOCUMENTS.iter().map(|document| html! { <PaperPart key={document.name} {person} document={*document} /> }) }
            { contacts.faces("What happened", |page| {
                let entries = page.items.iter().map(|contact| html! {
                    <Entry key={contact.id.to_string()} {person} contact={contact.clone()} open={Callback::noop()} />
                });
                html! {
                    <section class="app-card">
                        <h2 class="app-card__head">{ "What happened, the latest" }</h2>
                        <ol class="app-timeline">{ for entries }</ol>
                    </section>
                }
            }) }
            <p class="app-paper__marking app-paper__marking--foot">{ &marking }</p>
        </main>
    }
}

#[derive(Properties, PartialEq)]
struct PaperPartProps {
    person: PersonId,
    document: Document,
}

#[component]
fn PaperPart(props: &PaperPartProps) -> Html {
    let document = props.document;
    let lists = use_lists();
    let loaded = use_load(props.person, move |person| client::record::part::<Value>(person, document.name));
    html! {
        <section class="app-card">
            <h2 class="app-card__head">{ document.title }</h2>
            <div class="app-card__body">
                { loaded.faces(document.title, |recorded: &Rc<_>| read_sections(document.sections, recorded, &lists)) }
            </div>
        </section>
    }
}
