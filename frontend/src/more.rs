//! What does not fit in the bar at the foot of a telephone.

use yew::prelude::*;

use crate::bar::{ACCOUNT, PlaceLink, SignOut, places};
use crate::page::Page;
use crate::session::use_me;

/// Every place one can go, and the way out.
#[component]
pub(crate) fn MorePage() -> Html {
    let me = use_me();
    let links = places(&me).map(|place| {
        html! {
            <li key={place.label} class="app-line">
                <PlaceLink path={place.path} classes="app-line__link" label={place.label} />
            </li>
        }
    });
    html! {
        <Page title="More">
            <div class="app-card">
                <ul class="app-lines">
                    { for links }
                    <li class="app-line"><PlaceLink path={ACCOUNT} classes="app-line__link" label="Your account" /></li>
                </ul>
                <p class="app-card__body">{ format!("{}, {}", me.name(), me.place()) }</p>
                <p class="app-card__body app-more__out"><SignOut /></p>
            </div>
        </Page>
    }
}
