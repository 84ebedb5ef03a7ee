//! Taking stock, once: see `query::stock`.

use uuid::Uuid;

use super::Store;
use crate::engine::{Engine, Ran};
use crate::error::Error;
use crate::{postgres, sqlite};

impl Store {
    /// Tag and name what is there, if this key folder has never been used by a version that does so with every
    /// row; then give the folder its key for checkpoints, which says that it is done.
    ///
    /// # Errors
    /// When database or key folder fail; what was done is done again at the next start, and changes nothing.
    pub(super) fn take_stock(&self) -> Result<(), Error> {
        if self.0.world.keys.checkpoint_key().is_some() {
            return Ok(());
        }
        log::info!("tagging rows and naming them in the ledger, this once");
        self.entered(match &self.0.engine {
            Engine::Sqlite(engine) => engine.writer().run_blocking(sqlite::query::stock::tag),
            Engine::Postgres(engine) => engine.write_blocking(&self.0.world, postgres::query::stock::tag),
        })?;
        let mut after: Option<Uuid> = None;
        loop {
            let named = match &self.0.engine {
                Engine::Sqlite(engine) => {
                    engine.writer().run_blocking(move |unit| sqlite::query::stock::records(unit, after))
                }
                Engine::Postgres(engine) => {
                    engine.write_blocking(&self.0.world, |unit| postgres::query::stock::records(unit, after))
                }
            };
            after = self.entered(named)?;
            if after.is_none() {
                break;
            }
        }
        Ok(self.0.world.keys.add_checkpoint_key()?)
    }

    fn entered<T>(&self, (result, after): Ran<T>) -> Result<T, Error> {
        let value = result?;
        self.0.ledger.link(after.entries);
        Ok(value)
    }
}
