//! The whole app: who is signed in, what is referred to, the bar, and the page.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::activity::ActivityPage;
use crate::bar::{BottomBar, TopBar, places};
use crate::browser;
use crate::caseload::CaseloadPage;
use crate::find::FindPage;
use crate::history::ContactHistoryPage;
use crate::keys::{Command, Keys, use_command};
use crate::more::MorePage;
use crate::offline::OfflineBanner;
use crate::organisation::{ContractsPage, MemberPage, ServicesPage, StaffPage};
use crate::print::PrintPage;
use crate::record::RecordPage;
use crate::reference::WithReference;
use crate::register::RegisterPage;
use crate::route::Route;
use crate::session::{WithSession, use_me};
use crate::take_on::RequestsPage;
use crate::today::TodayPage;
use crate::trail::{FindTrailPage, TrailPage};

/// The app.
#[component]
pub(crate) fn App() -> Html {
    html! {
        <WithSession>
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
    html! {
        <>
            <a class="nhsuk-skip-link" href="#content">{ "Skip to the page" }</a>
            <TopBar />
            <OfflineBanner />
            <Switch<Route> render={page} />
            <BottomBar />
            <Keys />
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
        Route::Register => html! { <RegisterPage /> },
        Route::Record { person } => html! { <RecordPage {person} /> },
        Route::Part { person, part } => html! { <RecordPage {person} {part} /> },
        Route::ContactHistory { person, contact } => html! { <ContactHistoryPage {person} {contact} /> },
        Route::Trail { person } => html! { <TrailPage {person} /> },
        Route::Print { person } => html! { <PrintPage {person} /> },
        Route::Requests => html! { <RequestsPage /> },
        Route::FindTrail => html! { <FindTrailPage /> },
        Route::Contracts => html! { <ContractsPage /> },
        Route::Activity => html! { <ActivityPage /> },
        Route::Services => html! { <ServicesPage /> },
        Route::Staff => html! { <StaffPage /> },
        Route::StaffMember { staff } => html! { <MemberPage {staff} /> },
        Route::More => html! { <MorePage /> },
        Route::NotFound => html! { <NotFound /> },
    }
}

/// Where one begins: Today for those who work with people, for others the first of their places.
#[component]
fn Home() -> Html {
    let me = use_me();
    if me.is_caseworker() {
        return html! { <TodayPage /> };
    }
    match places(|roles| me.is_any(roles)).into_iter().next() {
        Some((to, _)) => html! { <Redirect<Route> {to} /> },
        None => {
            html! { <Page title="CRiiS"><p>{ "You hold no role at the moment. Ask your administrator for one." }</p></Page> }
        }
    }
}

/// There is no such page.
#[component]
fn NotFound() -> Html {
    html! {
        <Page title="There is no such page">
            <p><Link<Route> to={Route::Today}>{ "Go to Today" }</Link<Route>></p>
        </Page>
    }
}

/// Properties of [`Page`].
#[derive(Properties, PartialEq)]
pub(crate) struct PageProps {
    /// Its heading and title; never a person's name.
    pub(crate) title: AttrValue,
    /// What is on it.
    pub(crate) children: Children,
}

/// A page with a heading, which takes the focus when one comes to it.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    use_page(props.title.clone());
    html! {
        <main id="content" class="app-page">
            <h1 id="page-title" class="app-page__title" tabindex="-1">{ &props.title }</h1>
            { for props.children.iter() }
        </main>
    }
}

/// Name the page, and move the focus to its heading (`page-title`) when one comes to it.
#[hook]
pub(crate) fn use_page(title: AttrValue) {
    use_effect_with(title, |title| {
        browser::set_title(title);
        browser::focus("page-title");
    });
}
