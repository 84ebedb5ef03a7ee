//! A checkpoint as text: what is signed, readable without any program.
//!
//! In the spirit of C2SP's tlog-checkpoint: origin, number and root on the first three lines, the rest as extension
//! lines. The root binds the heads of *all* chains; the lines after it name all of them, or those that moved since
//! the checkpoint before.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

/// The first line of every checkpoint.
pub const ORIGIN: &str = "criis ledger";

/// Where a chain ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of its last link; links count from 1.
    pub length: i64,
    /// That link's hash.
    pub hash: [u8; 32],
}

/// Where every chain ends.
pub type Heads = BTreeMap<Uuid, Head>;

/// A checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Its number; the first is 1.
    pub number: u64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The digest of the signed note before; all zero for the first.
    pub previous: [u8; 32],
    /// Whether `heads` are all chains', not only those of chains that moved.
    pub is_whole: bool,
    /// Where chains end.
    pub heads: Heads,
    /// Binds the heads of all chains; see [`root`].
    pub root: [u8; 32],
}

/// What binds the heads of all chains, in the order of their ids.
pub fn root(heads: &Heads) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(heads.len() * 56);
    for (chain, head) in heads {
        bytes.extend_from_slice(chain.as_bytes());
        bytes.extend_from_slice(&head.length.to_be_bytes());
        bytes.extend_from_slice(&head.hash);
    }
    vault::digest::sha256(&[&bytes])
}

/// The digest of a signed note, by which the next one names it.
pub fn digest(note: &str) -> [u8; 32] {
    vault::digest::sha256(&[note.as_bytes()])
}

/// What a signed note says, without asking whether it was signed.
pub fn read(note: &str) -> Option<Checkpoint> {
    Checkpoint::parse(note.rsplit_once("\n\n")?.0)
}

/// The heads that a note names, without asking whether it was signed.
pub fn heads_of(note: &str) -> Heads {
    read(note).map(|checkpoint| checkpoint.heads).unwrap_or_default()
}

impl Checkpoint {
    /// The text to sign.
    pub fn to_text(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let covers = if self.is_whole { "all" } else { "changes" };
        let (root, previous) = (BASE64_STANDARD.encode(self.root), BASE64_STANDARD.encode(self.previous));
        let mut text = format!("{ORIGIN}\n{}\n{root}\nat {at}\nprevious {previous}\ncovers {covers}\n", self.number);
        for (chain, head) in &self.heads {
            // Writing to a string does not fail.
            let _ = writeln!(text, "chain {chain} {} {}", head.length, BASE64_STANDARD.encode(head.hash));
        }
        text
    }

    /// The checkpoint of a text, or nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != ORIGIN {
            return None;
        }
        let number = lines.next()?.parse().ok()?;
        let root = hash(lines.next()?)?;
        let at = DateTime::parse_from_rfc3339(lines.next()?.strip_prefix("at ")?).ok()?.to_utc();
        let previous = hash(lines.next()?.strip_prefix("previous ")?)?;
        let is_whole = match lines.next()? {
            "covers all" => true,
            "covers changes" => false,
            _ => return None,
        };
        let heads = lines.map(head).collect::<Option<Heads>>()?;
        Some(Self { number, at, previous, is_whole, heads, root })
    }
}

fn head(line: &str) -> Option<(Uuid, Head)> {
    let mut words = line.strip_prefix("chain ")?.split(' ');
    let chain = words.next()?.parse().ok()?;
    let length = words.next()?.parse().ok()?;
    let hash = hash(words.next()?)?;
    words.next().is_none().then_some((chain, Head { length, hash }))
}

fn hash(text: &str) -> Option<[u8; 32]> {
    BASE64_STANDARD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_as_it_was_written_and_nothing_else_is() {
        let head = |n| Head { length: n, hash: [7; 32] };
        let heads = Heads::from([(Uuid::from_u128(1), head(3)), (Uuid::from_u128(2), head(5))]);
        let root = root(&heads);
        let at = DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap();
        let one = Checkpoint { number: 9, at, previous: [1; 32], is_whole: true, heads, root };
        let text = one.to_text();
        assert_eq!(Checkpoint::parse(&text), Some(one));
        assert!(text.starts_with("criis ledger\n9\n"), "{text}");
        let last = text.trim_end().rsplit_once('\n').unwrap().0;
        for other in
            ["", "criis ledger\n", &text.replace("covers all", "covers some"), &format!("{last}\nchain x 1 y\n")]
        {
            assert_eq!(Checkpoint::parse(other), None, "{other}");
        }
    }
}
