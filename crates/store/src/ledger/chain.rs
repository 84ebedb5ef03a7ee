//! The thread that links entries into this process's chain.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::id::EntryId;
use tokio::sync::oneshot;
use uuid::Uuid;
use vault::Keys;

use super::Entry;
use crate::error::Error;
use crate::schema::{ledger_chain, ledger_link};
use crate::sql::{Instant, Key};

/// The most requests to the ledger that one commit serves.
const GROUP: usize = 512;

/// The longest that a process waits at its end for links to be written.
const FLUSHED_WITHIN: Duration = Duration::from_secs(5);

/// An entry's place in a chain.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_link, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct LinkRow {
    pub chain_id: Key<Uuid>,
    pub number: i64,
    pub entry_id: Key<EntryId>,
    pub previous: Vec<u8>,
    pub hash: Vec<u8>,
}

/// A chain: which heads it found when it opened.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_chain, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct ChainRow {
    pub id: Key<Uuid>,
    pub opened_at: Instant,
    pub heads: Vec<u8>,
}

/// Writes new entries and links.
type Write = dyn Fn(Vec<Entry>, Vec<LinkRow>) -> Result<(), Error> + Send;

/// Which of some entries are linked.
type Linked = dyn Fn(Vec<Key<EntryId>>) -> Result<HashSet<Key<EntryId>>, Error> + Send;

/// How the thread writes and looks.
pub struct Sink {
    /// Write new entries and links in one durable commit.
    pub write: Box<Write>,
    /// The last link of this chain that is there.
    pub last: Box<dyn Fn() -> Result<Option<LinkRow>, Error> + Send>,
    /// Which of these entries some chain has linked.
    pub linked: Box<Linked>,
}

/// What is done with the news that entries are durable, or cannot be made so.
type Done = Box<dyn FnOnce(Result<(), Error>) + Send>;

enum Message {
    /// Write and link, and say so once it is durable.
    Record(Vec<Entry>, Done),
    /// Link what a change has written already.
    Link(Vec<Entry>),
    /// Say when everything before it is done.
    Flush(Sender<()>),
}

/// The way to the ledger's thread.
#[derive(Clone)]
pub struct Ledger {
    messages: Sender<Message>,
    linked: Arc<AtomicU64>,
}

impl Ledger {
    /// Start the thread on a chain that was opened with `first` as the hash before its first link.
    pub fn start(chain: Uuid, first: [u8; 32], keys: Keys, sink: Sink) -> Result<Self, Error> {
        let (messages, waiting) = channel();
        let linked = Arc::new(AtomicU64::new(0));
        let counting = Arc::clone(&linked);
        let links = Links { chain, number: 0, previous: first, keys };
        std::thread::Builder::new()
            .name("ledger".to_owned())
            .spawn(move || run(links, &waiting, &sink, &counting))
            .map_err(|error| Error::Ledger(error.to_string()))?;
        Ok(Self { messages, linked })
    }

    /// Wait until what was handed over is linked, but not for ever: what is not is adopted at a next start.
    pub fn flush(&self) {
        let (done, flushed) = channel();
        if self.messages.send(Message::Flush(done)).is_ok() {
            let _ = flushed.recv_timeout(FLUSHED_WITHIN);
        }
    }

    /// How many entries this process has linked.
    pub fn linked(&self) -> u64 {
        self.linked.load(Ordering::Relaxed)
    }

    /// Write and link entries; returns once they are durable.
    pub async fn record(&self, entries: Vec<Entry>) -> Result<(), Error> {
        if entries.is_empty() {
            return Ok(());
        }
        let (done, written) = oneshot::channel();
        self.record_then(entries, move |durable| {
            // Whoever asked may have gone; the trace stays.
            let _ = done.send(durable);
        });
        written.await.map_err(|_| stopped())?
    }

    /// Write and link entries, and do something on the ledger's thread once they are durable or cannot be made so.
    /// If the ledger has stopped it is not done at all.
    pub fn record_then(&self, entries: Vec<Entry>, done: impl FnOnce(Result<(), Error>) + Send + 'static) {
        if entries.is_empty() {
            return done(Ok(()));
        }
        let _ = self.messages.send(Message::Record(entries, Box::new(done)));
    }

    /// Link entries that a change has written; they are durable already.
    pub fn link(&self, entries: Vec<Entry>) {
        if !entries.is_empty() {
            // An entry that is not linked is adopted at the next start.
            let _ = self.messages.send(Message::Link(entries));
        }
    }
}

fn stopped() -> Error {
    Error::Ledger("the ledger stopped".to_owned())
}

struct Links {
    chain: Uuid,
    number: i64,
    previous: [u8; 32],
    keys: Keys,
}

impl Links {
    /// The links of entries, without moving on: that waits for the commit.
    fn after(&self, entries: &[Entry]) -> Vec<LinkRow> {
        let mut previous = self.previous;
        let mut links = Vec::with_capacity(entries.len());
        for (number, entry) in (self.number + 1..).zip(entries) {
            let hash = link_hash(self.chain, number, entry, &previous, &self.keys);
            links.push(LinkRow {
                chain_id: Key(self.chain),
                number,
                entry_id: entry.row.id,
                previous: previous.to_vec(),
                hash: hash.to_vec(),
            });
            previous = hash;
        }
        links
    }

    fn moved_to(&mut self, last: Option<&LinkRow>) {
        if let Some(last) = last
            && let Ok(hash) = <[u8; 32]>::try_from(last.hash.as_slice())
        {
            self.number = last.number;
            self.previous = hash;
        }
    }
}

/// The hash of an entry's link: its place, what came before, and all that it says.
pub fn link_hash(chain: Uuid, number: i64, entry: &Entry, previous: &[u8; 32], keys: &Keys) -> [u8; 32] {
    let id = entry.row.id.0.0;
    vault::digest::sha256(&[chain.as_bytes(), &number.to_be_bytes(), id.as_bytes(), previous, &entry.hash(keys)])
}

fn run(mut links: Links, waiting: &Receiver<Message>, sink: &Sink, linked: &AtomicU64) {
    let mut unlinked = Vec::new();
    let mut in_doubt = false;
    while let Ok(first) = waiting.recv() {
        let mut new = Vec::new();
        let mut changes = Vec::new();
        let mut answers = Vec::new();
        let mut flushes = Vec::new();
        let group = std::iter::once(first).chain(std::iter::from_fn(|| waiting.try_recv().ok())).take(GROUP);
        for message in group {
            match message {
                Message::Record(entries, done) => {
                    new.extend(entries);
                    answers.push(done);
                }
                Message::Link(entries) => changes.extend(entries),
                Message::Flush(done) => flushes.push(done),
            }
        }
        let cleared = if in_doubt { clear_up(&mut links, &mut unlinked, sink) } else { Ok(()) };
        unlinked.extend(changes);
        let written = cleared.and_then(|()| write(&mut links, &unlinked, new, sink));
        in_doubt = written.is_err();
        linked.store(links.number.unsigned_abs(), Ordering::Relaxed);
        if !in_doubt {
            unlinked.clear();
        }
        for done in answers {
            let answer = match &written {
                Ok(()) => Ok(()),
                Err(error) => Err(Error::Ledger(error.to_string())),
            };
            done(answer);
        }
    }
}

fn write(links: &mut Links, unlinked: &[Entry], new: Vec<Entry>, sink: &Sink) -> Result<(), Error> {
    let all: Vec<Entry> = unlinked.iter().chain(&new).cloned().collect();
    let rows = links.after(&all);
    let last = rows.last().cloned();
    (sink.write)(new, rows)?;
    links.moved_to(last.as_ref());
    Ok(())
}

/// A commit that was answered with a failure may have happened all the same, whole: go on from what is there. And a
/// change whose link waits for too long is adopted by another process: what a chain has linked is linked.
fn clear_up(links: &mut Links, unlinked: &mut Vec<Entry>, sink: &Sink) -> Result<(), Error> {
    let last = (sink.last)()?;
    if last.as_ref().is_some_and(|last| last.number > links.number) {
        links.moved_to(last.as_ref());
        unlinked.clear();
    }
    if !unlinked.is_empty() {
        let there = (sink.linked)(unlinked.iter().map(|entry| entry.row.id).collect())?;
        unlinked.retain(|entry| !there.contains(&entry.row.id));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
