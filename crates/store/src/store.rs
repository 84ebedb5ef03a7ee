//! The store: opened once by a process, asked by everybody.

mod admit;
mod break_glass;
mod demo;
mod epoch;
mod find;
mod is_demo;
mod node;
mod open;
mod passkey;
mod password;
mod provider;
mod register;
mod rights;
mod sign_in;
mod staff;
mod stock;
mod traced;
mod watch;

use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use domain::access::Operation;
use domain::code::CodeLists;
use domain::id::StaffId;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::access::{Access, Caller};
use crate::clock::Clock;
use crate::engine::{Engine, Ran};
use crate::error::Error;
use crate::ledger::{Entry, EntryRow, Ledger, Outcome};
use crate::proof::{Keeper, Keeping};
use crate::search::Index;
use crate::sql::Key;
use crate::unit::{After, IndexChange, World};

pub use sign_in::{Session, Signing};

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// SQLite in this file.
    Sqlite(std::path::PathBuf),
    /// PostgreSQL at this address.
    Postgres(String),
}

impl FromStr for Address {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(text.trim_start_matches("sqlite://").into())
        })
    }
}

/// The store. Cloning it is cheap; all clones are one.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub world: Arc<World>,
    pub engine: Engine,
    pub ledger: Ledger,
    pub search: Arc<RwLock<Index>>,
    /// How far the change feed has been followed, and when it last was.
    pub followed: Mutex<Followed>,
    /// This process among those that serve.
    pub node: Mutex<node::Node>,
    /// What makes checkpoints, and how that goes.
    pub keeper: tokio::sync::Mutex<Keeper>,
    pub keeping: Keeping,
    /// At most two passwords are hashed at once, or a flood of sign-ins would starve everybody.
    pub hashing: Semaphore,
}

impl Drop for Inner {
    /// A command ends as soon as it is done: what it wrote is linked first.
    fn drop(&mut self) {
        self.ledger.flush();
    }
}

/// A place in the change feed, and when it was last asked.
pub(crate) struct Followed {
    place: (i64, i64),
    heard: Option<Instant>,
}

/// A process that has heard nothing for this long answers no search and is not ready.
const DEAF: Duration = Duration::from_secs(5);

impl Store {
    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.world.clock
    }

    /// Let at most so many units of work wait for the database, or be in it; further ones are refused.
    pub fn bound_waiting(&self, most: usize) {
        self.0.engine.bound_waiting(most);
    }

    /// The code lists in force.
    pub fn lists(&self) -> &CodeLists {
        &self.0.world.lists
    }

    /// The key that signs access tokens.
    pub fn token_keys(&self) -> vault::TokenKeys {
        self.0.world.keys.token_signing_key()
    }

    /// Admit whoever holds the key folder to an operation of the role *operator*.
    ///
    /// # Errors
    /// [`Error::Forbidden`] if the row is not an operator's.
    pub fn admit_operator<O: Operation>(&self) -> Result<Access<O>, Error> {
        use domain::access::{Role, Standing};
        if !O::ROW.roles.contains(&Role::Operator) {
            return Err(Error::Forbidden);
        }
        Ok(Access::new(Caller {
            staff: OPERATOR,
            session: None,
            client: None,
            standings: vec![Standing { role: Role::Operator, service: None }],
            scopes: None,
            per_minute: None,
            stepped_up_at: None,
            request: None,
        }))
    }

    /// Whether the search index is built and the change feed has been heard within five seconds.
    pub fn is_followed(&self) -> bool {
        let followed = self.0.followed.lock().unwrap_or_else(PoisonError::into_inner);
        followed.heard.is_some_and(|heard| heard.elapsed() < DEAF)
    }

    pub(crate) fn followed(&self) -> (i64, i64) {
        self.0.followed.lock().unwrap_or_else(PoisonError::into_inner).place
    }

    pub(crate) fn set_followed(&self, place: (i64, i64)) {
        let mut followed = self.0.followed.lock().unwrap_or_else(PoisonError::into_inner);
        *followed = Followed { place, heard: Some(Instant::now()) };
    }

    /// What every operation ends in: the trace is durable, or nothing is answered.
    pub(crate) async fn finish<T>(&self, (result, after): Ran<T>, wrote: bool) -> Result<T, Error> {
        let After { entries, index, .. } = after;
        match result {
            Ok(value) if wrote => {
                self.apply(index);
                self.0.ledger.link(entries);
                Ok(value)
            }
            Ok(value) => {
                self.0.ledger.record(entries).await?;
                Ok(value)
            }
            Err(Error::Tampered(row)) => self.or_note_tampered(Err(Error::Tampered(row)), "").await,
            Err(error) => {
                // What was done is undone; that it was refused is noted.
                let refused = entries.into_iter().filter(|entry| entry.row.outcome != Outcome::Done.number());
                self.0.ledger.record(refused.collect()).await?;
                Err(error)
            }
        }
    }

    /// Let the ledger say that a row was found which CRiiS did not write; the caller is told nothing of it.
    async fn or_note_tampered<T>(&self, found: Result<T, Error>, operation: &str) -> Result<T, Error> {
        if let Err(Error::Tampered(row)) = &found {
            let operation = if operation.is_empty() { "tampered" } else { operation };
            let row = EntryRow {
                outcome: Outcome::Failed.number(),
                record_id: Some(Key(*row)),
                ..EntryRow::of(self.clock().new_id(), self.clock().now(), operation)
            };
            self.0.ledger.record(vec![Entry { row, subjects: Vec::new() }]).await?;
        }
        found
    }

    fn apply(&self, changes: Vec<IndexChange>) {
        if changes.is_empty() {
            return;
        }
        let mut index = self.0.search.write().unwrap_or_else(PoisonError::into_inner);
        for change in changes {
            match change {
                IndexChange::Put(entry) => index.put(entry),
                IndexChange::Remove(person) => index.remove(person.0),
            }
        }
    }
}

/// The operator, as the ledger names whoever works at the command line.
pub(crate) const OPERATOR: StaffId = StaffId(Uuid::from_u128(1));
