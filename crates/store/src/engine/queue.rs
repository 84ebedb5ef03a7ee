//! How many units of work may wait for the database, or be in it.
//!
//! Whoever comes when it is full is told so at once: a queue without an end would let everybody wait for
//! answers that come too late.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::Error;

/// Units that wait where nothing else is said. A unit takes about a millisecond, so the last waits half a second.
const MOST: usize = 512;

/// The units that wait, or are being run. Cloning it is cheap; all clones are one.
#[derive(Clone)]
pub struct Queue(Arc<Inner>);

struct Inner {
    within: AtomicUsize,
    most: AtomicUsize,
}

/// A place in the queue, given up when it is dropped.
pub struct Place(Queue);

impl Queue {
    /// An empty queue of the usual length.
    pub fn new() -> Self {
        Self(Arc::new(Inner { within: AtomicUsize::new(0), most: AtomicUsize::new(MOST) }))
    }

    /// Let at most so many in from now on.
    pub fn bound(&self, most: usize) {
        self.0.most.store(most, Ordering::Relaxed);
    }

    /// A place.
    ///
    /// # Errors
    /// [`Error::Overloaded`] if it is full.
    pub fn join(&self) -> Result<Place, Error> {
        let place = Place(self.clone());
        let before = self.0.within.fetch_add(1, Ordering::Relaxed);
        if before >= self.0.most.load(Ordering::Relaxed) { Err(Error::Overloaded) } else { Ok(place) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.0.within.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_lets_nobody_in_until_somebody_leaves() {
        let queue = Queue::new();
        queue.bound(2);
        let first = queue.join().unwrap();
        let _second = queue.join().unwrap();
        for _ in 0..3 {
            assert!(matches!(queue.join(), Err(Error::Overloaded)), "being refused takes no place");
        }
        drop(first);
        let _third = queue.join().unwrap();
        assert!(queue.join().is_err());
    }
}
