//! Break-glass: a record opened across a boundary in an emergency, who is told of it, and its review.

use actix_web::web::Data;
use actix_web::{get, post};
use domain::access::{BreakGlass, ReadBreakGlass, ReviewBreakGlass};
use domain::break_glass::{BreakGlassForm, EmergencyNotice, EmergencyOpened, EmergencyReviewForm};
use domain::id::TieId;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Entries, Shown};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, Once, Path, Typed};
use crate::problem::{EmergencyProblems, ReadProblems};

/// An emergency.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EmergencyPath {
    /// The emergency.
    emergency: TieId,
}

/// Open somebody's record across a boundary in an emergency, for an hour.
///
/// It is found by full name and whole birth date alone, as recorded, and answered alike whether there is nobody or
/// nobody whose record an emergency opens. You have five tries a day. Their team leader and the data protection
/// officer are told, see what you read by it, and one of them reviews it; while three of yours wait for that, you
/// cannot open another. Where your services open the record anyway, nothing is broken and `until` is left out.
#[utoipa::path(
    tag = "emergencies", operation_id = "break_glass", params(IdempotencyKeyHeader), request_body = BreakGlassForm,
    responses((status = 200, body = EmergencyOpened, description = "The record is open"), EmergencyProblems)
)]
#[post("/break-glass")]
pub async fn ask(
    Admitted(access): Admitted<BreakGlass>,
    once: Once,
    Checked(emergency): Checked<BreakGlassForm>,
    store: Data<Store>,
) -> Answer<Shown<EmergencyOpened>> {
    Ok(Shown(store.break_glass(access, once.into(), emergency).await?))
}

/// The emergencies that you are told of, those that wait for review first, of them the oldest.
///
/// A record's team leader and the data protection officer are told at once, the Caldicott Guardian after 72 hours
/// without a review, or at once where the reader is one of those two. Nobody is told of their own.
#[utoipa::path(
    tag = "emergencies", operation_id = "list_emergencies",
    responses((status = 200, body = Entries<EmergencyNotice>, description = "The emergencies"), ReadProblems)
)]
#[get("/break-glass")]
pub async fn list(Admitted(access): Admitted<ReadBreakGlass>, store: Data<Store>) -> Answer<Entries<EmergencyNotice>> {
    Ok(Entries(store.emergencies(access).await?))
}

/// Review an emergency of somebody else's, once.
#[utoipa::path(
    tag = "emergencies", operation_id = "review_emergency", params(EmergencyPath, IdempotencyKeyHeader),
    request_body = EmergencyReviewForm,
    responses((status = 200, body = EmergencyNotice, description = "The emergency as reviewed"), EmergencyProblems)
)]
#[post("/break-glass/{emergency}/review")]
pub async fn review(
    Admitted(access): Admitted<ReviewBreakGlass>,
    once: Once,
    Path(path): Path<EmergencyPath>,
    Typed(form): Typed<EmergencyReviewForm>,
    store: Data<Store>,
) -> Answer<Shown<EmergencyNotice>> {
    Ok(Shown(store.review_emergency(access, once.into(), form, path.emergency).await?))
}
