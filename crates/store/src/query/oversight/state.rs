//! How far the ledger is proved: its last checkpoint, and when it was last verified.

use diesel::prelude::*;
use domain::access::{Operation, ReadLedgerState, VerifyLedger};
use domain::oversight::LedgerState;

use super::super::Unit;
use crate::access::Access;
use crate::error::Error;
use crate::ledger::Outcome;
use crate::schema::{ledger_chain, ledger_checkpoint, ledger_entry};
use crate::sql::Instant;

/// How far the ledger is proved now.
pub fn read(unit: &mut Unit<'_>, access: &Access<ReadLedgerState>) -> Result<LedgerState, Error> {
    let state = now(unit)?;
    unit.enter(access, access.role(), Vec::new());
    Ok(state)
}

/// The same for a unit that has an entry of its own.
pub(super) fn now(unit: &mut Unit<'_>) -> Result<LedgerState, Error> {
    let checkpoint: Option<(i64, Instant)> = ledger_checkpoint::table
        .order(ledger_checkpoint::number.desc())
        .select((ledger_checkpoint::number, ledger_checkpoint::at))
        .first(unit.conn)
        .optional()?;
    let opened: Option<Instant> = ledger_chain::table
        .order(ledger_chain::opened_at.asc())
        .select(ledger_chain::opened_at)
        .first(unit.conn)
        .optional()?;
    // The entry of a proof counts what was found wrong.
    let verified: Option<(Instant, i32)> = ledger_entry::table
        .filter(ledger_entry::staff_id.eq(crate::sql::Key(crate::store::OPERATOR)))
        .filter(ledger_entry::operation.eq(VerifyLedger::ROW.operation))
        .filter(ledger_entry::outcome.eq(Outcome::Done.number()))
        .order(ledger_entry::id.desc())
        .select((ledger_entry::at, ledger_entry::count))
        .first(unit.conn)
        .optional()?;
    let covered = checkpoint.map(|(_, at)| at).or(opened);
    let uncovered = covered.map_or(0, |at| (unit.now - at.0).num_seconds());
    Ok(LedgerState {
        checkpoint: checkpoint.map(|(number, _)| number.unsigned_abs()),
        checkpoint_at: checkpoint.map(|(_, at)| at.0),
        uncovered_seconds: u64::try_from(uncovered).unwrap_or_default(),
        verified_at: verified.map(|(at, _)| at.0),
        verified: verified.map(|(_, found)| found == 0),
    })
}
