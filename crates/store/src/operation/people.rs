//! Operations on people: their record as it opens, and its parts.

use domain::Recorded;
use domain::access::{
    ChangeAddresses, ChangeConvictions, ChangeHealth, ChangeIdentity, ChangeReach, OpenServiceUser, ReadAddresses,
    ReadConvictions, ReadHealth, ReadIdentity, ReadReach,
};
use domain::addresses::Addresses;
use domain::convictions::Convictions;
use domain::health::Health;
use domain::id::PersonId;
use domain::identity::Identity;
use domain::reach::Reach;
use domain::record_view::RecordView;
use domain::service_user::ServiceUser;

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};

operations! {
    /// A record as it opens: who, the alerts of today, what matters at a glance, what else there is.
    read open_service_user(access: Access<OpenServiceUser>; person: PersonId) -> RecordView = opened::open;
    /// The whole record, as far as the caller has the classes.
    read service_user(access: Access<OpenServiceUser>; person: PersonId) -> ServiceUser = opened::whole;

    /// Who they are.
    read read_identity(access: Access<ReadIdentity>; person: PersonId) -> Recorded<Identity> = part::read;
    /// Change who they are; the version before is kept.
    write change_identity(access: Access<ChangeIdentity>, identity: Identity; person: PersonId, version: u32)
        -> Recorded<Identity> = part::change;
    /// Every version of who they are, newest first.
    read identity_history(access: Access<ReadIdentity>; person: PersonId) -> Vec<Recorded<Identity>> = part::history;

    /// Their addresses.
    read read_addresses(access: Access<ReadAddresses>; person: PersonId) -> Recorded<Addresses> = part::read;
    /// Change their addresses; the version before is kept.
    write change_addresses(access: Access<ChangeAddresses>, addresses: Addresses; person: PersonId, version: u32)
        -> Recorded<Addresses> = part::change;
    /// Every version of their addresses, newest first.
    read addresses_history(access: Access<ReadAddresses>; person: PersonId) -> Vec<Recorded<Addresses>> = part::history;

    /// How to reach them.
    read read_reach(access: Access<ReadReach>; person: PersonId) -> Recorded<Reach> = part::read;
    /// Change how to reach them; the version before is kept.
    write change_reach(access: Access<ChangeReach>, reach: Reach; person: PersonId, version: u32)
        -> Recorded<Reach> = part::change;
    /// Every version of how to reach them, newest first.
    read reach_history(access: Access<ReadReach>; person: PersonId) -> Vec<Recorded<Reach>> = part::history;

    /// Their health.
    read read_health(access: Access<ReadHealth>; person: PersonId) -> Recorded<Health> = part::read;
    /// Change their health; the version before is kept.
    write change_health(access: Access<ChangeHealth>, health: Health; person: PersonId, version: u32)
        -> Recorded<Health> = part::change;
    /// Every version of their health, newest first.
    read health_history(access: Access<ReadHealth>; person: PersonId) -> Vec<Recorded<Health>> = part::history;

    /// Their convictions and orders.
    read read_convictions(access: Access<ReadConvictions>; person: PersonId) -> Recorded<Convictions> = part::read;
    /// Change their convictions and orders; the version before is kept.
    write change_convictions(access: Access<ChangeConvictions>, convictions: Convictions; person: PersonId, version: u32)
        -> Recorded<Convictions> = part::change;
    /// Every version of their convictions and orders, newest first.
    read convictions_history(access: Access<ReadConvictions>; person: PersonId)
        -> Vec<Recorded<Convictions>> = part::history;
}

#[cfg(test)]
mod tests;
