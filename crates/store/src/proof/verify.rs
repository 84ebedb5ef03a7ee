//! The whole proof: every chain, every present row, against the checkpoints.
//!
//! Chains are proved in stretches, each from the hash before it, on two threads; memory does not grow with the ledger.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use domain::access::VerifyLedger;
use uuid::Uuid;
use vault::Keys;

use super::finding::{Finding, Gap, Report};
use super::note::Heads;
use super::place::{Place, Position};
use super::reader::{self, Reader};
use super::replay::Replay;
use super::rows;
use crate::access::Access;
use crate::error::Error;
use crate::sql::Instant;
use crate::store::Store;

/// Links proved by a thread before it takes the next stretch.
const STRETCH: i64 = 25_000;
/// Threads, each with a connection of its own.
const THREADS: usize = 2;
/// An entry younger than this may still be linked.
const SETTLED: TimeDelta = TimeDelta::seconds(5);
/// The most findings of one thread that are kept by name.
const MOST: usize = 1_000;

/// A stretch of a chain.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// Whose.
    pub chain: Uuid,
    /// The first link's number.
    pub from: i64,
    /// The last one's.
    pub to: i64,
    /// The hash before the first, where it is not in the link before.
    pub before: Option<[u8; 32]>,
}

/// What a thread has proved.
#[derive(Default)]
pub struct Proved {
    /// Entries whose links hold.
    pub entries: i64,
    /// Rows compared.
    pub rows: usize,
    findings: Vec<Finding>,
}

impl Proved {
    /// Keep a finding; past a thousand there is no more to learn.
    pub fn find(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }
}

/// What is to be proved, and how much is.
struct Job<'a> {
    keys: &'a Keys,
    segments: Vec<Segment>,
    next: AtomicUsize,
    proved: Mutex<Proved>,
}

impl Store {
    /// Prove the ledger against the checkpoints of a place, or of their table where there is none. `restored` are
    /// checkpoints at which an older copy is known to have been put back.
    ///
    /// # Errors
    /// When database or place cannot be read. What is wrong with the ledger is in the report.
    pub async fn verify_ledger(
        &self,
        access: Access<VerifyLedger>,
        place: Option<Place>,
        restored: Vec<u64>,
    ) -> Result<Report, Error> {
        let store = self.clone();
        let report = tokio::task::spawn_blocking(move || store.verify(place.as_ref(), &restored));
        let report = report.await.map_err(|_| Error::Ledger("the proof stopped".to_owned()))??;
        let mut entry = access.entry(self.clock().new_id(), self.clock().now(), access.role(), Vec::new());
        entry.row.count = i32::try_from(report.findings.len()).unwrap_or(i32::MAX);
        self.0.ledger.record(vec![entry]).await?;
        Ok(report)
    }

    fn verify(&self, place: Option<&Place>, restored: &[u64]) -> Result<Report, Error> {
        let mut reader = reader::open(&self.0.engine)?;
        // In this order: what is entered after the checkpoints were read is not covered, and nothing else.
        let mut report = Report::default();
        let replay = self.replay(reader.as_mut(), place, &mut report)?;
        // Before the snapshot: what was entered just before it may be linked just after it.
        let settled = Instant(self.clock().now() - SETTLED);
        reader.begin()?;
        let chains = reader.chains()?;
        let pruned = reader.pruned()?;
        report.chains = chains.len();
        report.pruned = pruned.values().map(|head| head.length).sum();
        let job = Job {
            keys: &self.0.world.keys,
            segments: segments(&chains, &pruned),
            next: AtomicUsize::new(0),
            proved: Mutex::default(),
        };
        self.prove(&job)?;
        let proved = job.proved.into_inner().unwrap_or_else(PoisonError::into_inner);
        report.entries = proved.entries;
        report.rows = proved.rows;
        report.findings.extend(proved.findings);
        let without = reader.chains_without_row()?;
        report.findings.extend(without.into_iter().map(|chain| Finding::ChainMissing {
            chain,
            length: 0,
            checkpoint: 0,
        }));
        if let Some((entries, first, at)) = reader.unlinked(settled)? {
            report.findings.push(Finding::Unlinked { entries, first, at: at.0 });
        }
        self.compare(reader.as_mut(), place, &replay, &chains, &pruned, &mut report)?;
        report.findings.retain(|finding| !is_known(finding, restored));
        report.findings.dedup();
        Ok(report)
    }

    fn replay(&self, reader: &mut dyn Reader, place: Option<&Place>, report: &mut Report) -> Result<Replay, Error> {
        let mut replay = Replay::new(self.verifier()?);
        each_note(reader, place, |note| {
            report.checkpoints += u64::from(replay.apply(note, &mut report.findings).is_some());
            Ok(())
        })?;
        report.checkpoint = replay.last.map(|last| last.number);
        if replay.last.is_none() {
            report.findings.push(Finding::NoPlace);
        }
        Ok(replay)
    }

    /// Each thread takes the next stretch until there is none; one of them compares the rows first.
    fn prove(&self, job: &Job<'_>) -> Result<(), Error> {
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS)
                .map(|thread| {
                    scope.spawn(move || -> Result<(), Error> {
                        let mut reader = reader::open(&self.0.engine)?;
                        let mut proved = Proved::default();
                        if thread == 0 {
                            reader.begin()?;
                            proved.rows = rows::compare(reader.as_mut(), &mut proved)?;
                        }
                        while let Some(segment) = job.segments.get(job.next.fetch_add(1, Ordering::Relaxed)) {
                            reader.prove(job.keys, segment, &mut proved)?;
                        }
                        let mut all = job.proved.lock().unwrap_or_else(PoisonError::into_inner);
                        all.entries += proved.entries;
                        all.rows += proved.rows;
                        all.findings.extend(proved.findings);
                        Ok(())
                    })
                })
                .collect();
            let stopped = |_| Error::Ledger("a thread of the proof stopped".to_owned());
            threads.into_iter().try_for_each(|thread| thread.join().map_err(stopped)?)
        })
    }

    /// Hold what is there against what was signed last.
    fn compare(
        &self,
        reader: &mut dyn Reader,
        place: Option<&Place>,
        replay: &Replay,
        chains: &[(Uuid, [u8; 32], i64)],
        pruned: &Heads,
        report: &mut Report,
    ) -> Result<(), Error> {
        let checkpoint = replay.last.map_or(0, |last| last.number);
        let length_of = |chain: Uuid| chains.iter().find(|(id, ..)| *id == chain).map(|(.., length)| *length);
        for (chain, head) in &replay.heads {
            let (chain, gone) = (*chain, pruned.get(chain));
            if gone.is_some_and(|gone| gone.length >= head.length) {
                continue;
            }
            match (reader.hash_at(chain, head.length)?, length_of(chain).unwrap_or(0)) {
                (Some(hash), _) if hash == head.hash => {}
                (Some(_), _) => {
                    let (from, to) = self.where_remade(reader, place, chain)?;
                    report.findings.push(Finding::Remade { chain, from, to, checkpoint });
                }
                (None, 0) => report.findings.push(Finding::ChainMissing { chain, length: head.length, checkpoint }),
                (None, length) if length < head.length => {
                    report.findings.push(Finding::LinksRemoved { chain, from: length + 1, to: head.length });
                }
                // A hole in the midst has been found by the proof of the chain.
                (None, _) => {}
            }
        }
        let beyond = |(chain, _, length): &(Uuid, [u8; 32], i64)| (length - replay.length_of(*chain)).max(0);
        let entries = chains.iter().map(beyond).sum();
        let since = replay.last.map(|last| self.clock().now() - last.at);
        let seconds = since.filter(|_| entries > 0).map_or(0, |since| since.num_seconds());
        report.uncovered = Gap { entries, seconds };
        Ok(())
    }

    /// Between which checkpoints a chain stops being the one that was signed.
    fn where_remade(&self, reader: &mut dyn Reader, place: Option<&Place>, chain: Uuid) -> Result<(i64, i64), Error> {
        let mut signed = Vec::new();
        let mut replay = Replay::new(self.verifier()?);
        each_note(reader, place, |note| {
            let read = replay.apply(note, &mut Vec::new());
            signed.extend(read.and_then(|read| read.heads.get(&chain).copied()));
            Ok(())
        })?;
        let mut holds = 0;
        for head in signed {
            if reader.hash_at(chain, head.length)? != Some(head.hash) {
                return Ok((holds + 1, head.length));
            }
            holds = head.length;
        }
        Ok((holds + 1, holds + 1))
    }
}

fn each_note(
    reader: &mut dyn Reader,
    place: Option<&Place>,
    mut act: impl FnMut(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(place) = place else {
        let mut number = 0;
        loop {
            let notes = reader.notes_after(number)?;
            for note in &notes {
                // What a note says of itself is not signed yet: it never leads back.
                number = super::note::read(note).map_or(0, |read| read.number.cast_signed()).max(number + 1);
                act(note)?;
            }
            if notes.is_empty() {
                return Ok(());
            }
        }
    };
    let away = |error: std::io::Error| Error::Unusable(format!("{}: {error}", place.path().display()));
    for note in place.notes(&Position::default()).map_err(away)? {
        act(&note.map_err(away)?)?;
    }
    Ok(())
}

fn segments(chains: &[(Uuid, [u8; 32], i64)], pruned: &Heads) -> Vec<Segment> {
    let mut segments = Vec::new();
    for (chain, first, length) in chains {
        let gone = pruned.get(chain);
        let mut from = gone.map_or(1, |gone| gone.length + 1);
        let mut before = Some(gone.map_or(*first, |gone| gone.hash));
        while from <= *length {
            let to = (*length).min(from + STRETCH - 1);
            segments.push(Segment { chain: *chain, from, to, before: before.take() });
            from = to + 1;
        }
    }
    segments
}

fn is_known(finding: &Finding, restored: &[u64]) -> bool {
    matches!(finding, Finding::Restored { checkpoint, .. } if restored.contains(checkpoint))
}
