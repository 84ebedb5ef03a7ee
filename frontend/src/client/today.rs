//! One's own day, and the people of a service.

use domain::caseload::{Caseload, CaseloadOrder};
use domain::id::{ServiceId, StaffId};
use domain::today::Today;

use super::{Answer, get};

/// One's own day.
pub(crate) async fn today() -> Answer<Today> {
    get("/today").await
}

/// The people of a service, or of one key worker in it.
pub(crate) async fn caseload(service: ServiceId, worker: Option<StaffId>, order: CaseloadOrder) -> Answer<Caseload> {
    let worker = worker.map(|worker| format!("&key_worker={worker}")).unwrap_or_default();
    get(format!("/caseload?service={service}{worker}&order={}", order.word())).await
}
