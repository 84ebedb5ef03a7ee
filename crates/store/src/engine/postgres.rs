//! PostgreSQL: a pool, with a semaphore of its size in front.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use tokio::sync::Semaphore;

use super::Ran;
use crate::error::Error;
use crate::postgres::{Conn, Unit, query};
use crate::unit::{After, World};

/// Connections kept open by one process.
const CONNECTIONS: u32 = 16;
/// How long a unit waits for its turn, and then for a connection: while the database is away, whoever comes is
/// told so instead of queueing behind all who wait in vain.
const PATIENCE: Duration = Duration::from_secs(5);

/// A PostgreSQL database.
#[derive(Clone)]
pub struct Postgres {
    pool: Pool<ConnectionManager<Conn>>,
    permits: Arc<Semaphore>,
}

/// How a transaction begins.
#[derive(Clone, Copy)]
enum Begin {
    Snapshot,
    Write,
}

impl Postgres {
    /// Open a pool on an address such as `postgres://criis@/criis?host=/run/postgresql`.
    pub fn open(address: &str) -> Result<Self, Error> {
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            .connection_customizer(Box::new(Timeouts))
            .build(ConnectionManager::new(address))
            .map_err(|error| Error::Database(error.to_string()))?;
        // One connection is the ledger's.
        Ok(Self { pool, permits: Arc::new(Semaphore::new(CONNECTIONS as usize - 1)) })
    }

    /// A connection from the pool, for migrations and checks.
    pub fn connection(&self) -> Result<diesel::r2d2::PooledConnection<ConnectionManager<Conn>>, Error> {
        self.pool.get().map_err(|error| Error::Database(error.to_string()))
    }

    /// Run a reading unit on a snapshot.
    pub async fn read<T, F>(&self, world: Arc<World>, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.blocking(world, Begin::Snapshot, work).await
    }

    /// Run a writing unit.
    pub async fn write<T, F>(&self, world: Arc<World>, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.blocking(world, Begin::Write, work).await
    }

    /// Run a writing unit from a thread that may wait.
    pub fn write_blocking<T, F>(&self, world: &World, work: F) -> Ran<T>
    where
        F: Fn(&mut Unit<'_>) -> Result<T, Error>,
    {
        self.run(world, Begin::Write, &work)
    }

    async fn blocking<T, F>(&self, world: Arc<World>, begin: Begin, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.permits).acquire_owned()).await;
        let Ok(Ok(permit)) = turn else {
            return (Err(Error::Database("no connection became free".to_owned())), After::default());
        };
        let engine = self.clone();
        let ran = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            engine.run(&world, begin, &work)
        });
        ran.await.unwrap_or_else(|_| (Err(Error::Database("a unit stopped".to_owned())), After::default()))
    }

    fn run<T, F>(&self, world: &World, begin: Begin, work: &F) -> Ran<T>
    where
        F: Fn(&mut Unit<'_>) -> Result<T, Error>,
    {
        let mut conn = match self.connection() {
            Ok(conn) => conn,
            Err(error) => return (Err(error), After::default()),
        };
        let (first, after) = attempt(&mut conn, world, begin, work);
        match first {
            // Once more, for whoever lost a race; a unit has no effects outside its transaction.
            Err(Error::Database(why)) if why.contains("could not serialize") || why.contains("deadlock detected") => {
                attempt(&mut conn, world, begin, work)
            }
            first => (first, after),
        }
    }
}

fn attempt<T, F>(conn: &mut Conn, world: &World, begin: Begin, work: &F) -> Ran<T>
where
    F: Fn(&mut Unit<'_>) -> Result<T, Error>,
{
    let statement = match begin {
        Begin::Snapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Begin::Write => "BEGIN",
    };
    if let Err(error) = conn.batch_execute(statement) {
        return (Err(error.into()), After::default());
    }
    let mut unit = Unit::new(conn, world);
    let result = work(&mut unit);
    let mut after = std::mem::take(&mut unit.after);
    after.settle();
    let ended = match (result, begin) {
        (Ok(value), Begin::Write) => query::ledger::insert(conn, &after.entries)
            .and_then(|()| conn.batch_execute("COMMIT").map_err(Error::from))
            .map(|()| value),
        (Ok(value), Begin::Snapshot) => conn.batch_execute("COMMIT").map_err(Error::from).map(|()| value),
        (Err(error), _) => Err(error),
    };
    if ended.is_err() {
        // A connection that cannot even roll back is broken, and the pool's check finds it so.
        let _ = conn.batch_execute("ROLLBACK");
    }
    (ended, after)
}

#[derive(Debug)]
struct Timeouts;

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Timeouts {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute(
            "SET statement_timeout = '5s'; SET idle_in_transaction_session_timeout = '5s'; SET timezone = 'UTC'",
        )
        .map_err(diesel::r2d2::Error::QueryError)
    }
}
