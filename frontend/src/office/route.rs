//! Every page's address in the office app. Nothing personal stands in one.

use domain::id::{FindingId, PersonId, StaffId};
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
    /// Programs that ask in their own name.
    #[at("/office/api-clients")]
    ApiClients,
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
    /// What the data protection officer looks at.
    #[at("/office/oversight")]
    Oversight,
    /// Registrations and searches.
    #[at("/office/oversight/asking")]
    Asking,
    /// Requests kept apart, and pairs to merge.
    #[at("/office/oversight/kept-apart")]
    KeptApart,
    /// One finding.
    #[at("/office/oversight/findings/:finding")]
    Finding {
        /// Which.
        finding: FindingId,
    },
    /// What a member of staff did.
    #[at("/office/oversight/doings/:staff")]
    Doings {
        /// Who.
        staff: StaffId,
    },
    /// Who has seen a record, for whose it is.
    #[at("/office/oversight/seen-by/:person")]
    SeenBy {
        /// Whose.
        person: PersonId,
    },
    /// Restricted records, and what staff declared their own.
    #[at("/office/restrictions")]
    Restrictions,
    /// Who may open a record.
    #[at("/office/records/:person/access")]
    WhoMayOpen {
        /// Whose.
        person: PersonId,
    },
    /// Whom one was given.
    #[at("/office/given")]
    Given,
    /// What does not fit anywhere else on a telephone.
    #[at("/office/more")]
    More,
    /// There is no such page.
    #[not_found]
    #[at("/office/404")]
    NotFound,
}
