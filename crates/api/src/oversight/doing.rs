//! What a member of staff did.

use actix_web::get;
use actix_web::web::Data;
use domain::access::ReadDoings;
use domain::id::EntryId;
use domain::page::Page;
use domain::trail::{TrailEntry, TrailOutcome};
use serde::Deserialize;
use store::{DoingFilter, Store};
use utoipa::IntoParams;

use super::WindowQuery;
use crate::answer::{Answer, Listed};
use crate::extract::{Admitted, Paged, Path, Query};
use crate::problem::ActivityProblems;
use crate::staff::StaffPath;

/// Which doings, and where the page begins.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DoingQuery {
    /// The first day; four weeks ago where it is left out.
    #[serde(default)]
    #[param(value_type = Option<chrono::NaiveDate>, example = "2026-11-01")]
    from: Option<String>,
    /// The last day, at most 92 days on; today where it is left out.
    #[serde(default)]
    #[param(value_type = Option<chrono::NaiveDate>, example = "2026-11-24")]
    to: Option<String>,
    /// Only this operation, by its word in the access table.
    #[serde(default)]
    #[param(value_type = Option<String>, pattern = "^[a-z_]*$", example = "read_health")]
    operation: Option<String>,
    /// Only what ended so.
    #[serde(default)]
    outcome: Option<TrailOutcome>,
    /// Where the page begins: `next` of the page before, or nothing for the first.
    #[serde(default)]
    #[param(value_type = Option<String>, pattern = "^[A-Za-z0-9_-]*$")]
    cursor: Paged,
}

/// What a member of staff did, newest first, with the people whom it was about as ids.
#[utoipa::path(
    tag = "oversight", operation_id = "read_doings", params(StaffPath, DoingQuery),
    responses((status = 200, body = Page<TrailEntry>, description = "A page of entries", headers(
        ("Link" = String, description = "The next page, if there is one"))), ActivityProblems)
)]
#[get("/staff/{staff}/doings")]
pub async fn list(
    Admitted(access): Admitted<ReadDoings>,
    Path(path): Path<StaffPath>,
    Query(query): Query<DoingQuery>,
    store: Data<Store>,
) -> Answer<Listed<TrailEntry>> {
    let days = WindowQuery { from: query.from, to: query.to }.checked(&store)?;
    let filter = DoingFilter { operation: query.operation.filter(|word| !word.is_empty()), outcome: query.outcome };
    let before = query.cursor.0.map(|cursor| EntryId(cursor.id));
    Ok(Listed::of(store.doings(access, filter, path.staff, days, before).await?))
}
