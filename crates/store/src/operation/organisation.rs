//! Operations on the organisation: contracts, services, staff.

use chrono::NaiveDate;
use domain::Recorded;
use domain::access::{
    AddStaff, ChangeContract, ChangeMembership, ChangeService, ChangeStaff, ReadOrganisation, Standing, WhoAmI,
};
use domain::contract::Contract;
use domain::id::{MembershipId, StaffId};
use domain::service::Service;
use domain::sign_in::Me;
use domain::staff::{Colleague, Membership, StaffMember};
use uuid::Uuid;

use super::{Arc, Engine, Error, Store, postgres, sqlite};
use crate::access::Access;
use crate::once::Once;

operations! {
    /// Who one is signed in as.
    read me(access: Access<WhoAmI>) -> Me = me::me;

    /// Every contract.
    read contracts(access: Access<ReadOrganisation>) -> Vec<Recorded<Contract>> = contract::list;
    /// One contract.
    read contract(access: Access<ReadOrganisation>; id: Uuid) -> Recorded<Contract> = contract::read;
    /// Make a contract.
    write make_contract(access: Access<ChangeContract>, once: Once, contract: Contract)
        -> Recorded<Contract> = contract::make;
    /// Change a contract.
    write change_contract(access: Access<ChangeContract>, contract: Contract; id: Uuid, version: u32)
        -> Recorded<Contract> = contract::change;

    /// Every service.
    read services(access: Access<ReadOrganisation>) -> Vec<Recorded<Service>> = service::list;
    /// One service.
    read service(access: Access<ReadOrganisation>; id: Uuid) -> Recorded<Service> = service::read;
    /// Make a service under a contract that exists.
    write make_service(access: Access<ChangeService>, once: Once, service: Service)
        -> Recorded<Service> = service::make;
    /// Change a service.
    write change_service(access: Access<ChangeService>, service: Service; id: Uuid, version: u32)
        -> Recorded<Service> = service::change;

    /// Everybody as colleagues read them.
    read colleagues(access: Access<ReadOrganisation>) -> Vec<Colleague> = staff::colleagues;
    /// Everybody as the administrator keeps them.
    read staff(access: Access<ChangeStaff>) -> Vec<Recorded<StaffMember>> = staff::list;
    /// One member of staff.
    read staff_member(access: Access<ChangeStaff>; id: Uuid) -> Recorded<StaffMember> = staff::read;
    /// Take on a member of staff, who chooses a password by a one-time link.
    write take_on_staff(access: Access<ChangeStaff>, once: Once, member: StaffMember)
        -> Recorded<StaffMember> = staff::take_on;
    /// Add a member of staff at the command line; see [`Store::add_staff`].
    write add_hashed(access: Access<AddStaff>, member: StaffMember, phc: String, roles: Vec<Standing>)
        -> StaffId = staff::add;
    /// Change a member of staff; whoever has left is signed out at once.
    write change_staff(access: Access<ChangeStaff>, member: StaffMember; id: Uuid, version: u32)
        -> Recorded<StaffMember> = staff::change;
    /// The roles that a member of staff holds or held.
    read memberships(access: Access<ChangeStaff>; staff: StaffId)
        -> Vec<(MembershipId, Membership)> = staff::memberships;
    /// Give a role.
    write give_role(access: Access<ChangeMembership>, once: Once, given: Membership)
        -> MembershipId = staff::give_role;
    /// End a role after its last day.
    write end_role(access: Access<ChangeMembership>; id: MembershipId, last: NaiveDate)
        -> Membership = staff::end_role;
}
