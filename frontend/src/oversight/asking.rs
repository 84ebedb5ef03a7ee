//! Registrations and searches of each caller and day.

use domain::calendar::day_text;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::client;
use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::reference::use_organisation;

/// The last four weeks, the last day first, then whoever asked most.
#[component]
pub(crate) fn AskingPage() -> Html {
    let organisation = use_organisation();
    let loaded = use_load((), |()| client::oversight::asking());
    html! {
        <Page title="Registrations and searches">
            <p><Link<Office> to={Office::Oversight}>{ "Oversight" }</Link<Office>></p>
            <div class="app-card app-card__body">
                { loaded.faces("The counts", |counts| {
                    if counts.is_empty() {
                        return html! { <Empty>{ "Nobody registered or searched in the last four weeks." }</Empty> };
                    }
                    let rows = counts.iter().map(|count| html! {
                        <tr key={format!("{}{}", count.day, count.staff)}>
                            <td>{ day_text(count.day) }</td>
                            <th scope="row">
                                <Link<Office> to={Office::Doings { staff: count.staff }}>{ organisation.staff_name(count.staff) }</Link<Office>>
                            </th>
                            <td>{ count.registrations }</td><td>{ count.searches }</td><td>{ count.refused }</td>
                        </tr>
                    });
                    html! {
                        <div class="app-scroll" role="region" aria-label="Counts" tabindex="0">
                            <table class="app-table">
                                <thead>
                                    <tr>
                                        <th scope="col">{ "Day" }</th><th scope="col">{ "Who" }</th><th scope="col">{ "Registered" }</th>
                                        <th scope="col">{ "Searched" }</th><th scope="col">{ "Refused" }</th>
                                    </tr>
                                </thead>
                                <tbody>{ for rows }</tbody>
                            </table>
                        </div>
                    }
                }) }
            </div>
        </Page>
    }
}
