//! Staff: who works here, and how they sign in.

pub mod sign_in;

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeStaff, ReadOrganisation};
use domain::id::StaffId;
use domain::staff::{Colleague, StaffForm, StaffMember};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path};
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};

/// A member of staff.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct StaffPath {
    /// The member of staff.
    pub staff: StaffId,
}

/// Everybody, as colleagues read them.
#[utoipa::path(
    tag = "organisation", operation_id = "list_colleagues",
    responses((status = 200, body = Entries<Colleague>, description = "The colleagues, those who left too"), ReadProblems)
)]
#[get("/colleagues")]
pub async fn colleagues(
    Admitted(access): Admitted<ReadOrganisation>,
    store: Data<Store>,
) -> Answer<Entries<Colleague>> {
    Ok(Entries(store.colleagues(access).await?))
}

/// Everybody, as the administrator keeps them.
#[utoipa::path(
    tag = "organisation", operation_id = "list_staff",
    responses((status = 200, body = Entries<Recorded<StaffMember>>, description = "The staff, those who left too"), ReadProblems)
)]
#[get("/staff")]
pub async fn list(
    Admitted(access): Admitted<ChangeStaff>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<StaffMember>>> {
    Ok(Entries(store.staff(access).await?))
}

/// Take on a member of staff, who chooses a password by a one-time link.
#[utoipa::path(
    tag = "organisation", operation_id = "take_on_staff", params(IdempotencyKeyHeader), request_body = StaffForm,
    responses((status = 201, body = Recorded<StaffMember>, description = "The member of staff", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/staff")]
pub async fn take_on(
    Admitted(access): Admitted<ChangeStaff>,
    once: Once,
    Checked(member): Checked<StaffForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<StaffMember>>> {
    Ok(Created(store.take_on_staff(access, once.into(), member).await?))
}

/// One member of staff.
#[utoipa::path(
    tag = "organisation", operation_id = "read_staff_member", params(StaffPath),
    responses((status = 200, body = Recorded<StaffMember>, description = "The member of staff in the present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/staff/{staff}")]
pub async fn read(
    Admitted(access): Admitted<ChangeStaff>,
    Path(path): Path<StaffPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<StaffMember>>> {
    Ok(Versioned(store.staff_member(access, path.staff.0).await?))
}

/// Change a member of staff; whoever has left is signed out at once.
#[utoipa::path(
    tag = "organisation", operation_id = "change_staff", params(StaffPath, IfMatchHeader), request_body = StaffForm,
    responses((status = 200, body = Recorded<StaffMember>, description = "The member of staff as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/staff/{staff}")]
pub async fn change(
    Admitted(access): Admitted<ChangeStaff>,
    IfMatch(version): IfMatch,
    Path(path): Path<StaffPath>,
    Checked(member): Checked<StaffForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<StaffMember>>> {
    Ok(Versioned(store.change_staff(access, member, path.staff.0, version).await?))
}
