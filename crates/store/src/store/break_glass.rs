//! Break-glass: who it may be by the search index, then one unit of work.

use std::sync::{Arc, PoisonError};

use chrono::Datelike;
use domain::access::BreakGlass;
use domain::break_glass::{Emergency, EmergencyOpened};
use domain::id::PersonId;

use super::Store;
use crate::access::Access;
use crate::emergency::Tried;
use crate::error::Error;
use crate::once::Once;

impl Store {
    /// Open somebody's record across a boundary in an emergency, found by full name and birth date alone.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody is of that name and birth date, or no emergency opens their record;
    /// [`Error::Conflict`] where several are, or where three emergencies of the caller's wait for review;
    /// [`Error::Throttled`] after five tries in a day.
    pub async fn break_glass(
        &self,
        access: Access<BreakGlass>,
        once: Once,
        emergency: Emergency,
    ) -> Result<EmergencyOpened, Error> {
        if !self.is_followed() {
            return Err(Error::Database("the change feed is not followed".to_owned()));
        }
        let candidates = self.of_this_name(&emergency).await?;
        match self.ask_in_emergency(access, once, emergency, candidates).await? {
            Tried::Opened(opened) => Ok(opened),
            Tried::NotFound => Err(Error::NotFound),
            Tried::Several => Err(Error::Conflict(
                "More than one record is of this name and birth date: ask the service that works with them",
            )),
        }
    }

    async fn of_this_name(&self, emergency: &Emergency) -> Result<Vec<PersonId>, Error> {
        let index = Arc::clone(&self.0.search);
        let (name, born) = (emergency.full_name.clone(), *emergency.born.reveal());
        let found = tokio::task::spawn_blocking(move || {
            let small = |number: u32| u8::try_from(number).unwrap_or_default();
            let born = (u16::try_from(born.year()).unwrap_or_default(), small(born.month()), small(born.day()));
            let index = index.read().unwrap_or_else(PoisonError::into_inner);
            index.exact(name.reveal(), born).into_iter().map(PersonId).collect()
        });
        found.await.map_err(|_| Error::Database("the search stopped".to_owned()))
    }
}
