//! Restrictions: a record that only those named may open. To everybody else it does not exist.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeRestriction, LiftRestriction, ReadRestriction, ReadRestrictions, Restrict};
use domain::restriction::{LiftForm, RecordRestriction, RestrictedRecord, RestrictionForm};
use store::Store;

use crate::answer::{Answer, Created, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path, Typed};
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};
use crate::service_user::PersonPath;

/// The restriction of a record that holds: why, and who may open it.
#[utoipa::path(
    tag = "who may open a record", operation_id = "read_restriction", params(PersonPath),
    responses((status = 200, body = Recorded<RecordRestriction>, description = "The restriction", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/service-users/{person}/restriction")]
pub async fn read(
    Admitted(access): Admitted<ReadRestriction>,
    Path(path): Path<PersonPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<RecordRestriction>>> {
    Ok(Versioned(store.restriction(access, path.person).await?))
}

/// Restrict a record to those named. To everybody else it is from then on as if it did not exist.
#[utoipa::path(
    tag = "who may open a record", operation_id = "restrict", params(PersonPath, IdempotencyKeyHeader),
    request_body = RestrictionForm,
    responses((status = 201, body = Recorded<RecordRestriction>, description = "The restriction as made", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/restriction")]
pub async fn restrict(
    Admitted(access): Admitted<Restrict>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(restriction): Checked<RestrictionForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<RecordRestriction>>> {
    Ok(Created(store.restrict(access, once.into(), restriction, path.person).await?))
}

/// Change why a record is restricted, or to whom.
#[utoipa::path(
    tag = "who may open a record", operation_id = "change_restriction", params(PersonPath, IfMatchHeader),
    request_body = RestrictionForm,
    responses((status = 200, body = Recorded<RecordRestriction>, description = "The restriction as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/service-users/{person}/restriction")]
pub async fn change(
    Admitted(access): Admitted<ChangeRestriction>,
    IfMatch(version): IfMatch,
    Path(path): Path<PersonPath>,
    Checked(restriction): Checked<RestrictionForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<RecordRestriction>>> {
    Ok(Versioned(store.change_restriction(access, restriction, path.person, version).await?))
}

/// Lift a restriction, with a reason.
#[utoipa::path(
    tag = "who may open a record", operation_id = "lift_restriction",
    params(PersonPath, IdempotencyKeyHeader, IfMatchHeader), request_body = LiftForm,
    responses((status = 200, body = Recorded<RecordRestriction>, description = "The restriction as lifted", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/service-users/{person}/restriction/lift")]
pub async fn lift(
    Admitted(access): Admitted<LiftRestriction>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<PersonPath>,
    Typed(form): Typed<LiftForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<RecordRestriction>>> {
    Ok(Versioned(store.lift_restriction(access, once.into(), form, path.person, version).await?))
}

/// The records that are restricted, the one restricted longest first.
#[utoipa::path(
    tag = "who may open a record", operation_id = "list_restrictions",
    responses((status = 200, body = Entries<RestrictedRecord>, description = "The records"), ReadProblems)
)]
#[get("/restrictions")]
pub async fn list(
    Admitted(access): Admitted<ReadRestrictions>,
    store: Data<Store>,
) -> Answer<Entries<RestrictedRecord>> {
    Ok(Entries(store.restrictions(access).await?))
}
