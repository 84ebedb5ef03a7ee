//! The bar at the head of every page, the same in both apps, and the places that it leads to.

use domain::access::{
    ChangeContract, ChangeService, ChangeStaff, Operation, ReadActivity, ReadApiClients, ReadBreakGlass, ReadCaseload,
    ReadFindings, ReadGiven, ReadRequests, ReadRestrictions, ReadRoundedActivity, ReadToday, ReadTrail, Role,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::history::{BrowserHistory, History};
use yew_router::prelude::*;

use crate::load::Loading;
use crate::page::Page;
use crate::session::{SignedInAs, use_me};
use crate::{browser, client};

/// Where one can go.
pub(crate) struct Place {
    /// Its address, in either app.
    pub(crate) path: &'static str,
    /// What people read.
    pub(crate) label: &'static str,
    /// For whom: the roles of the access table's rows behind it.
    roles: &'static [&'static [Role]],
}

/// Every place, in the order in which the bar names them.
const PLACES: [Place; 13] = [
    Place { path: "/", label: "Today", roles: &[ReadToday::ROW.roles] },
    Place { path: "/caseload", label: "Caseload", roles: &[ReadCaseload::ROW.roles] },
    Place { path: "/office/oversight", label: "Oversight", roles: &[ReadFindings::ROW.roles] },
    Place { path: "/office/trail", label: "Who opened what", roles: &[ReadTrail::ROW.roles] },
    Place { path: "/requests", label: "Requests", roles: &[ReadRequests::ROW.roles] },
    Place { path: "/office/emergencies", label: "Emergencies", roles: &[ReadBreakGlass::ROW.roles] },
    Place { path: "/office/restrictions", label: "Restricted", roles: &[ReadRestrictions::ROW.roles] },
    Place { path: "/office/given", label: "Your people", roles: &[ReadGiven::ROW.roles] },
    Place { path: "/office/staff", label: "Staff", roles: &[ChangeStaff::ROW.roles] },
    Place { path: "/office/services", label: "Services", roles: &[ChangeService::ROW.roles] },
    Place { path: "/office/contracts", label: "Contracts", roles: &[ChangeContract::ROW.roles] },
    Place { path: "/office/api-clients", label: "API clients", roles: &[ReadApiClients::ROW.roles] },
    Place {
        path: "/office/activity",
        label: "Activity",
        roles: &[ReadActivity::ROW.roles, ReadRoundedActivity::ROW.roles],
    },
];

/// The places of somebody, the first of which is where they begin.
pub(crate) fn places(me: &SignedInAs) -> impl Iterator<Item = &'static Place> + '_ {
    PLACES.iter().filter(|place| place.roles.iter().any(|roles| me.is_any(roles)))
}

/// Everybody's own account.
pub(crate) const ACCOUNT: &str = "/office/account";

/// Whether an address is of the office app.
pub(crate) fn is_office(path: &str) -> bool {
    path.strip_prefix("/office").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Properties of [`PlaceLink`].
#[derive(Properties, PartialEq)]
pub(crate) struct PlaceLinkProps {
    /// The address, in either app.
    pub(crate) path: AttrValue,
    /// More classes.
    #[prop_or_default]
    pub(crate) classes: Classes,
    /// More classes where one is there already.
    #[prop_or_default]
    pub(crate) here: Classes,
    /// Its words.
    pub(crate) label: AttrValue,
}

/// A link to an address in either app: within this one the page changes in place, to the other one a plain link
/// leads, by which the browser loads it.
#[component]
pub(crate) fn PlaceLink(props: &PlaceLinkProps) -> Html {
    let location = use_location();
    let now = location.as_ref().map_or("", |location| location.path());
    let is_here = now == props.path.as_str();
    let stays = is_office(now) == is_office(&props.path);
    let path = props.path.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let is_plain = !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
        if stays && is_plain {
            event.prevent_default();
            BrowserHistory::new().push(path.as_str());
        }
    });
    html! {
        <a href={props.path.clone()} class={classes!(props.classes.clone(), is_here.then(|| props.here.clone()))}
            aria-current={is_here.then_some("page")} {onclick}>
            { &props.label }
        </a>
    }
}

/// Where one begins, in whichever app it is: the first of one's places.
#[component]
pub(crate) fn FirstPlace() -> Html {
    let me = use_me();
    let first = places(&me).next().map(|place| place.path);
    let now = use_location().map_or_else(String::new, |location| location.path().to_owned());
    use_effect_with((first, now), |(first, now)| match first {
        Some(first) if is_office(first) == is_office(now) => BrowserHistory::new().replace(*first),
        Some(first) => browser::leave_for(first),
        None => {}
    });
    match first {
        Some(_) => html! { <Loading what="CRiiS" /> },
        None => {
            html! { <Page title="CRiiS"><p>{ "You hold no role at the moment. Ask your administrator for one." }</p></Page> }
        }
    }
}

/// Properties of [`TopBar`].
#[derive(Properties, PartialEq)]
pub(crate) struct TopBarProps {
    /// The find box, where the app has one.
    #[prop_or_default]
    pub(crate) children: Children,
}

/// CRiiS, the places, the find box, the service, oneself.
#[component]
pub(crate) fn TopBar(props: &TopBarProps) -> Html {
    let me = use_me();
    let links = places(&me).map(|place| {
        html! {
            <li key={place.label}>
                <PlaceLink path={place.path} classes="app-bar__link" here="app-bar__link--here" label={place.label} />
            </li>
        }
    });
    html! {
        <header class="app-bar">
            <div class="app-bar__inside">
                <span class="app-bar__name">{ "CRiiS" }</span>
                <nav aria-label="Main" class="app-bar__nav"><ul>{ for links }</ul></nav>
                { for props.children.iter() }
                <div class="app-bar__me">
                    if me.is_demo() {
                        <span class="app-bar__demo">{ "invented people" }</span>
                    }
                    <span class="app-bar__place">{ me.place() }</span>
                    <PlaceLink path={ACCOUNT} classes="app-bar__own" label={me.name()} />
                    <SignOut />
                </div>
            </div>
        </header>
    }
}

/// Signs out and forgets everything in memory.
#[component]
pub(crate) fn SignOut() -> Html {
    let is_office = use_location().is_some_and(|location| is_office(location.path()));
    let onclick = Callback::from(move |_: MouseEvent| {
        spawn_local(async move {
            // Offline the token in memory goes all the same; the server's session runs out by itself.
            let _ = client::session::sign_out().await;
            browser::start_over(if is_office { "/office" } else { "/" });
        });
    });
    html! { <button type="button" class="app-bar__out" {onclick}>{ "Sign out" }</button> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::Office;
    use crate::route::Route;

    #[test]
    fn every_place_is_a_page_of_its_app() {
        for Place { path, .. } in PLACES {
            if is_office(path) {
                assert!(Office::recognize(path).is_some_and(|page| page != Office::NotFound), "{path}");
            } else {
                assert!(Route::recognize(path).is_some_and(|page| page != Route::NotFound), "{path}");
            }
        }
    }
}
