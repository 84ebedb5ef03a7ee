//! Patterns worth a look: found, read, reviewed, signed off.

use actix_web::web::Data;
use actix_web::{get, post};
use domain::Recorded;
use domain::access::{LookForPatterns, ReadFindings, ReviewFinding, SignOffFinding};
use domain::id::FindingId;
use domain::oversight::{Finding, FindingView, LookForm, Looked, ReviewForm, SignOffForm};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Entries, Shown, Versioned};
use crate::config::Config;
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path, Query, Typed};
use crate::problem::{ActProblems, ChangeProblems, ListProblems, ReadProblems};

/// A finding.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FindingPath {
    /// The finding.
    #[param(value_type = uuid::Uuid)]
    pub finding: FindingId,
}

/// Which findings.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FindingQuery {
    /// Those that are done with, in the place of those that are open.
    #[serde(default)]
    done: bool,
}

/// Look for patterns in a day of the ledger now. Days that are over are looked through every night without being asked.
///
/// However often a day is looked through, each pattern is found once for each member of staff and record.
#[utoipa::path(
    tag = "oversight", operation_id = "look_for_patterns", request_body = LookForm,
    responses((status = 200, body = Looked, description = "How many findings are new"), ActProblems)
)]
#[post("/oversight/look")]
pub async fn look(
    Admitted(access): Admitted<LookForPatterns>,
    Checked(day): Checked<LookForm>,
    store: Data<Store>,
    config: Data<Config>,
) -> Answer<Shown<Looked>> {
    let new = store.look_for_patterns(access, day, config.oversight).await?;
    Ok(Shown(Looked { day, new }))
}

/// Findings that wait for a review or a signature, the oldest day first; or those that are done with.
#[utoipa::path(
    tag = "oversight", operation_id = "list_findings", params(FindingQuery),
    responses((status = 200, body = Entries<Recorded<Finding>>, description = "The findings"), ListProblems)
)]
#[get("/oversight/findings")]
pub async fn list(
    Admitted(access): Admitted<ReadFindings>,
    Query(query): Query<FindingQuery>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<Finding>>> {
    Ok(Entries(store.findings(access, !query.done).await?))
}

/// One finding, with whose record it was found in and the entries that it names.
#[utoipa::path(
    tag = "oversight", operation_id = "read_finding", params(FindingPath),
    responses((status = 200, body = Recorded<FindingView>, description = "The finding", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/oversight/findings/{finding}")]
pub async fn read(
    Admitted(access): Admitted<ReadFindings>,
    Path(path): Path<FindingPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<FindingView>>> {
    Ok(Versioned(store.finding(access, path.finding).await?))
}

/// Say what a finding turned out to be: explained, needing a talk, or a breach. Nobody reviews what they did themselves.
#[utoipa::path(
    tag = "oversight", operation_id = "review_finding", params(FindingPath, IdempotencyKeyHeader, IfMatchHeader),
    request_body = ReviewForm,
    responses((status = 200, body = Recorded<Finding>, description = "The finding as reviewed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/oversight/findings/{finding}/review")]
pub async fn review(
    Admitted(access): Admitted<ReviewFinding>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<FindingPath>,
    Typed(form): Typed<ReviewForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Finding>>> {
    Ok(Versioned(store.review_finding(access, once.into(), form, path.finding, version).await?))
}

/// Sign off a breach. It takes somebody other than its reviewer.
#[utoipa::path(
    tag = "oversight", operation_id = "sign_off_finding", params(FindingPath, IdempotencyKeyHeader, IfMatchHeader),
    request_body = SignOffForm,
    responses((status = 200, body = Recorded<Finding>, description = "The finding as signed off", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/oversight/findings/{finding}/sign-off")]
pub async fn sign_off(
    Admitted(access): Admitted<SignOffFinding>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<FindingPath>,
    Typed(form): Typed<SignOffForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Finding>>> {
    Ok(Versioned(store.sign_off_finding(access, once.into(), form, path.finding, version).await?))
}
