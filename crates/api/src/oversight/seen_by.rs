//! Who has seen a record: weighed by a reviewer, given to whose record it is.

use actix_web::web::Data;
use actix_web::{get, post};
use domain::Recorded;
use domain::access::{GiveSeenBy, WeighReaders};
use domain::oversight::{SeenBy, SeenByForm};
use store::Store;

use crate::answer::{Answer, Created, Shown};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, Once, Path};
use crate::problem::{CreateProblems, ReadProblems};
use crate::service_user::PersonPath;

/// Who has seen a record, in plain words and with every name: for whoever weighs which names are given.
#[utoipa::path(
    tag = "oversight", operation_id = "weigh_readers", params(PersonPath),
    responses((status = 200, body = SeenBy, description = "Who has seen it"), ReadProblems)
)]
#[get("/service-users/{person}/seen-by")]
pub async fn weigh(
    Admitted(access): Admitted<WeighReaders>,
    Path(path): Path<PersonPath>,
    store: Data<Store>,
) -> Answer<Shown<SeenBy>> {
    Ok(Shown(store.weigh_readers(access, path.person).await?))
}

/// Write the list of who has seen a record as it is given to whose record it is: date, role, service, what and why.
///
/// Of names it holds those alone that were weighed and are shown. The list is kept with the record, with what was
/// decided about each name.
#[utoipa::path(
    tag = "oversight", operation_id = "give_seen_by", params(PersonPath, IdempotencyKeyHeader), request_body = SeenByForm,
    responses((status = 201, body = Recorded<SeenBy>, description = "The list", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/seen-by")]
pub async fn give(
    Admitted(access): Admitted<GiveSeenBy>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(weighed): Checked<SeenByForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<SeenBy>>> {
    Ok(Created(store.give_seen_by(access, once.into(), weighed, path.person).await?))
}
