//! Find as a page of its own, for a telephone.

use domain::access::BreakGlass;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Finder;
use crate::browser;
use crate::page::Page;
use crate::route::Route;
use crate::session::use_me;

/// The find box alone, with the focus in it.
#[component]
pub(crate) fn FindPage() -> Html {
    use_effect_with((), |()| browser::focus_soon("find-page"));
    let may_break = use_me().may::<BreakGlass>();
    html! {
        <Page title="Find a person">
            <div class="app-find-page"><Finder id="find-page" label="Find a person" /></div>
            <p><Link<Route> to={Route::Register} classes="nhsuk-button nhsuk-button--secondary">{ "Register somebody" }</Link<Route>></p>
            if may_break {
                <p><Link<Route> to={Route::Emergency}>{ "Emergency access" }</Link<Route>></p>
            }
        </Page>
    }
}
