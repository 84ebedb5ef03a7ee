//! Operations of whoever oversees: what was asked for, by whom, and what came of it.

use chrono::NaiveDate;
use domain::Recorded;
use domain::access::{
    CountAsking, GiveSeenBy, LookForPatterns, ReadDoings, ReadFindings, ReadKeptApart, ReadLedgerState, ReadPairs,
    ReadStatements, ReviewFinding, SignOffFinding, StateReview, WatchLedger, WeighReaders,
};
use domain::id::{EntryId, FindingId, PersonId, StaffId};
use domain::oversight::{
    AskingCount, Finding, FindingView, LedgerState, ReviewForm, SeenBy, SignOffForm, Statement, Thresholds, Weighed,
};
use domain::period::Period;
use domain::take_on::TakeOnQuestion;
use domain::trail::TrailEntry;

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::doing::DoingFilter;
use crate::once::Once;
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

    /// What the patterns find in a day; see [`Store::look_for_patterns`].
    report signs_asked_for(access: Access<LookForPatterns>, thresholds: Thresholds; day: NaiveDate)
        -> Vec<Finding> = oversight::signs;
    /// Keep what was found; see [`Store::look_for_patterns`].
    write keep_asked_for(access: Access<LookForPatterns>, findings: Vec<Finding>) -> u32 = oversight::keep;
    /// What the patterns find in a day; see [`Store::watch_ledger`].
    report signs_watched(access: Access<WatchLedger>, thresholds: Thresholds; day: NaiveDate)
        -> Vec<Finding> = oversight::signs;
    /// Keep what was found; see [`Store::watch_ledger`].
    write keep_watched(access: Access<WatchLedger>, findings: Vec<Finding>) -> u32 = oversight::keep;
    /// Note that all of a day was looked through; see [`Store::watch_ledger`].
    write watched(access: Access<WatchLedger>; day: NaiveDate) -> () = oversight::watched;
    /// The last day of which all was looked through.
    read last_watched() -> Option<NaiveDate> = oversight::last_watched;

    /// Findings that are open, or done with, the oldest first.
    read findings(access: Access<ReadFindings>; open: bool) -> Vec<Recorded<Finding>> = oversight::findings;
    /// One finding with its entries.
    read finding(access: Access<ReadFindings>; id: FindingId) -> Recorded<FindingView> = oversight::finding;
    /// Say what a finding turned out to be.
    write review_finding(access: Access<ReviewFinding>, once: Once, form: ReviewForm; id: FindingId, version: u32)
        -> Recorded<Finding> = oversight::review;
    /// Sign off a breach.
    write sign_off_finding(access: Access<SignOffFinding>, once: Once, form: SignOffForm; id: FindingId, version: u32)
        -> Recorded<Finding> = oversight::sign_off;
    /// State that the ledger of a month was reviewed.
    write state_review(access: Access<StateReview>, once: Once; month: NaiveDate)
        -> Recorded<Statement> = oversight::state_review;
    /// Every statement, the last first.
    read statements(access: Access<ReadStatements>) -> Vec<Recorded<Statement>> = oversight::statements;

    /// Who has seen a record, with every name, for whoever weighs them.
    read weigh_readers(access: Access<WeighReaders>; person: PersonId) -> SeenBy = oversight::weigh_readers;
    /// Keep the list of who has seen a record as it is given.
    write give_seen_by(access: Access<GiveSeenBy>, once: Once, weighed: Vec<Weighed>; person: PersonId)
        -> Recorded<SeenBy> = oversight::give_seen_by;
}
