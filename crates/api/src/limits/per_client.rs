//! A bucket for each API client, of the size that its own row names.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::id::ClientId;

use super::per_key::PerKey;
use crate::config::Rate;
use crate::problem::Refused;

/// How long a minute is.
const MINUTE: Duration = Duration::from_mins(1);

/// Clients' buckets. All clients of one rate share a set of them, so a client whose rate is changed begins with a full
/// bucket of the new size.
#[derive(Default)]
pub struct PerClient(Mutex<HashMap<u32, PerKey<ClientId>>>);

impl PerClient {
    /// Take one from a client's bucket.
    ///
    /// # Errors
    /// [`Refused::TooMany`] where it is empty, with the seconds until it holds one again.
    pub fn take(&self, client: ClientId, per_minute: u32) -> Result<(), Refused> {
        let times = per_minute.try_into().map_err(|_| Refused::TooMany(60))?;
        let mut rates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rates.entry(per_minute).or_insert_with(|| PerKey::of(Rate { times, per: MINUTE })).take(&client)
    }

    /// Forget buckets that are full again.
    pub fn forget_the_quiet(&self) {
        let mut rates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rates.retain(|_, buckets| {
            buckets.forget_the_quiet();
            !buckets.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: ClientId = ClientId(uuid::Uuid::from_u128(1));
    const OTHER: ClientId = ClientId(uuid::Uuid::from_u128(2));

    #[test]
    fn each_client_has_its_own_bucket_of_its_own_size() {
        let clients = PerClient::default();
        assert!(clients.take(ONE, 1).is_ok());
        assert!(matches!(clients.take(ONE, 1), Err(Refused::TooMany(_))));
        assert!(clients.take(OTHER, 1).is_ok(), "another's is full");
        assert!(clients.take(ONE, 2).is_ok(), "a new rate holds at once");
    }

    #[test]
    fn one_that_is_still_held_back_is_not_forgotten() {
        let clients = PerClient::default();
        assert!(clients.take(ONE, 1).is_ok());
        clients.forget_the_quiet();
        assert!(clients.take(ONE, 1).is_err());
    }
}
