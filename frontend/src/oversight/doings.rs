//! What a member of staff did, newest first.

use domain::access::{Class, Purpose, Role};
use domain::calendar::instant_text;
use domain::id::StaffId;
use domain::trail::{TrailEntry, TrailOutcome};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client;
use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::reference::{Organisation, use_organisation};

/// Properties of [`DoingsPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct DoingsPageProps {
    /// Whose.
    pub(crate) staff: StaffId,
}

/// The last four weeks of one member of staff.
#[component]
pub(crate) fn DoingsPage(props: &DoingsPageProps) -> Html {
    let staff = props.staff;
    let organisation = use_organisation();
    let first = use_load(staff, |staff| client::oversight::doings(staff, None));
    let older = use_state(Vec::<TrailEntry>::new);
    let next = use_state(|| None::<Option<String>>);
    let cursor = (*next).clone().unwrap_or_else(|| first.ready().and_then(|page| page.next.clone()));
    let more = {
        let (older, next, cursor) = (older.clone(), next.clone(), cursor.clone());
        Callback::from(move |_: MouseEvent| {
            let (older, next, cursor) = (older.clone(), next.clone(), cursor.clone());
            spawn_local(async move {
                // A page that does not come leaves the button, to be pressed again.
                if let Ok(page) = client::oversight::doings(staff, cursor.as_deref()).await {
                    older.set(older.iter().cloned().chain(page.items).collect());
                    next.set(Some(page.next));
                }
            });
        })
    };
    html! {
        <Page title={format!("What {} did", organisation.staff_name(staff))}>
            <p><Link<Office> to={Office::Oversight}>{ "Oversight" }</Link<Office>></p>
            <div class="app-card app-card__body">
                { first.faces("What they did", |page| {
                    if page.items.is_empty() {
                        return html! { <Empty>{ "Nothing in the last four weeks." }</Empty> };
                    }
                    let all: Vec<TrailEntry> = page.items.iter().chain(older.iter()).cloned().collect();
                    entries(&all, &organisation)
                }) }
                if cursor.is_some() {
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={more}>{ "Show older" }</button>
                }
            </div>
        </Page>
    }
}

/// Entries as a table, each with the record that it was about.
pub(super) fn entries(all: &[TrailEntry], organisation: &Organisation) -> Html {
    html! {
        <div class="app-scroll" role="region" aria-label="Entries" tabindex="0">
            <table class="app-table">
                <thead>
                    <tr>
                        <th scope="col">{ "When" }</th><th scope="col">{ "Did what" }</th><th scope="col">{ "Of what" }</th>
                        <th scope="col">{ "As what" }</th><th scope="col">{ "What for" }</th><th scope="col">{ "From" }</th>
                        <th scope="col">{ "Whose record" }</th><th scope="col">{ "Outcome" }</th>
                    </tr>
                </thead>
                <tbody>{ for all.iter().map(|entry| row(entry, organisation)) }</tbody>
            </table>
        </div>
    }
}

fn row(entry: &TrailEntry, organisation: &Organisation) -> Html {
    let service = entry.service.map(|id| format!(", {}", organisation.service_name(id)));
    let refused = (entry.outcome != TrailOutcome::Done).then_some("app-danger");
    let whose = match entry.people.as_slice() {
        [person] => html! { <Link<Office> to={Office::Trail { person: *person }}>{ "Its readers" }</Link<Office>> },
        [] => Html::default(),
        _ => html! { { format!("{} people", entry.count) } },
    };
    html! {
        <tr key={entry.id.to_string()}>
            <td>{ instant_text(entry.at) }</td>
            <th scope="row">{ entry.operation.replace('_', " ") }</th>
            <td>{ entry.class.map(Class::label) }</td>
            <td>{ entry.role.map_or("no right", Role::label) }{ service }</td>
            <td>{ entry.purpose.map(Purpose::label) }</td>
            <td>{ entry.origin.clone() }</td>
            <td>{ whose }</td>
            <td class={classes!(refused)}>{ entry.outcome.label() }</td>
        </tr>
    }
}
