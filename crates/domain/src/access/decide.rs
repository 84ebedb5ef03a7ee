//! The decision: pure, without allocation, the same in the server, the app and the tests.

use serde::{Deserialize, Serialize};

use super::{Ground, Restriction, Role, Row, Scope, Tie};
use crate::id::ServiceId;

/// A role held in a service now; [`None`] is the organisation's own, which administrators and the data
/// protection officer hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// What they are.
    pub role: Role,
    /// Where.
    pub service: Option<ServiceId>,
}

/// What `store` found out about the person or service in the same transaction.
#[derive(Clone, Copy, Debug)]
pub enum Relation<'a> {
    /// Nobody and nothing in particular.
    None,
    /// A service.
    Service(ServiceId),
    /// A person.
    Person(Tie<'a>),
    /// Something of the caller's.
    Own,
}

impl<'a> Relation<'a> {
    /// A person whom these services may open, with nothing else to know.
    pub const fn person(services: &'a [ServiceId]) -> Self {
        Self::Person(Tie::of(services))
    }
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No role of theirs may do this.
    Role,
    /// A role may, but not here: answered as if the record did not exist.
    Ground,
    /// The record is restricted to others, or is their own: answered as if it did not exist.
    Restricted,
    /// A role may, after a step-up sign-in.
    StepUp,
    /// No scope of the program names this.
    Scope,
}

/// Whether somebody may: the role they do it in, or why not.
///
/// # Errors
/// [`Refusal::Role`] if no role they hold is in the row, [`Refusal::Ground`] if one is but not for this
/// person or service, [`Refusal::Restricted`] if only the restriction of the record stands against it.
pub fn decide(row: &Row, standings: &[Standing], relation: Relation<'_>) -> Result<Role, Refusal> {
    let mut refusal = Refusal::Role;
    for standing in standings.iter().filter(|standing| row.is_for(standing.role)) {
        match grounded(row, *standing, relation) {
            Ok(()) => return Ok(standing.role),
            Err(why) if refusal != Refusal::Restricted => refusal = why,
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// The same for a caller whose rows are those of their scopes.
///
/// # Errors
/// As [`decide`], and [`Refusal::Scope`] if no scope names the row.
pub fn decide_within(
    row: &Row,
    scopes: &[Scope],
    standings: &[Standing],
    relation: Relation<'_>,
) -> Result<Role, Refusal> {
    if scopes.iter().any(|scope| scope.covers(row)) { decide(row, standings, relation) } else { Err(Refusal::Scope) }
}

fn grounded(row: &Row, standing: Standing, relation: Relation<'_>) -> Result<(), Refusal> {
    let holds = match (row.ground, relation) {
        (Ground::Organisation, _) | (Ground::Own, Relation::Own) => true,
        (Ground::Service, Relation::Service(service)) => standing.service == Some(service),
        (Ground::Person, Relation::Person(tie)) => return tied(row, standing, &tie),
        _ => false,
    };
    if holds { Ok(()) } else { Err(Refusal::Ground) }
}

/// Whether a role reaches a person: first what ties them, then what parts them, so that the ledger names a
/// restriction only where nothing else stood in the way.
fn tied(row: &Row, standing: Standing, tie: &Tie<'_>) -> Result<(), Refusal> {
    if standing.role == Role::DataProtectionOfficer {
        // Oversight is of every record, but never of one's own.
        return if tie.is_own { Err(Refusal::Restricted) } else { Ok(()) };
    }
    let reaches = match standing.role {
        Role::Volunteer => tie.is_given && at_theirs(standing, tie),
        Role::Auditor => tie.is_audited,
        _ => at_theirs(standing, tie),
    };
    let breaks = row.break_glass && row.class.is_some_and(|class| tie.broken_glass.has(class));
    if !reaches && !breaks {
        return Err(Refusal::Ground);
    }
    if tie.is_own || (tie.restriction == Restriction::Others && !breaks) {
        return Err(Refusal::Restricted);
    }
    Ok(())
}

fn at_theirs(standing: Standing, tie: &Tie<'_>) -> bool {
    standing.service.is_some_and(|service| tie.services.contains(&service))
}
