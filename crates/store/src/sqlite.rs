//! Query functions compiled for SQLite, and the few whose SQL differs there.

/// The connection that this copy of the queries is compiled for.
pub type Conn = diesel::sqlite::SqliteConnection;
/// A unit of work on it.
pub type Unit<'a> = crate::unit::Unit<'a, Conn>;

/// The SQL that differs.
pub mod dialect {
    use diesel::prelude::*;

    use super::Conn;
    use crate::error::Error;

    /// Hold the epoch's row against a rotation until this transaction ends. SQLite's one writer does.
    pub fn lock_epoch_shared(_conn: &mut Conn) -> Result<(), Error> {
        Ok(())
    }

    /// The most recent change that can no more be overtaken.
    pub fn settled_changes(conn: &mut Conn, after: (i64, i64)) -> Result<Vec<crate::row::ChangeRow>, Error> {
        use crate::schema::change::dsl::{change, seq};
        Ok(change.filter(seq.gt(after.1)).order(seq.asc()).limit(5_000).load(conn)?)
    }

    /// The newest change: writers take turns, so none comes before it any more.
    pub fn newest_settled(conn: &mut Conn) -> Result<Option<crate::row::ChangeRow>, Error> {
        use crate::schema::change::dsl::{change, seq};
        Ok(change.order(seq.desc()).first(conn).optional()?)
    }
}

#[path = "query/mod.rs"]
pub mod query;
