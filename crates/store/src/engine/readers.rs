//! Threads that run reading units, each on a connection of its own, and share a snapshot among those who wait.
//!
//! A snapshot costs more than most of what is read in it: SQLite throws a connection's pages away when anything was
//! committed since its last one, and PostgreSQL is asked twice, to begin and to end. So a unit runs in its thread's
//! present snapshot if that began after the unit was asked for, and in a new one otherwise: whoever was answered
//! reads what they wrote, and nobody reads anything older than they could have on a connection of their own.
//!
//! What takes long (a report) does not belong here: the threads are few.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::Ran;
use crate::error::Error;
use crate::unit::{After, Unit, World};

/// How a thread gets a connection, and how a snapshot begins on it.
pub struct Source<C> {
    /// Open a connection.
    pub connect: Box<dyn Fn() -> Result<C, Error> + Send + Sync>,
    /// The statement that begins a snapshot.
    pub begin: &'static str,
}

/// The way to the threads. They end with it.
pub struct Readers<C>(Arc<Queue<C>>);

struct Queue<C> {
    source: Source<C>,
    world: Arc<World>,
    waiting: Mutex<Waiting<C>>,
    asked: Condvar,
}

/// Who waits, in the order in which they asked.
struct Waiting<C> {
    units: VecDeque<(u64, Job<C>)>,
    /// Units asked for so far.
    asked: u64,
    is_closed: bool,
}

/// A unit: run on a connection, or told that there is none. Whether the snapshot may serve another.
type Job<C> = Box<dyn FnOnce(Result<&mut C, Error>, &World) -> bool + Send>;

impl<C: SimpleConnection + 'static> Readers<C> {
    /// Start so many threads.
    pub fn start(threads: usize, source: Source<C>, world: &Arc<World>) -> Result<Self, Error> {
        let waiting = Mutex::new(Waiting { units: VecDeque::new(), asked: 0, is_closed: false });
        let queue = Arc::new(Queue { source, world: Arc::clone(world), waiting, asked: Condvar::new() });
        for _ in 0..threads {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name("reader".to_owned())
                .spawn(move || Reader { queue: &queue, conn: None, snapshot: None }.run())
                .map_err(|error| Error::Database(error.to_string()))?;
        }
        Ok(Self(queue))
    }

    /// Run a unit, and hand on what became of it where it ran.
    pub fn submit<T, F, H>(&self, work: F, hand_on: H)
    where
        F: FnOnce(&mut Unit<'_, C>) -> Result<T, Error> + Send + 'static,
        H: FnOnce(Ran<T>) + Send + 'static,
    {
        let job: Job<C> = Box::new(move |conn, world| {
            let ran = match conn {
                Ok(conn) => attempt(conn, world, work),
                Err(error) => (Err(error), After::default()),
            };
            let is_sound = ran.0.is_ok();
            hand_on(ran);
            is_sound
        });
        let mut waiting = self.0.waiting();
        waiting.asked += 1;
        let number = waiting.asked;
        waiting.units.push_back((number, job));
        drop(waiting);
        self.0.asked.notify_one();
    }

    /// Run a unit, and wait for what becomes of it.
    pub async fn run<T, F>(&self, work: F) -> Ran<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Unit<'_, C>) -> Result<T, Error> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        self.submit(work, move |ran| {
            // Nobody waits any more when the request was dropped.
            let _ = answer.send(ran);
        });
        answered.await.unwrap_or_else(|_| (Err(Error::Database("a reading unit stopped".to_owned())), After::default()))
    }
}

impl<C> Drop for Readers<C> {
    fn drop(&mut self) {
        self.0.waiting().is_closed = true;
        self.0.asked.notify_all();
    }
}

impl<C> Queue<C> {
    fn waiting(&self) -> MutexGuard<'_, Waiting<C>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn attempt<C, T>(conn: &mut C, world: &World, work: impl FnOnce(&mut Unit<'_, C>) -> Result<T, Error>) -> Ran<T> {
    let mut unit = Unit::new(conn, world);
    // A panic in a unit is a fault of ours; it must not end the thread.
    let result = catch_unwind(AssertUnwindSafe(|| work(&mut unit)))
        .unwrap_or_else(|_| Err(Error::Database("a unit panicked".to_owned())));
    (result, std::mem::take(&mut unit.after))
}

struct Reader<'a, C> {
    queue: &'a Queue<C>,
    conn: Option<C>,
    /// The last unit that had been asked for when the present snapshot began.
    snapshot: Option<u64>,
}

impl<C: SimpleConnection> Reader<'_, C> {
    fn run(mut self) {
        while let Some((number, asked, job)) = self.next() {
            if self.snapshot.is_some_and(|began| began < number) {
                self.end();
            }
            let ready = if self.snapshot.is_some() { Ok(()) } else { self.begin(asked) };
            let conn = ready.and_then(|()| self.conn.as_mut().ok_or_else(unconnected));
            if !job(conn, &self.queue.world) {
                self.end();
            }
        }
    }

    /// The next unit with its number and that of the last one asked for; none when the store is closed.
    fn next(&mut self) -> Option<(u64, u64, Job<C>)> {
        let mut waiting = self.queue.waiting();
        loop {
            if let Some((number, job)) = waiting.units.pop_front() {
                return Some((number, waiting.asked, job));
            }
            if self.snapshot.is_some() {
                // Nobody waits: a snapshot that is kept would keep what is old in the database.
                drop(waiting);
                self.end();
                waiting = self.queue.waiting();
            } else if waiting.is_closed {
                return None;
            } else {
                waiting = self.queue.asked.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// Begin a snapshot, on a new connection where there is none or the old one is broken.
    fn begin(&mut self, asked: u64) -> Result<(), Error> {
        let source = &self.queue.source;
        let begun = self.conn.as_mut().is_some_and(|conn| conn.batch_execute(source.begin).is_ok());
        if !begun {
            self.conn = None;
            let mut conn = (source.connect)()?;
            conn.batch_execute(source.begin)?;
            self.conn = Some(conn);
        }
        self.snapshot = Some(asked);
        Ok(())
    }

    fn end(&mut self) {
        self.snapshot = None;
        if self.conn.as_mut().is_some_and(|conn| conn.batch_execute("ROLLBACK").is_err()) {
            // A connection that cannot even roll back is broken.
            self.conn = None;
        }
    }
}

fn unconnected() -> Error {
    Error::Database("a reader has no connection".to_owned())
}

#[cfg(test)]
mod tests;
