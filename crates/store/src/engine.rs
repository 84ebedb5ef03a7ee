//! The two engines: how a unit of work gets its connection and transaction.

pub mod postgres;
pub mod sqlite;

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
