//! The app of those who work with people: its pages and what stands round them.

use domain::access::{ReadToday, SearchServiceUsers};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::bar::{FirstPlace, TopBar};
use crate::break_glass::EmergencyPage;
use crate::caseload::CaseloadPage;
use crate::find::{FindPage, Finder};
use crate::foot::BottomBar;
use crate::history::ContactHistoryPage;
use crate::keys::{Command, FRONTLINE_KEYS, Keys, use_command};
use crate::more::MorePage;
use crate::offline::OfflineBanner;
use crate::page::NoSuchPage;
use crate::print::PrintPage;
use crate::record::RecordPage;
use crate::reference::WithReference;
use crate::register::RegisterPage;
use crate::route::Route;
use crate::session::{Enrolling, WithSession, use_me};
use crate::take_on::RequestsPage;
use crate::today::TodayPage;

/// The app.
#[component]
pub(crate) fn App() -> Html {
    html! {
        <WithSession enrolling={Enrolling::InOffice}>
            <BrowserRouter>
                <WithReference>
                    <Frame />
                </WithReference>
            </BrowserRouter>
        </WithSession>
    }
}

/// What stands round every page.
#[component]
fn Frame() -> Html {
    use_going(Command::Today, Route::Today);
    use_going(Command::Caseload, Route::Caseload);
    let me = use_me();
    html! {
        <>
            <a class="nhsuk-skip-link" href="#content">{ "Skip to the page" }</a>
            <TopBar>
                if me.may::<SearchServiceUsers>() { <div class="app-bar__find"><Finder id="find" /></div> }
            </TopBar>
            <OfflineBanner />
            <Switch<Route> render={page} />
            <BottomBar />
            <Keys keys={FRONTLINE_KEYS} />
        </>
    }
}

/// Go to a page on a command.
#[hook]
fn use_going(command: Command, route: Route) {
    let navigator = use_navigator();
    let go = use_callback(route, move |(), route| {
        if let Some(navigator) = &navigator {
            navigator.push(route);
        }
    });
    use_command(command, go);
}

/// One page for each address.
#[expect(clippy::needless_pass_by_value, reason = "a `Switch` calls it so")]
fn page(route: Route) -> Html {
    match route {
        Route::Today => html! { <Home /> },
        Route::Caseload => html! { <CaseloadPage /> },
        Route::Find => html! { <FindPage /> },
        Route::Emergency => html! { <EmergencyPage /> },
        Route::Register => html! { <RegisterPage /> },
        Route::Record { person } => html! { <RecordPage {person} /> },
        Route::Part { person, part } => html! { <RecordPage {person} {part} /> },
        Route::ContactHistory { person, contact } => html! { <ContactHistoryPage {person} {contact} /> },
        Route::Print { person } => html! { <PrintPage {person} /> },
        Route::Requests => html! { <RequestsPage /> },
        Route::More => html! { <MorePage /> },
        Route::NotFound => html! { <NoSuchPage /> },
    }
}

/// Today for those who work with people; others begin elsewhere.
#[component]
fn Home() -> Html {
    if use_me().may::<ReadToday>() {
        html! { <TodayPage /> }
    } else {
        html! { <FirstPlace /> }
    }
}
