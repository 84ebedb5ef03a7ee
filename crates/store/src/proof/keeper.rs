//! Making checkpoints: every minute, or every thousand entries, while anything happens.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use vault::Verifier;

use super::note::{self, Checkpoint, Heads};
use super::place::{Place, Position};
use super::replay::{Last, Replay};
use crate::error::Error;
use crate::store::Store;

/// The longest that entries wait for a checkpoint.
const EVERY: Duration = Duration::from_mins(1);
/// How soon it is tried again while a place cannot be written.
const AGAIN: Duration = Duration::from_secs(5);
/// The most entries of this process that wait for a checkpoint.
const ENTRIES: u64 = 1_000;
/// Every so many checkpoints one names all chains, so that reading can begin there.
pub const WHOLE_EVERY: u64 = 1_000;

/// The number before the last checkpoint up to this one that is sure to name all chains.
pub const fn before_whole(number: u64) -> u64 {
    number.saturating_sub(1) / WHOLE_EVERY * WHOLE_EVERY
}

/// What makes checkpoints in this process.
#[derive(Clone, Default)]
pub(crate) struct Keeper {
    places: Vec<Kept>,
    /// The table's notes, as far as they were read.
    table: Option<Replay>,
    /// When the last checkpoint was made or found, and how many entries had been linked then.
    last: Option<(Instant, u64)>,
}

/// A place, and how far it has been read.
#[derive(Clone)]
struct Kept {
    place: Place,
    replay: Replay,
    position: Position,
    /// Whether it could not be read last time.
    is_unread: bool,
    /// Whether it could not be written to when there was last something to write.
    is_unwritten: bool,
}

impl Kept {
    const fn is_failing(&self) -> bool {
        self.is_unread || self.is_unwritten
    }

    /// Say once that it failed, or is well again.
    fn note(&mut self, outcome: &std::io::Result<()>, failing: fn(&mut Self) -> &mut bool) {
        let path = self.place.path().display().to_string();
        match outcome {
            Ok(()) => {}
            Err(error) if self.is_failing() => log::debug!("{path}: {error}"),
            Err(error) => log::error!("checkpoints cannot be kept in {path}: {error}"),
        }
        *failing(self) = outcome.is_err();
    }
}

/// How the keeping of checkpoints goes, for `/metrics`.
#[derive(Default)]
pub struct Keeping {
    number: AtomicU64,
    at: AtomicU64,
    failing: AtomicU64,
}

impl Keeping {
    /// The last checkpoint's number, 0 if there is none.
    pub fn number(&self) -> u64 {
        self.number.load(Ordering::Relaxed)
    }

    /// When it was made, in seconds since 1970.
    pub fn at(&self) -> u64 {
        self.at.load(Ordering::Relaxed)
    }

    /// How many places cannot be written to.
    pub fn failing(&self) -> u64 {
        self.failing.load(Ordering::Relaxed)
    }
}

impl Store {
    /// Let checkpoints go to these places as well as into their table.
    pub async fn keep_checkpoints_in(&self, places: Vec<Place>) -> Result<(), Error> {
        let verifier = self.verifier()?;
        let kept = |place| Kept {
            place,
            replay: Replay::new(verifier.clone()),
            position: Position::default(),
            is_unread: false,
            is_unwritten: false,
        };
        self.0.keeper.lock().await.places = places.into_iter().map(kept).collect();
        Ok(())
    }

    /// What tells whether a checkpoint is this database's.
    pub(crate) fn verifier(&self) -> Result<Verifier, Error> {
        let key = self.0.world.keys.checkpoint_key();
        key.map(vault::CheckpointKey::verifier).ok_or_else(|| Error::Keys("no key signs checkpoints".to_owned()))
    }

    /// How the keeping of checkpoints goes.
    pub fn keeping(&self) -> &Keeping {
        &self.0.keeping
    }

    /// Make a checkpoint if one is due: to be called every second by whoever serves.
    ///
    /// # Errors
    /// When the database fails, or a place cannot be read or written. What is entered goes on all the same.
    pub async fn checkpoint_if_due(&self) -> Result<(), Error> {
        let linked = self.0.ledger.linked();
        let is_due = match self.0.keeper.lock().await.last {
            None => true,
            Some((at, then)) => {
                let every = if self.0.keeping.failing() > 0 { AGAIN } else { EVERY };
                at.elapsed() >= every || linked >= then + ENTRIES
            }
        };
        if is_due { self.checkpoint().await } else { Ok(()) }
    }

    /// Make a checkpoint now, if anything happened since the last.
    ///
    /// # Errors
    /// As [`Store::checkpoint_if_due`].
    pub async fn checkpoint(&self) -> Result<(), Error> {
        let linked = self.0.ledger.linked();
        let mut keeper = self.0.keeper.lock().await;
        let made = self.make(&mut keeper).await;
        keeper.last = Some((Instant::now(), linked));
        let failing = keeper.places.iter().filter(|kept| kept.is_failing()).count();
        self.0.keeping.failing.store(failing as u64, Ordering::Relaxed);
        if let Some(last) = made? {
            self.0.keeping.number.store(last.number, Ordering::Relaxed);
            self.0.keeping.at.store(last.at.timestamp().unsigned_abs(), Ordering::Relaxed);
        }
        if failing > 0 {
            return Err(Error::Ledger(format!("{failing} places of checkpoints cannot be written")));
        }
        Ok(())
    }

    async fn make(&self, keeper: &mut Keeper) -> Result<Option<Last>, Error> {
        self.read_table(keeper).await?;
        on_disk(keeper, catch_up).await?;
        self.send_what_is_missing(keeper).await?;
        let heads = self.ledger_heads().await?;
        let base = keeper.base();
        if base.as_ref().is_some_and(|base| base.is_known && base.heads == heads) {
            return Ok(base.and_then(|base| base.last));
        }
        let Some(note) = self.next(keeper, base.as_ref(), heads) else { return Ok(None) };
        let (number, at, text) = note;
        if self.keep_checkpoint(text.clone(), number.cast_signed(), at.into()).await? {
            on_disk(keeper, move |keeper| keeper.write(|kept| kept.append_next(number, at, &text))).await?;
        }
        // Another node's may have been the one; either is read back.
        self.read_table(keeper).await?;
        let last = keeper.base().and_then(|base| base.last);
        if last.is_none_or(|last| last.number < number) {
            return Err(Error::Ledger(format!("checkpoint {number} is there and was not signed by this key folder")));
        }
        Ok(last)
    }

    fn next(&self, keeper: &Keeper, base: Option<&Replay>, heads: Heads) -> Option<(u64, DateTime<Utc>, String)> {
        let key = self.0.world.keys.checkpoint_key()?;
        let at = self.clock().now();
        let last = base.and_then(|base| base.last);
        let number = last.map_or(0, |last| last.number) + 1;
        let begins = number % WHOLE_EVERY == 1 || keeper.places.iter().any(|kept| kept.place.is_new_month(at));
        let known = base.filter(|base| base.is_known && !begins).map(|base| &base.heads);
        let shrank = |known: &Heads| {
            known.iter().any(|(chain, before)| heads.get(chain).is_none_or(|now| now.length < before.length))
        };
        let known = known.filter(|known| !shrank(known));
        let root = note::root(&heads);
        let named = match known {
            Some(known) => heads.into_iter().filter(|(chain, head)| known.get(chain) != Some(head)).collect(),
            None => heads,
        };
        let previous = last.map_or([0; 32], |last| last.digest);
        let checkpoint = Checkpoint { number, at, previous, is_whole: known.is_none(), heads: named, root };
        Some((number, at, key.sign(&checkpoint.to_text())))
    }

    async fn read_table(&self, keeper: &mut Keeper) -> Result<(), Error> {
        let mut table = match keeper.table.take() {
            Some(table) => table,
            None => Replay::new(self.verifier()?),
        };
        let after = match table.last {
            Some(last) => last.number,
            None => before_whole(self.newest_checkpoint().await?.unwrap_or(0).unsigned_abs()),
        };
        for note in self.checkpoints_after(after.cast_signed()).await? {
            table.apply(&note, &mut Vec::new());
        }
        keeper.table = Some(table);
        Ok(())
    }

    /// What a place missed, because it failed or is new; in as many steps as it takes.
    async fn send_what_is_missing(&self, keeper: &mut Keeper) -> Result<(), Error> {
        let Some(newest) = keeper.table.as_ref().and_then(|table| table.last) else { return Ok(()) };
        let whole = before_whole(newest.number);
        let mut reached = None;
        loop {
            let behind = keeper.places.iter().filter(|kept| !kept.is_unread);
            let behind = behind.map(|kept| kept.replay.last.map_or(whole, |last| last.number)).min();
            let Some(behind) = behind.filter(|behind| *behind < newest.number) else { return Ok(()) };
            // A place that takes nothing is tried again another time.
            if reached.is_some_and(|reached| behind <= reached) {
                return Ok(());
            }
            reached = Some(behind);
            let notes = self.checkpoints_after(behind.cast_signed()).await?;
            on_disk(keeper, move |keeper| {
                keeper.write(|kept| kept.append_missing(&notes));
                catch_up(keeper);
            })
            .await?;
        }
    }
}

impl Kept {
    /// Append what follows the last checkpoint that is there.
    fn append_missing(&self, notes: &[String]) -> std::io::Result<()> {
        let mut sent = self.replay.clone();
        for note in notes {
            let Some(next) = note::read(note) else { continue };
            let follows = sent.last.is_none_or(|last| next.previous == last.digest && next.number > last.number);
            if follows {
                self.place.append(next.at, note)?;
                sent.apply(note, &mut Vec::new());
            }
        }
        Ok(())
    }

    /// Append a new checkpoint, unless one before it is missing: it is then sent with that one.
    fn append_next(&self, number: u64, at: DateTime<Utc>, note: &str) -> std::io::Result<()> {
        let is_next = self.replay.last.is_none_or(|last| last.number + 1 == number);
        if is_next {
            self.place.append(at, note)
        } else {
            Err(std::io::Error::other("earlier checkpoints are missing"))
        }
    }
}

impl Keeper {
    /// The furthest that anything knows: a place that is ahead of the table shows that an older copy of the database
    /// was put back, and its numbers go on.
    fn base(&self) -> Option<Replay> {
        let all = self.places.iter().map(|kept| &kept.replay).chain(&self.table);
        all.filter(|replay| replay.last.is_some()).max_by_key(|replay| replay.last.map(|last| last.number)).cloned()
    }

    /// Write to each place that could be read.
    fn write(&mut self, append: impl Fn(&Kept) -> std::io::Result<()>) {
        for kept in self.places.iter_mut().filter(|kept| !kept.is_unread) {
            let outcome = append(kept);
            kept.note(&outcome, |kept| &mut kept.is_unwritten);
        }
    }
}

/// Read what was added to each place: by this process, or by another node.
fn catch_up(keeper: &mut Keeper) {
    for kept in &mut keeper.places {
        let outcome = kept.read_on();
        kept.note(&outcome, |kept| &mut kept.is_unread);
    }
}

impl Kept {
    fn read_on(&mut self) -> std::io::Result<()> {
        let mut notes = self.place.notes(&self.position)?;
        let mut findings = Vec::new();
        for note in notes.by_ref() {
            self.replay.apply(&note?, &mut findings);
        }
        self.position = notes.position();
        for finding in findings {
            log::warn!("{}: {finding}", self.place.path().display());
        }
        Ok(())
    }
}

/// Do something with the places where waiting for a disk keeps nobody up.
async fn on_disk(keeper: &mut Keeper, act: impl FnOnce(&mut Keeper) + Send + 'static) -> Result<(), Error> {
    // What stops half way leaves the keeper as it was.
    let mut taken = keeper.clone();
    let done = tokio::task::spawn_blocking(move || {
        act(&mut taken);
        taken
    });
    *keeper = done.await.map_err(|_| Error::Ledger("the keeping of checkpoints stopped".to_owned()))?;
    Ok(())
}
