//! Both kinds of database behind pools and semaphores like the server's, with the same settings.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::sqlite::SqliteConnection;
use tokio::sync::Semaphore;

/// Connections to SQLite, as the server's readers.
const SQLITE: u32 = 8;
/// Connections to PostgreSQL, as the server's.
const POSTGRES: u32 = 16;
/// The settings of the server's connections to SQLite.
const PRAGMAS: &str = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
    PRAGMA mmap_size = 268435456;";

/// A connection of either kind.
pub enum PlainConn<'a> {
    /// To SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// To PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// The same query on either kind: compiled twice, written once.
macro_rules! on_either {
    ($conn:expr, $name:ident => $query:expr) => {
        match $conn {
            $crate::plain::PlainConn::Sqlite($name) => $query,
            $crate::plain::PlainConn::Postgres($name) => $query,
        }
    };
}
pub(crate) use on_either;

impl PlainConn<'_> {
    /// Run statements that answer nothing.
    pub fn execute(&mut self, statements: &str) -> Result<()> {
        Ok(on_either!(self, conn => conn.batch_execute(statements))?)
    }
}

/// A pool of either kind, as many at once as it has connections.
pub struct Plain {
    pool: Either,
    permits: Arc<Semaphore>,
}

enum Either {
    Sqlite(Pool<ConnectionManager<SqliteConnection>>),
    Postgres(Pool<ConnectionManager<PgConnection>>),
}

impl Plain {
    /// Open a database, whose tables are made if they are missing.
    pub fn open(address: &str) -> Result<Self> {
        let plain = if address.starts_with("postgres://") {
            let pool = Pool::builder().max_size(POSTGRES).min_idle(Some(1)).build(ConnectionManager::new(address))?;
            Self { pool: Either::Postgres(pool), permits: Arc::new(Semaphore::new(POSTGRES as usize)) }
        } else {
            let pool = Pool::builder().max_size(SQLITE).min_idle(Some(1)).test_on_check_out(false);
            let pool = pool.connection_customizer(Box::new(Pragmas)).build(ConnectionManager::new(address))?;
            Self { pool: Either::Sqlite(pool), permits: Arc::new(Semaphore::new(SQLITE as usize)) }
        };
        plain.now(super::contact::make_tables)?;
        Ok(plain)
    }

    /// Run something where it may wait.
    pub async fn run<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(PlainConn<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = Arc::clone(&self.permits).acquire_owned().await?;
        let ran = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            self.now(work)
        });
        ran.await.map_err(|_| anyhow!("it stopped"))?
    }

    /// Run something here and now.
    pub fn now<T>(&self, work: impl FnOnce(PlainConn<'_>) -> Result<T>) -> Result<T> {
        match &self.pool {
            Either::Sqlite(pool) => work(PlainConn::Sqlite(&mut *pool.get()?)),
            Either::Postgres(pool) => work(PlainConn::Postgres(&mut *pool.get()?)),
        }
    }
}

#[derive(Debug)]
struct Pragmas;

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Pragmas {
    fn on_acquire(&self, conn: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute(PRAGMAS).map_err(diesel::r2d2::Error::QueryError)
    }
}

/// What a single value of a query is read into.
#[derive(QueryableByName)]
pub struct Counted {
    /// The value.
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub counted: i64,
}
