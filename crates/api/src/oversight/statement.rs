//! The monthly statement that the ledger was reviewed.

use actix_web::web::Data;
use actix_web::{get, post};
use domain::Recorded;
use domain::access::{ReadStatements, StateReview};
use domain::oversight::{Statement, StatementForm};
use store::Store;

use crate::answer::{Answer, Created, Entries};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, Once};
use crate::problem::{CreateProblems, ReadProblems};

/// Every statement that the ledger of a month was reviewed, the last first.
#[utoipa::path(
    tag = "oversight", operation_id = "list_statements",
    responses((status = 200, body = Entries<Recorded<Statement>>, description = "The statements"), ReadProblems)
)]
#[get("/oversight/statements")]
pub async fn list(
    Admitted(access): Admitted<ReadStatements>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<Statement>>> {
    Ok(Entries(store.statements(access).await?))
}

/// State that the ledger of a month that is over was reviewed: it counts the month's findings, and says whether the
/// ledger was proved against its checkpoints.
#[utoipa::path(
    tag = "oversight", operation_id = "state_review", params(IdempotencyKeyHeader), request_body = StatementForm,
    responses((status = 201, body = Recorded<Statement>, description = "The statement", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/oversight/statements")]
pub async fn state(
    Admitted(access): Admitted<StateReview>,
    once: Once,
    Checked(month): Checked<StatementForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Statement>>> {
    Ok(Created(store.state_review(access, once.into(), month).await?))
}
