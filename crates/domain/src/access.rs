//! Who may do what: one table, read by the server, the app, the documentation and the tests.
//!
//! A row is an operation. Its marker type names it in a handler's signature and in `store`'s `Access`, so
//! an operation that the table lacks cannot be asked for. [`decide`] is pure; `store` calls it inside the
//! transaction that opens the record.

use serde::{Deserialize, Serialize};

use crate::choice;
use crate::id::ServiceId;

choice! {
    /// What a member of staff is in a service.
    pub enum Role {
        /// Works with people and writes down what happened.
        RecoveryWorker = "recovery_worker", "Recovery worker";
        /// Leads a service's team: all that a recovery worker may, and requests to take somebody on.
        TeamLeader = "team_leader", "Team leader";
        /// Keeps staff, services and contracts; never casework.
        Administrator = "administrator", "Administrator";
        /// Sees who did what with whose record.
        DataProtectionOfficer = "data_protection_officer", "Data protection officer";
        /// Jobs and the command line, whose right is to hold the key folder.
        Operator = "operator", "Operator";
    }
}

choice! {
    /// A class of personal data, with a key of its own for every person (DPA 2018 treats them apart).
    pub enum Class {
        /// Names, birth date, identifiers.
        Identity = "identity", "Who they are";
        /// Addresses, telephone numbers, next of kin.
        Reach = "reach", "How to reach them";
        /// Health, medication, substances (UK GDPR Art 9).
        Health = "health", "Health";
        /// Offences, court orders (UK GDPR Art 10).
        Convictions = "convictions", "Convictions and orders";
        /// Contacts, episodes, appointments.
        Casework = "casework", "Casework";
        /// Concerns for the safety of somebody.
        Safeguarding = "safeguarding", "Safeguarding";
    }
}

impl Class {
    /// Permanent number, part of key derivation: never reused.
    pub const fn number(self) -> u8 {
        match self {
            Self::Identity => 1,
            Self::Reach => 2,
            Self::Health => 3,
            Self::Convictions => 4,
            Self::Casework => 5,
            Self::Safeguarding => 6,
        }
    }

    /// The class of a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.number() == number)
    }
}

choice! {
    /// What is done to a record, as the ledger says it.
    pub enum Action {
        /// Made.
        Create = "create", "Recorded";
        /// Seen.
        Read = "read", "Read";
        /// Changed, the old version kept.
        Change = "change", "Changed";
        /// Looked for.
        Search = "search", "Searched";
        /// Signed in or out.
        SignIn = "sign_in", "Sign-in";
        /// Run by an operator.
        Operate = "operate", "Operated";
    }
}

/// What the right rests on, beside the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The organisation as a whole, in whatever service the role is held.
    Organisation,
    /// A service in which the role is held.
    Service,
    /// A person whom a service in which the role is held works with now or did within 90 days.
    Person,
    /// What the caller made: drafts, sessions.
    Own,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Permanent word for the operation, in the ledger and the documentation.
    pub operation: &'static str,
    /// What is done.
    pub action: Action,
    /// The class that is opened or written; none where nothing personal is.
    pub class: Option<Class>,
    /// Roles that may.
    pub roles: &'static [Role],
    /// What else it takes.
    pub ground: Ground,
}

/// The marker of a row.
pub trait Operation: Send + Sync + 'static {
    /// Its row.
    const ROW: Row;
}

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
    /// A person, with the services that may open them.
    Person(&'a [ServiceId]),
    /// Something of the caller's.
    Own,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No role of theirs may do this.
    Role,
    /// A role may, but not here: answered as if the record did not exist.
    Ground,
}

/// Whether somebody may: the role they do it in, or why not.
///
/// # Errors
/// [`Refusal::Role`] if no role they hold is in the row, [`Refusal::Ground`] if one is but not for this
/// person or service.
pub fn decide(row: &Row, standings: &[Standing], relation: Relation<'_>) -> Result<Role, Refusal> {
    let mut refusal = Refusal::Role;
    for standing in standings {
        if !row.roles.contains(&standing.role) {
            continue;
        }
        refusal = Refusal::Ground;
        let grounded = match (row.ground, relation) {
            (Ground::Organisation, _) | (Ground::Own, Relation::Own) => true,
            (Ground::Service, Relation::Service(service)) => standing.service == Some(service),
            (Ground::Person, Relation::Person(services)) => {
                standing.service.is_some_and(|service| services.contains(&service))
            }
            _ => false,
        };
        if grounded {
            return Ok(standing.role);
        }
    }
    Err(refusal)
}

mod table;
pub use table::*;
