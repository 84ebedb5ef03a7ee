//! The two engines: how a unit of work gets its connection and transaction.

pub mod postgres;
mod queue;
mod readers;
pub mod sqlite;

pub use queue::Queue;
pub use readers::Readers;

use crate::error::Error;
use crate::unit::After;

/// What a unit made of a transaction, and what is to follow.
pub type Ran<T> = (Result<T, Error>, After);

/// The engine that a store was opened on.
pub enum Engine {
    /// Embedded, one writer.
    Sqlite(sqlite::Sqlite),
    /// A server shared between nodes.
    Postgres(postgres::Postgres),
}

impl Engine {
    /// Let at most so many units wait from now on.
    pub fn bound_waiting(&self, most: usize) {
        match self {
            Self::Sqlite(engine) => engine.queue().bound(most),
            Self::Postgres(engine) => engine.queue().bound(most),
        }
    }
}

/// Threads that read: one for each processor, and a few at least, for some of them wait for the disk.
fn reader_threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get).clamp(2, 8)
}
