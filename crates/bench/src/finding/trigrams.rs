//! The baseline of finding people: their names in plaintext under PostgreSQL's `pg_trgm`.

use anyhow::{Context, Result};
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};

use super::population::{Names, number_of};
use crate::site::Cluster;

/// The threshold that `pg_trgm` comes with.
pub const DEFAULT: f64 = 0.3;
/// Rows in one statement.
const ROWS: u64 = 5_000;

/// A database of names.
pub struct Trigrams(PgConnection);

/// Somebody found.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

impl Trigrams {
    /// Write everybody's names, a row each, and index them.
    pub fn fill(names: &Names, people: u64) -> Result<Self> {
        let address = Cluster::shared()?.create(&format!("finding_{people}"))?;
        let mut conn = PgConnection::establish(&address)?;
        conn.batch_execute(
            "CREATE EXTENSION pg_trgm; CREATE UNLOGGED TABLE names (number BIGINT NOT NULL, name TEXT NOT NULL);
             SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '64MB';",
        )?;
        for first in (0..people).step_by(usize::try_from(ROWS)?) {
            let (mut numbers, mut words) = (Vec::new(), Vec::new());
            for person in (first..people.min(first + ROWS)).map(|number| names.person(number)) {
                for name in person.names {
                    numbers.push(i64::try_from(number_of(person.person))?);
                    words.push(name.words);
                }
            }
            diesel::sql_query("INSERT INTO names SELECT * FROM unnest($1, $2)")
                .bind::<diesel::sql_types::Array<BigInt>, _>(numbers)
                .bind::<diesel::sql_types::Array<Text>, _>(words)
                .execute(&mut conn)?;
        }
        for statement in ["CREATE INDEX ON names USING gin (name gin_trgm_ops)", "VACUUM ANALYZE names"] {
            conn.batch_execute(statement).context("indexing names")?;
        }
        Ok(Self(conn))
    }

    /// How alike names must be to be found.
    pub fn set_threshold(&mut self, threshold: f64) -> Result<()> {
        Ok(self.0.batch_execute(&format!("SET pg_trgm.similarity_threshold = {threshold}"))?)
    }

    /// The numbers of those found, the likest first.
    pub fn find(&mut self, typed: &str, shown: usize) -> Result<Vec<u64>> {
        let rows: Vec<Row> = diesel::sql_query(
            "SELECT number FROM names WHERE name % $1 ORDER BY similarity(name, $1) DESC, number LIMIT $2",
        )
        .bind::<Text, _>(typed)
        .bind::<Integer, _>(i32::try_from(shown)?)
        .load(&mut self.0)?;
        rows.into_iter().map(|row| Ok(u64::try_from(row.number)?)).collect()
    }
}
