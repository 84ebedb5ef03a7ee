//! The bar at the foot on a telephone: what the thumb reaches.

use domain::access::{ReadToday, RecordContact};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::bar::PlaceLink;
use crate::route::{Beside, Panel, Route};
use crate::session::use_me;

/// Today, Find, Record contact, More; for those without a caseload More alone, which leads everywhere.
#[component]
pub(crate) fn BottomBar() -> Html {
    let me = use_me();
    if !me.may::<RecordContact>() {
        return html! { <nav class="app-foot" aria-label="Quick"><PlaceLink path="/more" classes="app-foot__link" label="More" /></nav> };
    }
    html! {
        <nav class="app-foot" aria-label="Quick">
            <Link<Route> to={Route::Today} classes="app-foot__link">{ "Today" }</Link<Route>>
            <Link<Route> to={Route::Find} classes="app-foot__link">{ "Find" }</Link<Route>>
            <RecordButton />
            <PlaceLink path="/more" classes="app-foot__link" label="More" />
        </nav>
    }
}

/// Records a contact with whoever's record is open, or asks with whom.
#[component]
fn RecordButton() -> Html {
    let navigator = use_navigator();
    let Some(person) = use_route::<Route>().as_ref().and_then(Route::person) else {
        return html! { <Link<Route> to={Route::Find} classes="app-foot__record">{ "Record contact" }</Link<Route>> };
    };
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(navigator) = &navigator {
            // The query is small and always serialises.
            let _ = navigator.push_with_query(&Route::Record { person }, &Beside::new(Panel::Contact));
        }
    });
    html! { <button type="button" class="app-foot__record" {onclick}>{ "Record contact" }</button> }
}

/// The same in the office app: back to Today for those who have one, and More.
#[component]
pub(crate) fn OfficeFoot() -> Html {
    let me = use_me();
    html! {
        <nav class="app-foot" aria-label="Quick">
            if me.may::<ReadToday>() { <PlaceLink path="/" classes="app-foot__link" label="Today" /> }
            <PlaceLink path="/office/more" classes="app-foot__link" label="More" />
        </nav>
    }
}
