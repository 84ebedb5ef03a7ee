//! The bar at the head of every page, and the one at the foot on a telephone.

use domain::access::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::find::Finder;
use crate::route::{Beside, Panel, Route};
use crate::session::use_me;
use crate::{browser, client};

/// Where one can go, for whom.
pub(crate) fn places(is: impl Fn(&[Role]) -> bool) -> Vec<(Route, &'static str)> {
    let caseworkers = [Role::RecoveryWorker, Role::TeamLeader];
    let all: [(&[Role], Route, &str); 7] = [
        (&caseworkers, Route::Today, "Today"),
        (&caseworkers, Route::Caseload, "Caseload"),
        (&[Role::TeamLeader], Route::Requests, "Requests"),
        (&[Role::Administrator], Route::Staff, "Staff"),
        (&[Role::Administrator], Route::Services, "Services"),
        (&[Role::Administrator, Role::TeamLeader], Route::Contracts, "Contracts"),
        (&[Role::DataProtectionOfficer], Route::FindTrail, "Who opened what"),
    ];
    all.into_iter().filter(|(roles, ..)| is(roles)).map(|(_, route, label)| (route, label)).collect()
}

/// CRiiS, the places, the find box, the service, oneself.
#[component]
pub(crate) fn TopBar() -> Html {
    let me = use_me();
    let route = use_route::<Route>();
    let links = places(|roles| me.is_any(roles)).into_iter().map(|(place, label)| {
        let current = (route.as_ref() == Some(&place)).then_some("page");
        html! {
            <li key={label}>
                <Link<Route> to={place} classes={classes!("app-bar__link", current.map(|_| "app-bar__link--here"))}>
                    <span aria-current={current}>{ label }</span>
                </Link<Route>>
            </li>
        }
    });
    html! {
        <header class="app-bar">
            <div class="app-bar__inside">
                <span class="app-bar__name">{ "CRiiS" }</span>
                <nav aria-label="Main" class="app-bar__nav"><ul>{ for links }</ul></nav>
                if me.is_caseworker() { <div class="app-bar__find"><Finder id="find" /></div> }
                <div class="app-bar__me">
                    if me.is_demo() {
                        <span class="app-bar__demo">{ "invented people" }</span>
                    }
                    <span class="app-bar__place">{ me.place() }</span>
                    <strong>{ me.name() }</strong>
                    <SignOut />
                </div>
            </div>
        </header>
    }
}

/// Signs out and forgets everything in memory.
#[component]
pub(crate) fn SignOut() -> Html {
    let onclick = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Offline the token in memory goes all the same; the server's session runs out by itself.
            let _ = client::session::sign_out().await;
            browser::start_over("/");
        });
    });
    html! { <button type="button" class="app-bar__out" {onclick}>{ "Sign out" }</button> }
}

/// Today, Find, Record contact, More; for those without a caseload More alone, which leads everywhere.
#[component]
pub(crate) fn BottomBar() -> Html {
    let me = use_me();
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let more = html! { <Link<Route> to={Route::More} classes="app-foot__link">{ "More" }</Link<Route>> };
    if !me.is_caseworker() {
        return html! { <nav class="app-foot" aria-label="Quick">{ more }</nav> };
    }
    let person = route.as_ref().and_then(Route::person);
    let record = person.map(|person| {
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(navigator) = &navigator {
                // The query is small and always serialises.
                let _ = navigator.push_with_query(&Route::Record { person }, &Beside::new(Panel::Contact));
            }
        });
        html! { <button type="button" class="app-foot__record" {onclick}>{ "Record contact" }</button> }
    });
    let record = record.unwrap_or_else(|| {
        html! { <Link<Route> to={Route::Find} classes="app-foot__record">{ "Record contact" }</Link<Route>> }
    });
    html! {
        <nav class="app-foot" aria-label="Quick">
            <Link<Route> to={Route::Today} classes="app-foot__link">{ "Today" }</Link<Route>>
            <Link<Route> to={Route::Find} classes="app-foot__link">{ "Find" }</Link<Route>>
            { record }
            { more }
        </nav>
    }
}
