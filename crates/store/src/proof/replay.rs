//! Checkpoints read one after another: what they say of all chains, and what is wrong with them.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use vault::Verifier;

use super::finding::Finding;
use super::note::{self, Checkpoint, Heads};

/// The last checkpoint that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// Its number.
    pub number: u64,
    /// The digest of its signed note.
    pub digest: [u8; 32],
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// What the checkpoints read so far say.
#[derive(Clone)]
pub struct Replay {
    verifier: Verifier,
    /// The last one, if there was any.
    pub last: Option<Last>,
    /// Where every chain ended then; not all of them until [`Self::is_known`].
    pub heads: Heads,
    /// Whether a whole checkpoint was read, and every one since.
    pub is_known: bool,
}

impl Replay {
    /// Nothing read yet.
    pub const fn new(verifier: Verifier) -> Self {
        Self { verifier, last: None, heads: Heads::new(), is_known: false }
    }

    /// Read the next note. One that is the last again is nothing new: two nodes may have written it.
    pub fn apply(&mut self, note: &str, findings: &mut Vec<Finding>) -> Option<Checkpoint> {
        let after = self.last.map_or(0, |last| last.number);
        let note = whole_note(note);
        let digest = note::digest(note);
        if self.last.is_some_and(|last| last.digest == digest) {
            return None;
        }
        let Some(text) = self.verifier.open(note) else {
            findings.push(Finding::NoCheckpoint { after });
            return None;
        };
        let Some(read) = Checkpoint::parse(text) else {
            findings.push(Finding::NoCheckpoint { after });
            return None;
        };
        self.in_order(&read, findings);
        self.take_heads(&read, findings);
        self.last = Some(Last { number: read.number, digest, at: read.at });
        Some(read)
    }

    fn in_order(&mut self, read: &Checkpoint, findings: &mut Vec<Finding>) {
        let Some(last) = self.last else { return };
        if read.number == last.number + 1 && read.previous == last.digest {
            return;
        }
        findings.push(Finding::CheckpointsMissing { after: last.number, before: read.number });
        self.is_known = false;
    }

    fn take_heads(&mut self, read: &Checkpoint, findings: &mut Vec<Finding>) {
        for (chain, head) in &read.heads {
            let before = self.heads.get(chain).map_or(0, |before| before.length);
            if head.length < before {
                findings.push(Finding::restored(read, *chain, before, head.length));
            }
        }
        if read.is_whole {
            let gone = self.heads.iter().filter(|(chain, _)| !read.heads.contains_key(chain));
            findings.extend(gone.map(|(chain, head)| Finding::restored(read, *chain, head.length, 0)));
            self.heads.clone_from(&read.heads);
            self.is_known = true;
        } else {
            self.heads.extend(read.heads.iter().map(|(chain, head)| (*chain, *head)));
        }
        if self.is_known && note::root(&self.heads) != read.root {
            findings.push(Finding::Root { checkpoint: read.number });
            self.is_known = false;
        }
    }

    /// Where a chain ended.
    pub fn length_of(&self, chain: Uuid) -> i64 {
        self.heads.get(&chain).map_or(0, |head| head.length)
    }
}

/// A note as it was signed: a torn one before it leaves an empty line behind.
fn whole_note(note: &str) -> &str {
    note.trim_start_matches('\n')
}
