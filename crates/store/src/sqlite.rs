//! Query functions compiled for SQLite, and the few whose SQL differs there.

/// The connection that this copy of the queries is compiled for.
pub type Conn = diesel::sqlite::SqliteConnection;
/// A unit of work on it.
pub type Unit<'a> = crate::unit::Unit<'a, Conn>;

/// The SQL that differs.
pub mod dialect {
    use diesel::prelude::*;
    use diesel::sql_types::Bool;
    use diesel::sqlite::Sqlite;
    use domain::id::PersonId;

    use super::Conn;
    use crate::error::Error;
    use crate::noun::Noun;
    use crate::schema::record;

    /// Ledger rows in one statement: a statement for one row is kept, one for many is prepared each time.
    pub const LEDGER_ROWS: usize = 1;

    /// Records of any of some nouns, in a statement that is kept: one with a list is prepared each time. It is
    /// comparisons alone, for a constant among them would keep SQLite from looking the nouns up in its index.
    pub fn any_of(nouns: &[Noun]) -> Box<dyn BoxableExpression<record::table, Sqlite, SqlType = Bool>> {
        let one = |noun: &Noun| record::noun.eq(noun.number());
        let Some((first, others)) = nouns.split_first() else { return Box::new(diesel::dsl::sql::<Bool>("FALSE")) };
        let first: Box<dyn BoxableExpression<record::table, Sqlite, SqlType = Bool>> = Box::new(one(first));
        others.iter().fold(first, |any, noun| Box::new(any.or(one(noun))))
    }

    /// Hold the epoch's row against a rotation until this transaction ends. SQLite's one writer does.
    #[expect(clippy::unnecessary_wraps, reason = "on PostgreSQL it can fail")]
    pub fn lock_epoch_shared(_conn: &mut Conn) -> Result<(), Error> {
        Ok(())
    }

    /// Hold a person's row until this transaction ends. SQLite's one writer does, without writing anything.
    #[expect(clippy::unnecessary_wraps, reason = "on PostgreSQL it can fail")]
    pub fn hold_person(_conn: &mut Conn, _id: PersonId) -> Result<(), Error> {
        Ok(())
    }

    /// The ledger's tables that a trigger guards and an operator may take from.
    const TAKEN_FROM: [&str; 3] = ["ledger_entry", "ledger_subject", "ledger_link"];

    /// Let rows of the ledger be taken away in this transaction, whatever its triggers say.
    pub fn open_ledger(conn: &mut Conn) -> Result<(), Error> {
        use diesel::connection::SimpleConnection;
        for table in TAKEN_FROM {
            conn.batch_execute(&format!("DROP TRIGGER {table}_no_delete"))?;
        }
        Ok(())
    }

    /// Put the triggers back before it ends.
    pub fn close_ledger(conn: &mut Conn) -> Result<(), Error> {
        use diesel::connection::SimpleConnection;
        for table in TAKEN_FROM {
            conn.batch_execute(&format!(
                "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
            ))?;
        }
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
