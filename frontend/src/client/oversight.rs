//! What the data protection officer oversees.

use domain::Recorded;
use domain::id::{FindingId, PersonId, StaffId};
use domain::oversight::{
    AskingCount, Finding, FindingView, LedgerState, Looked, ReviewForm, SeenBy, SeenByForm, SignOffForm, Statement,
    StatementForm,
};
use domain::page::Page;
use domain::take_on::TakeOnQuestion;
use domain::trail::TrailEntry;
use serde_json::json;
use uuid::Uuid;

use super::{Answer, act, create, get, query};

/// How far the ledger is proved.
pub(crate) async fn ledger() -> Answer<LedgerState> {
    get("/oversight/ledger").await
}

/// Findings that are open, the oldest first.
pub(crate) async fn findings() -> Answer<Vec<Recorded<Finding>>> {
    get("/oversight/findings").await
}

/// One finding.
pub(crate) async fn finding(id: FindingId) -> Answer<Recorded<FindingView>> {
    get(format!("/oversight/findings/{id}")).await
}

/// Look through today.
pub(crate) async fn look() -> Answer<Looked> {
    query("/oversight/look", &json!({})).await
}

/// Say what a finding turned out to be.
pub(crate) async fn review(id: FindingId, version: u32, key: Uuid, form: &ReviewForm) -> Answer<Recorded<Finding>> {
    act(format!("/oversight/findings/{id}/review"), version, key, form).await
}

/// Sign off a breach.
pub(crate) async fn sign_off(id: FindingId, version: u32, key: Uuid, form: &SignOffForm) -> Answer<Recorded<Finding>> {
    act(format!("/oversight/findings/{id}/sign-off"), version, key, form).await
}

/// Every statement that a month was reviewed.
pub(crate) async fn statements() -> Answer<Vec<Recorded<Statement>>> {
    get("/oversight/statements").await
}

/// State that a month was reviewed.
pub(crate) async fn state(key: Uuid, form: &StatementForm) -> Answer<Recorded<Statement>> {
    create("/oversight/statements", key, form).await
}

/// A page of what a member of staff did.
pub(crate) async fn doings(staff: StaffId, cursor: Option<&str>) -> Answer<Page<TrailEntry>> {
    let cursor = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
    get(format!("/staff/{staff}/doings{cursor}")).await
}

/// Registrations and searches of each caller and day.
pub(crate) async fn asking() -> Answer<Vec<AskingCount>> {
    get("/oversight/asking").await
}

/// Requests that were kept apart.
pub(crate) async fn kept_apart() -> Answer<Vec<Recorded<TakeOnQuestion>>> {
    get("/oversight/kept-apart").await
}

/// Pairs of records to merge.
pub(crate) async fn pairs() -> Answer<Vec<Recorded<TakeOnQuestion>>> {
    get("/oversight/pairs").await
}

/// Who has seen a record, with every name.
pub(crate) async fn weigh(person: PersonId) -> Answer<SeenBy> {
    get(format!("/service-users/{person}/seen-by")).await
}

/// Write the list as it is given.
pub(crate) async fn give(person: PersonId, key: Uuid, form: &SeenByForm) -> Answer<Recorded<SeenBy>> {
    create(format!("/service-users/{person}/seen-by"), key, form).await
}
