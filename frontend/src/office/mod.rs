//! The app of those who run the charity, and of everybody's own account: its pages and what stands round them.

mod route;

use yew::prelude::*;
use yew_router::prelude::*;

pub(crate) use self::route::Office;
use crate::account::AccountPage;
use crate::activity::ActivityPage;
use crate::bar::{FirstPlace, TopBar};
use crate::break_glass::EmergenciesPage;
use crate::enrol::{Followed, LinkPage};
use crate::foot::OfficeFoot;
use crate::keys::{Command, Keys, OFFICE_KEYS, use_command};
use crate::more::MorePage;
use crate::offline::OfflineBanner;
use crate::organisation::{ApiClientsPage, ContractsPage, MemberPage, ServicesPage, StaffPage};
use crate::oversight::{AskingPage, DoingsPage, FindingPage, OversightPage, RequestsPage, SeenByPage};
use crate::page::NoSuchPage;
use crate::reference::WithReference;
use crate::restriction::{GivenPage, RestrictionsPage, WhoMayOpenPage};
use crate::session::{Enrolling, WithSession};
use crate::trail::{FindTrailPage, TrailPage};
use crate::{browser, enrol};

/// The app.
#[component]
pub(crate) fn App() -> Html {
    // Read once, before anything else has a look at the address.
    let followed = use_memo((), |()| Followed::take());
    if let Some(followed) = &*followed {
        return html! { <LinkPage followed={followed.clone()} /> };
    }
    html! {
        <WithSession enrolling={Enrolling::Here(enrol::here)}>
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
    let to_today = use_callback((), |(), ()| browser::start_over("/"));
    use_command(Command::Today, to_today);
    html! {
        <>
            <a class="nhsuk-skip-link" href="#content">{ "Skip to the page" }</a>
            <TopBar />
            <OfflineBanner />
            <Switch<Office> render={page} />
            <OfficeFoot />
            <Keys keys={OFFICE_KEYS} />
        </>
    }
}

/// One page for each address.
#[expect(clippy::needless_pass_by_value, reason = "a `Switch` calls it so")]
fn page(route: Office) -> Html {
    match route {
        Office::Home => html! { <FirstPlace /> },
        Office::Account => html! { <AccountPage /> },
        Office::Staff => html! { <StaffPage /> },
        Office::StaffMember { staff } => html! { <MemberPage key={staff.to_string()} {staff} /> },
        Office::Services => html! { <ServicesPage /> },
        Office::ApiClients => html! { <ApiClientsPage /> },
        Office::Contracts => html! { <ContractsPage /> },
        Office::Activity => html! { <ActivityPage /> },
        Office::FindTrail => html! { <FindTrailPage /> },
        Office::Trail { person } => html! { <TrailPage {person} /> },
        Office::Emergencies => html! { <EmergenciesPage /> },
        Office::Oversight => html! { <OversightPage /> },
        Office::Asking => html! { <AskingPage /> },
        Office::KeptApart => html! { <RequestsPage /> },
        Office::Finding { finding } => html! { <FindingPage {finding} /> },
        Office::Doings { staff } => html! { <DoingsPage {staff} /> },
        Office::SeenBy { person } => html! { <SeenByPage key={person.to_string()} {person} /> },
        Office::Restrictions => html! { <RestrictionsPage /> },
        Office::WhoMayOpen { person } => html! { <WhoMayOpenPage key={person.to_string()} {person} /> },
        Office::Given => html! { <GivenPage /> },
        Office::More => html! { <MorePage /> },
        Office::NotFound => html! { <NoSuchPage /> },
    }
}
