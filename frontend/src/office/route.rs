//! Every page's address in the office app. Nothing personal stands in one.

use domain::id::{PersonId, StaffId};
use yew_router::prelude::*;

/// A page of the office app.
#[derive(Clone, PartialEq, Debug, Routable)]
pub(crate) enum Office {
    /// Where one begins.
    #[at("/office")]
    Home,
    /// One's own account.
    #[at("/office/account")]
    Account,
    /// Staff.
    #[at("/office/staff")]
    Staff,
    /// One member of staff, with their memberships.
    #[at("/office/staff/:staff")]
    StaffMember {
        /// Who.
        staff: StaffId,
    },
    /// Services.
    #[at("/office/services")]
    Services,
    /// Contracts.
    #[at("/office/contracts")]
    Contracts,
    /// What was done under contracts.
    #[at("/office/activity")]
    Activity,
    /// Whose trail to open.
    #[at("/office/trail")]
    FindTrail,
    /// Who opened a record, for the data protection officer.
    #[at("/office/trail/:person")]
    Trail {
        /// Whose.
        person: PersonId,
    },
    /// Records opened in an emergency.
    #[at("/office/emergencies")]
    Emergencies,
    /// What does not fit anywhere else on a telephone.
    #[at("/office/more")]
    More,
    /// There is no such page.
    #[not_found]
    #[at("/office/404")]
    NotFound,
}
