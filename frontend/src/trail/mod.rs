//! For the data protection officer: who opened a record, when, as what.

use domain::calendar::instant_text;
use domain::id::PersonId;
use domain::trail::{TrailEntry, TrailOutcome};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::form::{ErrorSummary, Field, FormScope, use_form};
use crate::load::Empty;
use crate::office::Office;
use crate::page::Page;
use crate::pages::use_pages;
use crate::reference::{Organisation, use_organisation};
use crate::{client, shown};

/// Asks whose: by the record's number, as it stands in the address of its pages.
#[component]
pub(crate) fn FindTrailPage() -> Html {
    let form = use_form("trail", || serde_json::Value::Null);
    let navigator = use_navigator();
    let send = {
        let form = form.clone();
        Callback::from(move |()| match form.typed().text("/person").trim().parse::<PersonId>() {
            Ok(person) => {
                if let Some(navigator) = &navigator {
                    navigator.push(&Office::Trail { person });
                }
            }
            Err(_) => form.refuse_one("/person", "Enter the record’s number, as it stands in its address"),
        })
    };
    html! {
        <Page title="Who opened what">
            <div class="app-card app-card__body">
                <FormScope form={form} {send} label="Whose record">
                    <ErrorSummary />
                    <Field at="/person" label="Number of the record" hint="As it stands in the address of its pages" />
                    <button type="submit" class="nhsuk-button">{ "Show" }</button>
                </FormScope>
            </div>
        </Page>
    }
}

/// Properties of [`TrailPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct TrailPageProps {
    /// Whose.
    pub(crate) person: PersonId,
}

/// Every entry of one record, newest first.
#[component]
pub(crate) fn TrailPage(props: &TrailPageProps) -> Html {
    let person = props.person;
    let organisation = use_organisation();
    let pages =
        use_pages(person, |person, cursor| async move { client::organisation::trail(person, cursor.as_deref()).await });
    html! {
        <Page title="Who opened this record">
            <p><Link<Office> to={Office::SeenBy { person }}>{ "Write a list of this for the person" }</Link<Office>></p>
            <div class="app-card app-card__body">
                { pages.faces("The trail", |entries| {
                    if entries.is_empty() {
                        return html! { <Empty>{ "Nobody has opened it." }</Empty> };
                    }
                    let rows = entries.into_iter().map(|entry| row(entry, &organisation));
                    html! {
                        <div class="app-scroll" role="region" aria-label="Trail" tabindex="0">
                            <table class="app-table">
                                <thead>
                                    <tr>
                                        <th scope="col">{ "When" }</th><th scope="col">{ "Who" }</th><th scope="col">{ "As what" }</th>
                                        <th scope="col">{ "Did what" }</th><th scope="col">{ "Of what" }</th><th scope="col">{ "What for" }</th>
                                        <th scope="col">{ "From" }</th><th scope="col">{ "Outcome" }</th>
                                    </tr>
                                </thead>
                                <tbody>{ for rows }</tbody>
                            </table>
                        </div>
                    }
                }) }
                { pages.foot("Show older") }
            </div>
        </Page>
    }
}

fn row(entry: &TrailEntry, organisation: &Organisation) -> Html {
    let who = match (&entry.by_name, entry.by) {
        (Some(name), _) => shown::text(name),
        (None, Some(id)) => organisation.staff_name(id),
        (None, None) => "Nobody signed in".to_owned(),
    };
    let role = entry.role.map_or("no right", domain::access::Role::label);
    let service = entry.service.map(|id| format!(", {}", organisation.service_name(id)));
    let refused = (entry.outcome != TrailOutcome::Done).then_some("app-danger");
    html! {
        <tr key={entry.id.to_string()}>
            <td>{ instant_text(entry.at) }</td>
            <th scope="row">
                if let Some(staff) = entry.by {
                    <Link<Office> to={Office::Doings { staff }}>{ who }</Link<Office>>
                } else {
                    { who }
                }
            </th>
            <td>{ role }{ service }</td>
            <td>{ entry.operation.replace('_', " ") }</td>
            <td>{ entry.class.map(domain::access::Class::label) }</td>
            <td>{ entry.purpose.map(domain::access::Purpose::label) }</td>
            <td>{ entry.origin.clone() }</td>
            <td class={classes!(refused)}>{ entry.outcome.label() }</td>
        </tr>
    }
}
