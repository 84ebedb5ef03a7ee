//! Contracts, services, staff and their memberships; a contract's activity; a record's trail.

use domain::Recorded;
use domain::activity::Activity;
use domain::contract::{Contract, ContractForm};
use domain::id::{ContractId, MembershipId, PersonId, StaffId};
use domain::page::Page;
use domain::service::{Service, ServiceForm};
use domain::staff::{EndRoleForm, HeldRole, MembershipForm, StaffForm, StaffMember};
use domain::trail::TrailEntry;
use gloo_net::http::Method;
use serde_json::Value;
use uuid::Uuid;

use super::{Answer, Ask, Refused, change, content, create, get, read, request};

/// Every contract.
pub(crate) async fn contracts() -> Answer<Vec<Recorded<Contract>>> {
    get("/contracts").await
}

/// A contract, service or member of staff as it is kept now, for its form: `contracts`, `services` or `staff`.
pub(crate) async fn present(of: &str, id: Uuid) -> Answer<Recorded<Value>> {
    get(format!("/{of}/{id}")).await
}

/// Make a contract.
pub(crate) async fn make_contract(key: Uuid, form: &ContractForm) -> Answer<Recorded<Contract>> {
    create("/contracts", key, form).await
}

/// Change a contract.
pub(crate) async fn change_contract(id: Uuid, version: u32, form: &ContractForm) -> Answer<Recorded<Contract>> {
    change(format!("/contracts/{id}"), version, form).await
}

/// Make a service.
pub(crate) async fn make_service(key: Uuid, form: &ServiceForm) -> Answer<Recorded<Service>> {
    create("/services", key, form).await
}

/// Change a service.
pub(crate) async fn change_service(id: Uuid, version: u32, form: &ServiceForm) -> Answer<Recorded<Service>> {
    change(format!("/services/{id}"), version, form).await
}

/// Every member of staff.
pub(crate) async fn staff() -> Answer<Vec<Recorded<StaffMember>>> {
    get("/staff").await
}

/// One member of staff.
pub(crate) async fn member(id: StaffId) -> Answer<Recorded<StaffMember>> {
    get(format!("/staff/{id}")).await
}

/// Take somebody on.
pub(crate) async fn add_member(key: Uuid, form: &StaffForm) -> Answer<Recorded<StaffMember>> {
    create("/staff", key, form).await
}

/// Change a member of staff.
pub(crate) async fn change_member(id: StaffId, version: u32, form: &StaffForm) -> Answer<Recorded<StaffMember>> {
    change(format!("/staff/{id}"), version, form).await
}

/// The roles that a member of staff holds and held.
pub(crate) async fn memberships(id: StaffId) -> Answer<Vec<HeldRole>> {
    get(format!("/staff/{id}/memberships")).await
}

/// Give a role.
pub(crate) async fn give_role(id: StaffId, key: Uuid, form: &MembershipForm) -> Answer<HeldRole> {
    create(format!("/staff/{id}/memberships"), key, form).await
}

/// End a role after its last day.
pub(crate) async fn end_role(id: MembershipId, form: &EndRoleForm) -> Answer<HeldRole> {
    read(content(Ask::new(Method::PUT, format!("/memberships/{id}")).body(form)?).await?)
}

/// What was done under a contract. Days are no personal data and may stand in the address.
pub(crate) async fn activity(contract: ContractId, from: &str, to: &str) -> Answer<Activity> {
    get(format!("/contracts/{contract}/activity?from={from}&to={to}")).await
}

/// The same as CSV.
pub(crate) async fn activity_csv(contract: ContractId, from: &str, to: &str) -> Answer<String> {
    let path = format!("/contracts/{contract}/activity?from={from}&to={to}");
    let response = request(Ask { accept: "text/csv", ..Ask::new(Method::GET, path) }).await?;
    response.text().await.map_err(|_| Refused::Unreachable)
}

/// Who opened a record, newest first.
pub(crate) async fn trail(person: PersonId, cursor: Option<&str>) -> Answer<Page<TrailEntry>> {
    let cursor = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
    get(format!("/service-users/{person}/trail{cursor}")).await
}
