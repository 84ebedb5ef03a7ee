//! SQLite: threads that read, a pool for reports, and one writer thread that commits in groups.

mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use tokio::sync::Semaphore;

use super::Ran;
use super::queue::Queue;
use super::readers::{Readers, Source};
use crate::error::Error;
use crate::sqlite::{Conn, Unit};
use crate::unit::{After, World};
use writer::Writer;

/// Connections for reports; each may hold a page cache of 64 MiB.
const REPORTS: u32 = 4;

/// An SQLite database in one file.
pub struct Sqlite {
    file: PathBuf,
    readers: Readers<Conn>,
    reports: Pool<ConnectionManager<Conn>>,
    permits: Arc<Semaphore>,
    writer: Writer,
    queue: Queue,
}

impl Sqlite {
    /// Open the file, making it if need be.
    pub fn open(file: &Path, world: &Arc<World>) -> Result<Self, Error> {
        connect(file)?;
        let reports = Pool::builder()
            .max_size(REPORTS)
            .min_idle(Some(0))
            .test_on_check_out(false)
            .connection_customizer(Box::new(Pragmas))
            .build(ConnectionManager::new(address(file)))
            .map_err(|error| Error::Database(error.to_string()))?;
        let writer = Writer::start(file.to_owned(), Arc::clone(world))?;
        let read = file.to_owned();
        let source = Source { connect: Box::new(move || connect(&read)), begin: "BEGIN" };
        let readers = Readers::start(super::reader_threads(), source, world)?;
        let permits = Arc::new(Semaphore::new(REPORTS as usize));
        Ok(Self { file: file.to_owned(), readers, reports, permits, writer, queue: Queue::new() })
    }

    /// A connection of its own, for migrations and checks.
    pub fn connection(&self) -> Result<Conn, Error> {
        connect(&self.file)
    }

    /// The units that wait.
    pub const fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The threads that run reading units.
    pub const fn readers(&self) -> &Readers<Conn> {
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
        F: FnOnce(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        let _place = match self.queue.join() {
            Ok(place) => place,
            Err(error) => return (Err(error), After::default()),
        };
        let Ok(permit) = Arc::clone(&self.permits).acquire_owned().await else {
            return (Err(Error::Database("shutting down".to_owned())), After::default());
        };
        let reports = self.reports.clone();
        let ran = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let mut conn = match reports.get() {
                Ok(conn) => conn,
                Err(error) => return (Err(Error::Database(error.to_string())), After::default()),
            };
            if let Err(error) = conn.batch_execute("BEGIN") {
                return (Err(Error::Database(error.to_string())), After::default());
            }
            let mut unit = Unit::new(&mut conn, &world);
            let result = work(&mut unit);
            let after = std::mem::take(&mut unit.after);
            let ended = conn.batch_execute("ROLLBACK").map_err(Error::from);
            (result.and_then(|value| ended.map(|()| value)), after)
        });
        ran.await.unwrap_or_else(|_| (Err(Error::Database("a reading unit stopped".to_owned())), After::default()))
    }

    /// Run a writing unit in the writer's next group.
    pub async fn write<T, F>(&self, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        let _place = match self.queue.join() {
            Ok(place) => place,
            Err(error) => return (Err(error), After::default()),
        };
        self.writer.run(work).await
    }

    /// The writer, for the ledger's own thread.
    pub(crate) const fn writer(&self) -> &Writer {
        &self.writer
    }
}

fn address(file: &Path) -> String {
    file.to_string_lossy().into_owned()
}

fn connect(file: &Path) -> Result<Conn, Error> {
    let mut conn = Conn::establish(&address(file)).map_err(|error| Error::Database(error.to_string()))?;
    prepare(&mut conn)?;
    Ok(conn)
}

/// Each pragma's reason stands in `docs/decisions.md`.
fn prepare(conn: &mut Conn) -> Result<(), diesel::result::Error> {
    conn.batch_execute(
        "PRAGMA busy_timeout = 5000;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -65536;
         PRAGMA mmap_size = 268435456;",
    )
}

#[derive(Debug)]
struct Pragmas;

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Pragmas {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        prepare(conn).map_err(diesel::r2d2::Error::QueryError)
    }
}
