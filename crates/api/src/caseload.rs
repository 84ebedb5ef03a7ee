//! Caseloads: the people of a service, or of one key worker in it.

use actix_web::get;
use actix_web::web::Data;
use domain::access::ReadCaseload;
use domain::caseload::{Caseload, CaseloadOrder};
use domain::id::{ServiceId, StaffId};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Shown};
use crate::extract::{Admitted, Query};
use crate::problem::ListProblems;

/// Whose caseload, in which order.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CaseloadQuery {
    /// A service of the caller's; the one in which they have held a role the longest if left out.
    #[serde(default)]
    service: Option<ServiceId>,
    /// One key worker in it; everybody if left out.
    #[serde(default)]
    key_worker: Option<StaffId>,
    /// In which order; by name if left out.
    #[serde(default)]
    #[param(inline)]
    order: Option<CaseloadOrder>,
}

/// The people with an open episode in a service, one row an episode, at most 500.
#[utoipa::path(
    tag = "the day", operation_id = "read_caseload", params(CaseloadQuery),
    responses((status = 200, body = Caseload, description = "The caseload as it stands now"), ListProblems)
)]
#[get("/caseload")]
pub async fn read(
    Admitted(access): Admitted<ReadCaseload>,
    Query(query): Query<CaseloadQuery>,
    store: Data<Store>,
) -> Answer<Shown<Caseload>> {
    let order = query.order.unwrap_or(CaseloadOrder::Name);
    Ok(Shown(store.caseload(access, query.service, query.key_worker, order).await?))
}
