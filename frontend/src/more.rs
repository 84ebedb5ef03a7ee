//! What does not fit in the bar at the foot of a telephone.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::app::Page;
use crate::bar::{SignOut, places};
use crate::session::use_me;

/// Every place one can go, and the way out.
#[component]
pub(crate) fn MorePage() -> Html {
    let me = use_me();
    let links = places(|roles| me.is_any(roles)).into_iter().map(|(route, label)| html! {
        <li key={label} class="app-line"><Link<crate::route::Route> to={route} classes="app-line__link">{ label }</Link<crate::route::Route>></li>
    });
    html! {
        <Page title="More">
            <div class="app-card">
                <ul class="app-lines">{ for links }</ul>
                <p class="app-card__body">{ format!("{}, {}", me.name(), me.place()) }</p>
                <p class="app-card__body app-more__out"><SignOut /></p>
            </div>
        </Page>
    }
}
