//! What the proof found: by id, number and time alone.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::note::Checkpoint;

/// What is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Finding {
    /// What an entry says is not what was linked.
    Altered { chain: Uuid, number: i64, entry: Uuid },
    /// An entry that was linked is not there.
    EntryRemoved { chain: Uuid, number: i64, entry: Uuid },
    /// Links from one number to another are not there.
    LinksRemoved { chain: Uuid, from: i64, to: i64 },
    /// A link does not follow from the one before: it was put in, or moved.
    OutOfOrder { chain: Uuid, number: i64, entry: Uuid },
    /// The chain is whole in itself and is not the one that was signed: made anew from somewhere in this range.
    Remade { chain: Uuid, from: i64, to: i64, checkpoint: u64 },
    /// A chain that checkpoints name is not there at all.
    ChainMissing { chain: Uuid, length: i64, checkpoint: u64 },
    /// Entries that no chain has linked although they are older than five seconds.
    Unlinked { entries: i64, first: Uuid, at: DateTime<Utc> },
    /// The present row is none that the ledger knows.
    RowUnknown { table: &'static str, row: Uuid, version: i32 },
    /// The row is an older version than the ledger knows.
    RowOlder { table: &'static str, row: Uuid, version: i32, known: i32 },
    /// A row that the ledger knows is not there.
    RowRemoved { row: Uuid, version: i32 },
    /// After this checkpoint comes something that nobody signed.
    NoCheckpoint { after: u64 },
    /// Checkpoints between two are not there, or are others.
    CheckpointsMissing { after: u64, before: u64 },
    /// A checkpoint's root is not that of the heads it names.
    Root { checkpoint: u64 },
    /// A chain became shorter between two checkpoints: an older copy of the database was put in its place.
    Restored { checkpoint: u64, at: DateTime<Utc>, chain: Uuid, from: i64, to: i64 },
    /// Nothing of the place can be trusted: there is no checkpoint in it.
    NoPlace,
}

impl Finding {
    pub(super) const fn restored(read: &Checkpoint, chain: Uuid, from: i64, to: i64) -> Self {
        Self::Restored { checkpoint: read.number, at: read.at, chain, from, to }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Altered { chain, number, entry } => {
                write!(out, "altered: entry {entry}, number {number} of chain {chain}, is not what was linked")
            }
            Self::EntryRemoved { chain, number, entry } => {
                write!(out, "removed: entry {entry}, number {number} of chain {chain}, is not there")
            }
            Self::LinksRemoved { chain, from, to } => {
                write!(out, "removed: numbers {from} to {to} of chain {chain} are not there")
            }
            Self::OutOfOrder { chain, number, entry } => write!(
                out,
                "inserted or reordered: entry {entry}, number {number} of chain {chain}, does not follow from the one before"
            ),
            Self::Remade { chain, from, to, checkpoint } => write!(
                out,
                "altered: chain {chain} is not the one that checkpoint {checkpoint} signed, from somewhere between \
                 numbers {from} and {to} on"
            ),
            Self::ChainMissing { chain, length, checkpoint } => write!(
                out,
                "missing: chain {chain}, which had {length} entries at checkpoint {checkpoint}, is not there"
            ),
            Self::Unlinked { entries, first, at } => {
                write!(out, "not linked: {entries} entries are in no chain, the first {first} of {at}")
            }
            Self::RowUnknown { table, row, version } => write!(
                out,
                "changed behind CRiiS's back: version {version} of {row} in {table} is none that the ledger knows"
            ),
            Self::RowOlder { table, row, version, known } => {
                write!(out, "put back: {row} in {table} is at version {version}, and the ledger knows version {known}")
            }
            Self::RowRemoved { row, version } => {
                write!(out, "removed behind CRiiS's back: {row}, which the ledger knows at version {version}")
            }
            Self::NoCheckpoint { after } => {
                write!(out, "unsigned: what follows checkpoint {after} was not signed by this key folder, or is torn")
            }
            Self::CheckpointsMissing { after, before } => {
                write!(out, "missing: checkpoint {before} does not follow from checkpoint {after}")
            }
            Self::Root { checkpoint } => write!(out, "checkpoint {checkpoint} does not add up"),
            Self::Restored { checkpoint, at, chain, from, to } => write!(
                out,
                "restored: at checkpoint {checkpoint} ({at}) chain {chain} had {to} entries, and {from} before: an older \
                 copy of the database was put in its place"
            ),
            Self::NoPlace => write!(out, "no checkpoint: without one the chains prove nothing against their keeper"),
        }
    }
}

/// What is not covered by a checkpoint yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// How many entries.
    pub entries: i64,
    /// For how many seconds there has been no checkpoint.
    pub seconds: i64,
}

/// What was proved.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Entries whose links hold.
    pub entries: i64,
    /// Chains looked at.
    pub chains: usize,
    /// Entries of chains' beginnings that are gone by the rule of seven years; the chain still holds from there.
    pub pruned: i64,
    /// Present rows compared with what the ledger knows of them.
    pub rows: usize,
    /// The last checkpoint.
    pub checkpoint: Option<u64>,
    /// Checkpoints read.
    pub checkpoints: u64,
    /// What none covers yet.
    pub uncovered: Gap,
    /// What is wrong; restores that were named as known are not.
    pub findings: Vec<Finding>,
}
