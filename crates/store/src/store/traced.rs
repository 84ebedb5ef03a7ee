//! No read without a trace: what was read is handed from the reader's thread to the ledger's, and comes back once
//! its entry is durable.

use tokio::sync::oneshot;

use super::Store;
use crate::engine::{Queue, Ran, Readers};
use crate::error::Error;
use crate::unit::{After, Unit};

impl Store {
    /// Run a reading unit. What it read is answered once its entries are durable, and the task that asked is woken
    /// once; a refusal comes back with its entries, for [`Store::finish`] to note.
    pub(crate) async fn traced<C, T, F>(&self, queue: &Queue, readers: &Readers<C>, unit: F) -> Ran<T>
    where
        C: diesel::connection::SimpleConnection + 'static,
        T: Send + 'static,
        F: FnOnce(&mut Unit<'_, C>) -> Result<T, Error> + Send + 'static,
    {
        let _place = match queue.join() {
            Ok(place) => place,
            Err(error) => return (Err(error), After::default()),
        };
        let (answer, answered) = oneshot::channel();
        let ledger = self.0.ledger.clone();
        readers.submit(unit, move |(result, after)| {
            // Whoever asked may have gone; what they were shown until then is entered all the same.
            match result {
                Ok(value) => ledger.record_then(after.entries, move |durable| {
                    let _ = answer.send((durable.map(|()| value), After::default()));
                }),
                Err(error) => {
                    let _ = answer.send((Err(error), after));
                }
            }
        });
        let stopped = || (Err(Error::Ledger("the ledger or a reader stopped".to_owned())), After::default());
        answered.await.unwrap_or_else(|_| stopped())
    }
}
