//! Staff: who works here, and how they sign in.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::access::{ChangeStaff, ReadOrganisation};
use domain::id::StaffId;
use domain::sign_in::FirstPasswordForm;
use domain::staff::{Colleague, StaffForm, StaffMember};
use domain::{Flaws, Pointer, Recorded};
use serde::Deserialize;
use serde_json::Value;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Done, Entries, Versioned};
use crate::extract::{Admitted, Checked, CheckedForm, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path};
use crate::problem::{ActProblems, ChangeProblems, CreateProblems, ReadProblems};

/// A member of staff.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct StaffPath {
    /// The member of staff.
    pub staff: StaffId,
}

/// What a change of somebody is typed into: the same form, without a password.
#[derive(Default)]
pub struct StaffChange(StaffForm);

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

/// Take on a member of staff, with a first password.
#[utoipa::path(
    tag = "organisation", operation_id = "take_on_staff", params(IdempotencyKeyHeader), request_body = StaffForm,
    responses((status = 201, body = Recorded<StaffMember>, description = "The member of staff", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/staff")]
pub async fn take_on(
    Admitted(access): Admitted<ChangeStaff>,
    once: Once,
    Checked((member, password)): Checked<StaffForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<StaffMember>>> {
    Ok(Created(store.take_on_staff(access, once.into(), member, &password).await?))
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
    Checked(member): Checked<StaffChange>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<StaffMember>>> {
    Ok(Versioned(store.change_staff(access, member, path.staff.0, version).await?))
}

/// Set a new password for somebody who cannot sign in, and end their sign-ins.
#[utoipa::path(
    tag = "organisation", operation_id = "set_password", params(StaffPath), request_body = FirstPasswordForm,
    responses((status = 204, description = "The password is set"), ActProblems)
)]
#[put("/staff/{staff}/password")]
pub async fn set_password(
    Admitted(access): Admitted<ChangeStaff>,
    Path(path): Path<StaffPath>,
    Checked(password): Checked<FirstPasswordForm>,
    store: Data<Store>,
) -> Answer<Done> {
    store.reset_password(access, path.staff.0, &password).await?;
    Ok(Done)
}

impl CheckedForm for StaffChange {
    type Noun = StaffMember;

    fn checked(&self, _: &domain::Against<'_>) -> Result<StaffMember, Flaws> {
        self.0.check_change()
    }
}

impl domain::form::Typed for StaffChange {
    fn read(value: &Value, at: &Pointer, flaws: &mut Flaws) -> Option<Self> {
        StaffForm::read(value, at, flaws).map(Self)
    }
}
