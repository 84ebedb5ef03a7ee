//! The people of a service, and what each needs.

use domain::calendar::{day_text, instant_text, relative_text};
use domain::caseload::{CaseloadOrder, CaseloadRow};
use domain::code::CodeLists;
use domain::id::ServiceId;
use domain::instant::london_day;
use domain::service::DAYS_WITHOUT_CONTACT;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::reference::{Organisation, use_lists, use_organisation};
use crate::route::Route;
use crate::session::use_me;
use crate::today::alert_tag;
use crate::{client, clock, keys, shown};

/// One's own people first; everybody of the service on request.
#[component]
pub(crate) fn CaseloadPage() -> Html {
    let me = use_me();
    let organisation = use_organisation();
    let own = me.services();
    let service = use_state(|| own.first().copied());
    let is_all = use_state(|| false);
    let order = use_state(|| CaseloadOrder::Name);
    let place = use_node_ref();
    keys::use_list(place.clone());
    let worker = (!*is_all).then(|| me.id());
    let loaded = use_load((*service, worker, *order), |(service, worker, order)| async move {
        match service {
            Some(service) => client::today::caseload(service, worker, order).await.map(Some),
            None => Ok(None),
        }
    });
    let show_all = {
        let is_all = is_all.clone();
        Callback::from(move |_: Event| is_all.set(!*is_all))
    };
    let sort = {
        let order = order.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            order.set(CaseloadOrder::from_word(&select.value()).unwrap_or(CaseloadOrder::Name));
        })
    };
    html! {
        <Page title="Caseload">
            <div class="app-card" ref={place}>
                <div class="app-filters">
                    if own.len() > 1 { { pick_service(&own, &service, &organisation) } }
                    <label for="caseload-order">{ "Order" }</label>
                    <select class="nhsuk-select" id="caseload-order" onchange={sort}>
                        { for CaseloadOrder::ALL.iter().map(|each| html! {
                            <option value={each.word()} selected={*each == *order}>{ each.label() }</option>
                        }) }
                    </select>
                    <div class="app-tick">
                        <input type="checkbox" id="caseload-all" checked={*is_all} onchange={show_all} />
                        <label for="caseload-all">{ "Everybody of the service" }</label>
                    </div>
                </div>
                { loaded.faces("The caseload", |caseload| match &**caseload {
                    Some(caseload) if !caseload.rows.is_empty() => html! { <Rows rows={caseload.rows.clone()} more={caseload.more} /> },
                    _ => html! { <Empty>{ "Nobody yet. People whose key worker you are come here; register somebody to begin." }</Empty> },
                }) }
            </div>
        </Page>
    }
}

fn pick_service(own: &[ServiceId], service: &UseStateHandle<Option<ServiceId>>, organisation: &Organisation) -> Html {
    let onchange = {
        let service = service.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            service.set(select.value().parse().ok());
        })
    };
    html! {
        <>
            <label for="caseload-service">{ "Service" }</label>
            <select class="nhsuk-select" id="caseload-service" {onchange}>
                { for own.iter().map(|id| html! {
                    <option value={id.to_string()} selected={**service == Some(*id)}>{ organisation.service_name(*id) }</option>
                }) }
            </select>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    rows: Vec<CaseloadRow>,
    more: bool,
}

#[component]
fn Rows(props: &RowsProps) -> Html {
    let (lists, organisation) = (use_lists(), use_organisation());
    let rows = props.rows.iter().map(|row| person_row(row, &lists, &organisation));
    html! {
        <>
            <div class="app-scroll" role="region" aria-label="People" tabindex="0">
                <table class="app-table app-table--people">
                    <thead>
                        <tr>
                            <th scope="col">{ "Name" }</th>
                            <th scope="col">{ "Last seen" }</th>
                            <th scope="col">{ "Next appointment" }</th>
                            <th scope="col">{ "Needs" }</th>
                            <th scope="col">{ "Key worker" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if props.more { <p class="app-muted app-card__body">{ "There are more than 500: these are the first of them in this order." }</p> }
        </>
    }
}

fn person_row(row: &CaseloadRow, lists: &CodeLists, organisation: &Organisation) -> Html {
    let today = clock::today();
    let seen = row.last_seen.map_or_else(|| "not yet".to_owned(), |seen| relative_text(london_day(seen), today));
    let next = row.next_appointment.as_ref().map_or_else(|| "none".to_owned(), |next| instant_text(next.starts_at));
    let review =
        row.review_due_since.as_ref().map(|due| format!("health review due since {}", day_text(shown::plain(due))));
    let quiet = shown::plain(&row.quiet_days);
    let quiet = (quiet >= DAYS_WITHOUT_CONTACT)
        .then(|| html! { <strong class="app-danger">{ format!("no contact for {quiet} days ") }</strong> });
    html! {
        <tr key={row.episode.id.to_string()}>
            <th scope="row">
                <Link<Route> to={Route::Record { person: row.person }} classes="app-row__link">{ shown::shown(&row.formal_name) }</Link<Route>>
                { for row.known_as.iter().map(|name| html! { <span class="app-muted">{ " known as " }{ shown::shown(name) }</span> }) }
                <span class="app-muted">{ " born " }{ shown::shown(&row.born) }</span>
                { for row.alerts.iter().map(|alert| html! { <>{ " " }{ alert_tag(alert, lists) }</> }) }
            </th>
            <td>{ seen }</td>
            <td>{ next }</td>
            <td>{ quiet }{ review }</td>
            <td>{ organisation.staff_name(row.episode.key_worker) }</td>
        </tr>
    }
}
