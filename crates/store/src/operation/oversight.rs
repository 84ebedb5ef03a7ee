//! Operations of whoever oversees: what was asked for, by whom, and what came of it.

use domain::Recorded;
use domain::access::{CountAsking, ReadDoings, ReadKeptApart, ReadLedgerState, ReadPairs};
use domain::id::{EntryId, StaffId};
use domain::oversight::{AskingCount, LedgerState};
use domain::period::Period;
use domain::take_on::TakeOnQuestion;
use domain::trail::TrailEntry;

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::doing::DoingFilter;
use crate::page::Page;

operations! {
    /// A page of what a member of staff did, newest first.
    read doings(access: Access<ReadDoings>, filter: DoingFilter; staff: StaffId, days: Period, before: Option<EntryId>)
        -> Page<TrailEntry> = oversight::doings;
    /// Registrations and searches of each caller and day.
    read count_asking(access: Access<CountAsking>; days: Period) -> Vec<AskingCount> = oversight::asking;
    /// How far the ledger is proved.
    read ledger_state(access: Access<ReadLedgerState>) -> LedgerState = oversight::state;
    /// Requests that were answered by keeping apart.
    read kept_apart(access: Access<ReadKeptApart>) -> Vec<Recorded<TakeOnQuestion>> = oversight::kept_apart;
    /// Pairs of records that are one person's.
    read pairs(access: Access<ReadPairs>) -> Vec<Recorded<TakeOnQuestion>> = oversight::pairs;
}
