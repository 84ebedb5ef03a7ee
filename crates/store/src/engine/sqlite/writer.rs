//! The one writer of an SQLite database: many units, one commit.
//!
//! Waiting units run one after another in savepoints of one transaction, so that a sync to disk serves
//! all of them. Each is answered after the commit. When the commit or a statement fails for a reason that
//! is not the unit's own, SQLite has rolled back the whole group: a fresh connection is opened, the unit
//! that failed is answered with the failure, and the others run once more, each alone.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::connect;
use crate::engine::Ran;
use crate::error::Error;
use crate::sqlite::{Conn, Unit, query};
use crate::unit::{After, World};

/// The most units in one commit.
const GROUP: usize = 256;
/// The longest that a group gathers before it commits.
const GATHER: Duration = Duration::from_millis(10);

/// The way to the writer's thread.
#[derive(Clone)]
pub struct Writer {
    jobs: Sender<Box<dyn Job>>,
}

impl Writer {
    /// Start the thread.
    pub fn start(file: PathBuf, world: Arc<World>) -> Result<Self, Error> {
        let (jobs, waiting) = channel();
        let conn = connect(&file)?;
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || Loop { file, world, conn }.run(&waiting))
            .map_err(|error| Error::Database(error.to_string()))?;
        Ok(Self { jobs })
    }

    /// Run a unit in the next group, and wait for its commit.
    pub async fn run<T, F>(&self, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.submit(work).await.unwrap_or_else(|_| stopped())
    }

    /// The same from a thread that may wait.
    pub fn run_blocking<T, F>(&self, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.submit(work).blocking_recv().unwrap_or_else(|_| stopped())
    }

    fn submit<T, F>(&self, work: F) -> oneshot::Receiver<Ran<T>>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        // A send fails only when the thread has ended; then the answer's sender is dropped with the job.
        let _ = self.jobs.send(Box::new(UnitJob { work, ran: None, answer }));
        answered
    }
}

fn stopped<T>() -> Ran<T> {
    (Err(Error::Database("the writer stopped".to_owned())), After::default())
}

/// How a job left the transaction.
enum Left {
    /// Its savepoint is released, or rolled back by its own refusal: the group may commit.
    Sound,
    /// The database failed under it: the group is lost.
    Broken,
}

trait Job: Send {
    fn run(&mut self, conn: &mut Conn, world: &World) -> Left;
    fn answer(self: Box<Self>);
    fn fail(self: Box<Self>, why: &str);
}

struct UnitJob<T, F> {
    work: F,
    ran: Option<Ran<T>>,
    answer: oneshot::Sender<Ran<T>>,
}

impl<T, F> Job for UnitJob<T, F>
where
    T: Send + 'static,
    F: Fn(&mut Unit<'_>) -> Result<T, Error> + Send + 'static,
{
    fn run(&mut self, conn: &mut Conn, world: &World) -> Left {
        if conn.batch_execute("SAVEPOINT unit").is_err() {
            self.ran = Some((Err(Error::Database("no savepoint".to_owned())), After::default()));
            return Left::Broken;
        }
        let mut unit = Unit::new(conn, world);
        // A panic in a unit is a fault of ours; it must not end the writer.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (self.work)(&mut unit)))
            .unwrap_or_else(|_| Err(Error::Database("a unit panicked".to_owned())));
        let mut after = std::mem::take(&mut unit.after);
        after.settle();
        let result = result.and_then(|value| {
            query::ledger::insert(conn, &after.entries)?;
            Ok(value)
        });
        let left = match &result {
            Ok(_) => conn.batch_execute("RELEASE unit").map_or(Left::Broken, |()| Left::Sound),
            Err(Error::Database(_)) => Left::Broken,
            Err(_) => conn.batch_execute("ROLLBACK TO unit; RELEASE unit").map_or(Left::Broken, |()| Left::Sound),
        };
        self.ran = Some((result, after));
        left
    }

    fn answer(self: Box<Self>) {
        if let Some(ran) = self.ran {
            // Nobody waits any more when the request was dropped; what is committed stays.
            let _ = self.answer.send(ran);
        }
    }

    fn fail(self: Box<Self>, why: &str) {
        let _ = self.answer.send((Err(Error::Database(why.to_owned())), After::default()));
    }
}

struct Loop {
    file: PathBuf,
    world: Arc<World>,
    conn: Conn,
}

impl Loop {
    fn run(mut self, waiting: &Receiver<Box<dyn Job>>) {
        while let Ok(first) = waiting.recv() {
            self.group(first, waiting);
        }
    }

    fn group(&mut self, first: Box<dyn Job>, waiting: &Receiver<Box<dyn Job>>) {
        if let Err(error) = self.conn.batch_execute("BEGIN IMMEDIATE") {
            self.reopen();
            first.fail(&error.to_string());
            return;
        }
        let begun = Instant::now();
        let mut done: Vec<Box<dyn Job>> = Vec::new();
        let mut next = Some(first);
        while let Some(mut job) = next {
            match job.run(&mut self.conn, &self.world) {
                Left::Sound => done.push(job),
                Left::Broken => {
                    self.reopen();
                    job.answer();
                    return self.retry_alone(done);
                }
            }
            let full = done.len() >= GROUP || begun.elapsed() >= GATHER;
            next = if full { None } else { waiting.try_recv().ok() };
        }
        if self.conn.batch_execute("COMMIT").is_ok() {
            done.into_iter().for_each(Job::answer);
        } else {
            self.reopen();
            self.retry_alone(done);
        }
    }

    fn retry_alone(&mut self, jobs: Vec<Box<dyn Job>>) {
        for mut job in jobs {
            if let Err(error) = self.conn.batch_execute("BEGIN IMMEDIATE") {
                self.reopen();
                job.fail(&error.to_string());
                continue;
            }
            let left = job.run(&mut self.conn, &self.world);
            let committed = matches!(left, Left::Sound) && self.conn.batch_execute("COMMIT").is_ok();
            if committed {
                job.answer();
            } else {
                self.reopen();
                job.fail("the database could not keep it");
            }
        }
    }

    /// SQLite has rolled back on its own or may have; a connection in doubt is replaced.
    fn reopen(&mut self) {
        match connect(&self.file) {
            Ok(conn) => self.conn = conn,
            Err(error) => {
                log::error!("the writer could not reopen the database: {error}");
                let _ = self.conn.batch_execute("ROLLBACK");
            }
        }
    }
}
