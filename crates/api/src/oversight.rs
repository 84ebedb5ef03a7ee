//! What the data protection officer oversees: who asked for whom, what was kept apart, how far the ledger is proved.

use actix_web::get;
use actix_web::web::Data;
use domain::access::{CountAsking, ReadKeptApart, ReadLedgerState, ReadPairs};
use domain::oversight::{AskingCount, LedgerState, WindowForm};
use domain::period::Period;
use domain::take_on::TakeOnQuestion;
use domain::{Against, Private, Recorded};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Entries, Shown};
use crate::extract::{Admitted, Query};
use crate::problem::{ActivityProblems, ReadProblems, Refused};

pub mod doing;
pub mod finding;
pub mod seen_by;
pub mod statement;

/// Over which days.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WindowQuery {
    /// The first day; four weeks ago where it is left out.
    #[serde(default)]
    #[param(value_type = Option<chrono::NaiveDate>, example = "2026-11-01")]
    pub from: Option<String>,
    /// The last day, at most 92 days on; today where it is left out.
    #[serde(default)]
    #[param(value_type = Option<chrono::NaiveDate>, example = "2026-11-24")]
    pub to: Option<String>,
}

impl WindowQuery {
    /// The days, or what is wrong with them.
    fn checked(self, store: &Store) -> Answer<Period> {
        let form = WindowForm { from: self.from.map(Private::new), to: self.to.map(Private::new) };
        form.check(&Against { lists: store.lists(), now: store.clock().now() }).map_err(Refused::flawed)
    }
}

/// How far the ledger is proved: its last checkpoint, and when it was last verified.
#[utoipa::path(
    tag = "oversight", operation_id = "read_ledger_state",
    responses((status = 200, body = LedgerState, description = "How far the ledger is proved"), ReadProblems)
)]
#[get("/oversight/ledger")]
pub async fn ledger(Admitted(access): Admitted<ReadLedgerState>, store: Data<Store>) -> Answer<Shown<LedgerState>> {
    Ok(Shown(store.ledger_state(access).await?))
}

/// Registrations and searches of each caller and day, the last day first, then whoever asked most.
///
/// Whoever asks far more than their colleagues may be trying names to learn who is in treatment.
#[utoipa::path(
    tag = "oversight", operation_id = "count_asking", params(WindowQuery),
    responses((status = 200, body = Entries<AskingCount>, description = "The counts"), ActivityProblems)
)]
#[get("/oversight/asking")]
pub async fn asking(
    Admitted(access): Admitted<CountAsking>,
    Query(days): Query<WindowQuery>,
    store: Data<Store>,
) -> Answer<Entries<AskingCount>> {
    let days = days.checked(&store)?;
    Ok(Entries(store.count_asking(access, days).await?))
}

/// Requests to take somebody on that were answered by keeping apart, with the reason, the last first.
#[utoipa::path(
    tag = "oversight", operation_id = "read_kept_apart",
    responses((status = 200, body = Entries<Recorded<TakeOnQuestion>>, description = "The requests"), ReadProblems)
)]
#[get("/oversight/kept-apart")]
pub async fn kept_apart(
    Admitted(access): Admitted<ReadKeptApart>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<TakeOnQuestion>>> {
    Ok(Entries(store.kept_apart(access).await?))
}

/// Pairs of records that were found to be one person's and are to be merged, the last first.
#[utoipa::path(
    tag = "oversight", operation_id = "read_pairs",
    responses((status = 200, body = Entries<Recorded<TakeOnQuestion>>, description = "The pairs, each as the request \
        by which it was found"), ReadProblems)
)]
#[get("/oversight/pairs")]
pub async fn pairs(
    Admitted(access): Admitted<ReadPairs>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<TakeOnQuestion>>> {
    Ok(Entries(store.pairs(access).await?))
}
