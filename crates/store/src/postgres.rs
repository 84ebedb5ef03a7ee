//! Query functions compiled for PostgreSQL, and the few whose SQL differs there.

/// The connection that this copy of the queries is compiled for.
pub type Conn = diesel::pg::PgConnection;
/// A unit of work on it.
pub type Unit<'a> = crate::unit::Unit<'a, Conn>;

/// The SQL that differs.
pub mod dialect {
    use diesel::connection::SimpleConnection;
    use diesel::pg::Pg;
    use diesel::prelude::*;
    use diesel::sql_types::{BigInt, Bool};
    use domain::id::PersonId;

    use super::Conn;
    use crate::error::Error;
    use crate::noun::Noun;
    use crate::schema::record;
    use crate::sql::Key;

    /// Ledger rows in one statement, well under the limit of bound values: each statement is a way to the
    /// server and back.
    pub const LEDGER_ROWS: usize = 500;

    /// Records of any of some nouns.
    pub fn any_of(nouns: &[Noun]) -> Box<dyn BoxableExpression<record::table, Pg, SqlType = Bool>> {
        let numbers: Vec<i16> = nouns.iter().map(|noun| noun.number()).collect();
        Box::new(record::noun.eq_any(numbers))
    }

    /// Hold the epoch's row against a rotation until this transaction ends.
    pub fn lock_epoch_shared(conn: &mut Conn) -> Result<(), Error> {
        Ok(conn.batch_execute("SELECT number FROM epoch WHERE id = 1 FOR SHARE")?)
    }

    /// Hold a person's row until this transaction ends.
    pub fn hold_person(conn: &mut Conn, id: PersonId) -> Result<(), Error> {
        use crate::schema::person::dsl::{person, registered};
        diesel::update(person.find(Key(id))).set(registered.eq(registered)).execute(conn)?;
        Ok(())
    }

    /// Let rows of the ledger be taken away: the operator's role may, and no trigger stands in its way.
    #[expect(clippy::unnecessary_wraps, reason = "on SQLite it can fail")]
    pub fn open_ledger(_conn: &mut Conn) -> Result<(), Error> {
        Ok(())
    }

    /// Nothing to put back.
    #[expect(clippy::unnecessary_wraps, reason = "on SQLite it can fail")]
    pub fn close_ledger(_conn: &mut Conn) -> Result<(), Error> {
        Ok(())
    }

    /// Changes of transactions that are settled: none that is still running can come before them. A plain
    /// sequence would lose the row of a transaction that commits late.
    pub fn settled_changes(conn: &mut Conn, after: (i64, i64)) -> Result<Vec<crate::row::ChangeRow>, Error> {
        use crate::schema::change::dsl::{change, seq, xid};
        let later = diesel::dsl::sql::<Bool>("(xid, seq) > (")
            .bind::<BigInt, _>(after.0)
            .sql(", ")
            .bind::<BigInt, _>(after.1)
            .sql(") AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        Ok(change.filter(later).order((xid.asc(), seq.asc())).limit(5_000).load(conn)?)
    }

    /// The newest change that no transaction which is still running can come before.
    pub fn newest_settled(conn: &mut Conn) -> Result<Option<crate::row::ChangeRow>, Error> {
        use crate::schema::change::dsl::{change, seq, xid};
        let settled = diesel::dsl::sql::<Bool>("xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        Ok(change.filter(settled).order((xid.desc(), seq.desc())).first(conn).optional()?)
    }
}

#[path = "query/mod.rs"]
pub mod query;
