//! A record's audit trail: who did what with it, when, as what.

use actix_web::get;
use actix_web::web::Data;
use domain::access::ReadTrail;
use domain::id::EntryId;
use domain::page::Page;
use domain::trail::TrailEntry;
use store::Store;

use crate::answer::{Answer, Listed};
use crate::extract::{Admitted, PageQuery, Path, Query};
use crate::problem::ListProblems;
use crate::service_user::PersonPath;

/// Who did what with a person's record, newest first, for the data protection officer.
///
/// It names staff, operations and times, and nothing that is in the record. It outlives the person.
#[utoipa::path(
    tag = "service users", operation_id = "read_trail", params(PersonPath, PageQuery),
    responses((status = 200, body = Page<TrailEntry>, description = "A page of entries", headers(
        ("Link" = String, description = "The next page, if there is one"))), ListProblems)
)]
#[get("/service-users/{person}/trail")]
pub async fn read(
    Admitted(access): Admitted<ReadTrail>,
    Path(path): Path<PersonPath>,
    Query(query): Query<PageQuery>,
    store: Data<Store>,
) -> Answer<Listed<TrailEntry>> {
    let before = query.cursor.0.map(|cursor| EntryId(cursor.id));
    Ok(Listed::of(store.trail(access, path.person, before).await?))
}
