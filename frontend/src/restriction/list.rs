//! What the data protection officer sees of all records: which are restricted, and what staff declared their own.

use domain::calendar::instant_text;
use domain::id::PersonId;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::reference::use_organisation;
use crate::{client, shown};

/// Restricted records and declarations.
#[component]
pub(crate) fn RestrictionsPage() -> Html {
    let organisation = use_organisation();
    let loaded =
        use_load((), |()| async { Ok((client::restriction::all().await?, client::restriction::declared().await?)) });
    html! {
        <Page title="Restricted records">
            { loaded.faces("The records", |loaded| {
                let (restricted, declared) = &**loaded;
                let records = restricted.iter().map(|record| html! {
                    <li class="app-item" key={record.person.to_string()}>
                        <p><strong>{ record.restriction.reason.label() }</strong>{ format!(" since {}", instant_text(record.since)) }</p>
                        { for record.restriction.words.iter().map(|words| html! { <p>{ shown::shown(words) }</p> }) }
                        { open(record.person) }
                    </li>
                });
                let declarations = declared.iter().map(|one| html! {
                    <li class="app-item" key={one.id.to_string()}>
                        <p>
                            <strong>{ organisation.staff_name(one.declaration.staff) }</strong>
                            { format!(", {}: {}", instant_text(one.at), one.declaration.whose.label()) }
                        </p>
                        { for one.declaration.words.iter().map(|words| html! { <p>{ shown::shown(words) }</p> }) }
                        { open(one.person) }
                    </li>
                });
                html! {
                    <>
                        <div class="app-card app-card__body">
                            <h2 class="nhsuk-heading-s">{ "Restricted" }</h2>
                            if restricted.is_empty() { <Empty>{ "No record is restricted." }</Empty> }
                            <ul class="app-items">{ for records }</ul>
                        </div>
                        <div class="app-card app-card__body">
                            <h2 class="nhsuk-heading-s">{ "Declared their own or a relative's" }</h2>
                            if declared.is_empty() { <Empty>{ "Nothing was declared." }</Empty> }
                            <ul class="app-items">{ for declarations }</ul>
                        </div>
                    </>
                }
            }) }
        </Page>
    }
}

fn open(person: PersonId) -> Html {
    html! { <p><Link<Office> to={Office::WhoMayOpen { person }}>{ "Who may open it" }</Link<Office>></p> }
}
