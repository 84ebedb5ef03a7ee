//! What a demonstration is filled with: people, staff and services that somebody invented.

use chrono::{DateTime, Utc};
use domain::access::Standing;
use domain::addresses::Addresses;
use domain::alert::Alert;
use domain::appointment::Appointment;
use domain::contact::Contact;
use domain::contract::Contract;
use domain::convictions::Convictions;
use domain::draft::Draft;
use domain::episode::Episode;
use domain::health::Health;
use domain::id::{ContractId, PersonId, ServiceId, StaffId};
use domain::identity::Identity;
use domain::reach::Reach;
use domain::service::Service;
use domain::staff::StaffMember;
use domain::take_on::TakeOnRequest;
use uuid::Uuid;

/// Somebody invented, with everything that was ever recorded about them.
pub struct Filled {
    /// Who.
    pub person: PersonId,
    /// When they were registered.
    pub at: DateTime<Utc>,
    /// Who registered them.
    pub by: StaffId,
    /// Who they are.
    pub identity: Identity,
    /// Where they live.
    pub addresses: Addresses,
    /// How to reach them.
    pub reach: Reach,
    /// Their health.
    pub health: Health,
    /// Convictions and orders.
    pub convictions: Convictions,
    /// Episodes; without one nobody may open them.
    pub episodes: Vec<Written<Episode>>,
    /// Contacts.
    pub contacts: Vec<Written<Contact>>,
    /// Appointments.
    pub appointments: Vec<Written<Appointment>>,
    /// Alerts.
    pub alerts: Vec<Written<Alert>>,
    /// Requests of other services to take them on.
    pub requests: Vec<Written<TakeOnRequest>>,
    /// Drafts, by their authors.
    pub drafts: Vec<Written<Draft>>,
}

/// A record as if somebody had written it then.
pub struct Written<T> {
    /// Its id.
    pub id: Uuid,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: StaffId,
    /// What it says.
    pub content: T,
}

/// The organisation that the invented people come to.
pub struct FilledOrganisation {
    /// Contracts.
    pub contracts: Vec<(ContractId, Contract)>,
    /// Services, each under one of the contracts.
    pub services: Vec<(ServiceId, Service)>,
}

/// An invented member of staff.
#[derive(Clone)]
pub struct FilledStaff {
    /// Who.
    pub id: StaffId,
    /// The member of staff.
    pub member: StaffMember,
    /// The roles that they hold since their first day.
    pub roles: Vec<Standing>,
}
