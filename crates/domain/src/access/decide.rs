//! The decision: pure, without allocation, the same in the server, the app and the tests.

use serde::{Deserialize, Serialize};

use super::{
    BreakGlass, Class, Classes, Ground, Kind, Operation as _, Restriction, Role, Row, Scope, Sight, Tie, sight,
};
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

/// Whether somebody may: the role they do it in, or why not. Of several roles that may, the first that sees all of the
/// row's class counts, and only where none does the first that sees a summary.
///
/// # Errors
/// [`Refusal::Role`] if no role they hold is in the row, [`Refusal::Ground`] if one is but not for this
/// person or service, [`Refusal::Restricted`] if only the restriction of the record stands against it.
pub fn decide(row: &Row, standings: &[Standing], relation: Relation<'_>) -> Result<Role, Refusal> {
    let mut refusal = Refusal::Role;
    let mut narrow = None;
    for standing in standings.iter().filter(|standing| row.is_for(standing.role)) {
        match grounded(row, *standing, relation) {
            Ok(()) if sees_all(row, standing.role) => return Ok(standing.role),
            Ok(()) => narrow = narrow.or(Some(standing.role)),
            Err(why) if refusal != Refusal::Restricted => refusal = why,
            Err(_) => {}
        }
    }
    narrow.ok_or(refusal)
}

fn sees_all(row: &Row, role: Role) -> bool {
    row.class.is_none_or(|class| sight(role, class) == Sight::Full)
}

/// The same for a caller whose rows are those of their scopes.
///
/// # Errors
/// As [`decide`], and [`Refusal::Scope`] if they may have the row and no scope names it.
pub fn decide_within(
    row: &Row,
    scopes: &[Scope],
    standings: &[Standing],
    relation: Relation<'_>,
) -> Result<Role, Refusal> {
    let is_for_them = standings.iter().any(|held| row.is_for(held.role));
    if is_for_them && !scopes.iter().any(|scope| scope.covers(row)) {
        return Err(Refusal::Scope);
    }
    decide(row, standings, relation)
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
    if matches!(standing.role, Role::DataProtectionOfficer | Role::CaldicottGuardian) {
        // Oversight is of every record, but never of one's own.
        return if tie.is_own { Err(Refusal::Restricted) } else { Ok(()) };
    }
    let reaches = match standing.role {
        Role::Volunteer => tie.is_given && at_theirs(standing, tie),
        Role::Auditor => tie.is_audited,
        _ => at_theirs(standing, tie),
    };
    let breaks = is_broken_for(row, standing.role, tie.broken_glass);
    if !reaches && !breaks {
        return Err(Refusal::Ground);
    }
    if tie.is_own || (tie.restriction == Restriction::Others && !breaks) {
        return Err(Refusal::Restricted);
    }
    Ok(())
}

/// Whether a break-glass grant of these classes reaches a row, for a role that may break the glass itself.
fn is_broken_for(row: &Row, role: Role, broken: Classes) -> bool {
    // Alerts of every class keep people safe: they show with whatever else opens.
    let class = if row.kind == Kind::Alert { Some(Class::Identity) } else { row.class };
    row.break_glass && BreakGlass::ROW.is_for(role) && class.is_some_and(|class| broken.has(class))
}

fn at_theirs(standing: Standing, tie: &Tie<'_>) -> bool {
    standing.service.is_some_and(|service| tie.services.contains(&service))
}
