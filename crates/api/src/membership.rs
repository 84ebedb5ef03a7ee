//! Roles that members of staff hold in services.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::access::{ChangeMembership, ChangeStaff};
use domain::id::MembershipId;
use domain::staff::{EndRoleForm, HeldRole, MembershipForm};
use domain::{Flaw, Flaws, Pointer};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Shown};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, Once, Path};
use crate::problem::{ActProblems, CreateProblems, ReadProblems, Refused};
use crate::staff::StaffPath;

/// A role that somebody holds.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MembershipPath {
    /// The role.
    membership: MembershipId,
}

/// The roles that a member of staff holds or held.
#[utoipa::path(
    tag = "organisation", operation_id = "list_memberships", params(StaffPath),
    responses((status = 200, body = Entries<HeldRole>, description = "Their roles"), ReadProblems)
)]
#[get("/staff/{staff}/memberships")]
pub async fn list(
    Admitted(access): Admitted<ChangeStaff>,
    Path(path): Path<StaffPath>,
    store: Data<Store>,
) -> Answer<Entries<HeldRole>> {
    let held = store.memberships(access, path.staff).await?;
    Ok(Entries(held.into_iter().map(|(id, membership)| HeldRole { id, membership }).collect()))
}

/// Give a member of staff a role, in a service or in the whole organisation.
#[utoipa::path(
    tag = "organisation", operation_id = "give_role", params(StaffPath, IdempotencyKeyHeader), request_body = MembershipForm,
    responses((status = 201, body = HeldRole, description = "The role as given", headers(
        ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/staff/{staff}/memberships")]
pub async fn give(
    Admitted(access): Admitted<ChangeMembership>,
    once: Once,
    Path(path): Path<StaffPath>,
    Checked(membership): Checked<MembershipForm>,
    store: Data<Store>,
) -> Answer<Created<HeldRole>> {
    if membership.staff != path.staff {
        let flaw = Flaw::Contradiction("Name the same member of staff as the address does");
        return Err(Refused::flawed(Flaws::one(Pointer::root().field("staff"), flaw)));
    }
    let id = store.give_role(access, once.into(), membership.clone()).await?;
    Ok(Created(HeldRole { id, membership }))
}

/// End a role after its last day.
#[utoipa::path(
    tag = "organisation", operation_id = "end_role", params(MembershipPath), request_body = EndRoleForm,
    responses((status = 200, body = HeldRole, description = "The role as it ends"), ActProblems)
)]
#[put("/memberships/{membership}")]
pub async fn end(
    Admitted(access): Admitted<ChangeMembership>,
    Path(path): Path<MembershipPath>,
    Checked(last): Checked<EndRoleForm>,
    store: Data<Store>,
) -> Answer<Shown<HeldRole>> {
    let membership = store.end_role(access, path.membership, last).await?;
    Ok(Shown(HeldRole { id: path.membership, membership }))
}
