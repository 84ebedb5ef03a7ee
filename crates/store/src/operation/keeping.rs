//! Operations that keep the house: epochs, living processes, what is forgotten in time.

use domain::access::{PruneLedger, RotateEpoch};
use uuid::Uuid;
use vault::EpochId;

use super::{Arc, Engine, Error, Store, postgres, sqlite};
use crate::access::Access;
use crate::epoch::Standing;
use crate::ledger::Entry;
use crate::proof::Heads;
use crate::sql::Instant;

operations! {
    /// Where the database stands among epochs.
    read epoch_standing() -> Standing = epoch::standing;
    /// Move the database to an epoch; see [`Store::rotate_epoch`].
    write advance_epoch(access: Access<RotateEpoch>; to: EpochId) -> () = epoch::advance;
    /// Rewrap some people; see [`Store::rotate_epoch`].
    write rewrap(; to: EpochId, limit: i64) -> usize = epoch::rewrap;
    /// Whether another process still holds an old epoch key.
    read held_elsewhere(; to: EpochId) -> bool = epoch::held_elsewhere;
    /// Say that this process lives; see [`Store::heartbeat`].
    write report_node(; id: Uuid, oldest: EpochId, newest: EpochId) -> () = epoch::report;
    /// Say that this process is gone; see [`Store::retire`].
    write retire_node(; id: Uuid) -> () = epoch::retire;
    /// Entries that a process left unlinked; see [`Store::adopt`].
    read orphans() -> Vec<Entry> = start::orphans;
    /// Where every chain of the ledger ends.
    read ledger_heads() -> Heads = proof::heads;
    /// Keep a checkpoint's note beside the ledger; whether it is the first of its number.
    write keep_checkpoint(note: String; number: i64, at: Instant) -> bool = proof::keep;
    /// The highest number of a checkpoint.
    read newest_checkpoint() -> Option<i64> = proof::newest;
    /// Notes of checkpoints after a number.
    read checkpoints_after(; number: i64) -> Vec<String> = proof::after;
    /// Every chain of the ledger.
    read ledger_chains() -> Vec<Uuid> = prune::chains;
    /// Take some of a chain's oldest entries away; see [`Store::prune_ledger`].
    write prune_some(access: Access<PruneLedger>; chain: Uuid) -> i64 = prune::some;
    /// Forget changes that every process has followed.
    write prune_changes() -> usize = feed::prune;
    /// Forget idempotency keys that are older than any draft.
    write prune_idempotency() -> usize = idempotency::prune;
    /// Forget failures to sign in that make nobody wait any more.
    write prune_throttle() -> () = throttle::prune;
}
