//! PostgreSQL: threads that read, and a pool for writing units and reports with a semaphore of its size in front.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{Connection, SimpleConnection};
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use tokio::sync::Semaphore;

use super::Ran;
use super::queue::Queue;
use super::readers::{Readers, Source};
use crate::error::Error;
use crate::postgres::{Conn, Unit, query};
use crate::unit::{After, World};

/// Connections in the pool of one process, beside those of its readers.
const CONNECTIONS: u32 = 12;
/// How long a unit waits for its turn, and then for a connection: while the database is away, whoever comes is
/// told so instead of queueing behind all who wait in vain.
const PATIENCE: Duration = Duration::from_secs(5);

/// A PostgreSQL database.
#[derive(Clone)]
pub struct Postgres {
    readers: Arc<Readers<Conn>>,
    pool: Pool<ConnectionManager<Conn>>,
    permits: Arc<Semaphore>,
    queue: Queue,
}

/// How often a unit is tried that loses races against others.
const ATTEMPTS: u32 = 3;

/// How a transaction begins.
#[derive(Clone, Copy)]
enum Begin {
    Snapshot,
    Write,
}

impl Begin {
    const fn statement(self) -> &'static str {
        match self {
            Self::Snapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Self::Write => "BEGIN",
        }
    }
}

impl Postgres {
    /// Open a pool on an address such as `postgres://criis@/criis?host=/run/postgresql`.
    pub fn open(address: &str, world: &Arc<World>) -> Result<Self, Error> {
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            .connection_customizer(Box::new(Timeouts))
            .build(ConnectionManager::new(address))
            .map_err(|error| Error::Database(error.to_string()))?;
        let source = Source { connect: Box::new(connect(address.to_owned())), begin: Begin::Snapshot.statement() };
        let readers = Arc::new(Readers::start(super::reader_threads(), source, world)?);
        // One connection is the ledger's.
        let permits = Arc::new(Semaphore::new(CONNECTIONS as usize - 1));
        Ok(Self { readers, pool, permits, queue: Queue::new() })
    }

    /// A connection from the pool, for migrations and checks.
    pub fn connection(&self) -> Result<diesel::r2d2::PooledConnection<ConnectionManager<Conn>>, Error> {
        self.pool.get().map_err(|error| Error::Database(error.to_string()))
    }

    /// The units that wait.
    pub const fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The threads that run reading units.
    pub fn readers(&self) -> &Readers<Conn> {
        &self.readers
    }

    /// Run a reading unit on a snapshot.
    pub async fn read<T, F>(&self, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        let _place = match self.queue.join() {
            Ok(place) => place,
            Err(error) => return (Err(error), After::default()),
        };
        self.readers.run(work).await
    }

    /// Run a reading unit that takes long, beside those that do not.
    pub async fn report<T, F>(&self, world: Arc<World>, work: F) -> Ran<T>
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
        let _place = match self.queue.join() {
            Ok(place) => place,
            Err(error) => return (Err(error), After::default()),
        };
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
        // Again, for whoever lost a race; a unit has no effects outside its transaction.
        for _ in 1..ATTEMPTS {
            match attempt(&mut conn, world, begin, work) {
                (Err(Error::Database(why)), _) if is_lost_race(&why) => {}
                ran => return ran,
            }
        }
        attempt(&mut conn, world, begin, work)
    }
}

/// Whether a unit failed because another, running at the same time, came first: it was ended to keep both apart, or
/// the row that it was to insert is there by now, and it would find it.
fn is_lost_race(why: &str) -> bool {
    ["could not serialize", "deadlock detected", "duplicate key value"].iter().any(|sign| why.contains(sign))
}

fn attempt<T, F>(conn: &mut Conn, world: &World, begin: Begin, work: &F) -> Ran<T>
where
    F: Fn(&mut Unit<'_>) -> Result<T, Error>,
{
    if let Err(error) = conn.batch_execute(begin.statement()) {
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

/// Opens connections of a reader's own.
fn connect(address: String) -> impl Fn() -> Result<Conn, Error> {
    move || {
        let mut conn = Conn::establish(&address).map_err(|error| Error::Database(error.to_string()))?;
        conn.batch_execute(TIMEOUTS)?;
        Ok(conn)
    }
}

/// A unit that takes longer than it may is ended by the server.
const TIMEOUTS: &str =
    "SET statement_timeout = '5s'; SET idle_in_transaction_session_timeout = '5s'; SET timezone = 'UTC'";

#[derive(Debug)]
struct Timeouts;

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Timeouts {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute(TIMEOUTS).map_err(diesel::r2d2::Error::QueryError)
    }
}
