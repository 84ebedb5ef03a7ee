//! Registering: what the search index knows first, then one unit of work.

use std::sync::{Arc, PoisonError};

use domain::access::RegisterServiceUser;
use domain::id::{PersonId, ServiceId};
use domain::identity::Identity;
use domain::likely_match::Sought;
use domain::registered::{LikelyMatches, Registered};
use domain::service_user::Registration;

use super::Store;
use crate::access::Access;
use crate::error::Error;
use crate::index_entry;
use crate::once::Once;
use crate::registering::Known;

impl Store {
    /// Register a service user. Whether another service knows them is answered alike, match or not.
    ///
    /// # Errors
    /// [`Error::LikelyDuplicates`] for people of the caller's own services who are likely the same, until the
    /// registration says that they are not.
    pub async fn register(
        &self,
        access: Access<RegisterServiceUser>,
        once: Once,
        registration: Registration,
    ) -> Result<Registered, Error> {
        let nobody = PersonId(uuid::Uuid::nil());
        let matches =
            self.likely_matches(access.clone(), Sought::Whole(Box::new(registration.identity.clone())), nobody).await?;
        let likely = matches.matches.iter().map(|found| found.hit.person);
        let known = Known {
            likely: likely.filter(|person| !registration.not_the_same.contains(person)).collect(),
            elsewhere: self.known_elsewhere(registration.identity.clone(), access.services()).await?,
        };
        // A person's id travels in addresses, so it tells nothing, not even when.
        let record = Some(once.record.unwrap_or_else(uuid::Uuid::new_v4));
        self.register_known(access, Once { record, ..once }, registration, known).await
    }

    /// People of the caller's own services who may be the one being registered.
    pub async fn likely_matches(
        &self,
        access: Access<RegisterServiceUser>,
        sought: Sought,
        except: PersonId,
    ) -> Result<LikelyMatches, Error> {
        let index = Arc::clone(&self.0.search);
        let services = access.services();
        let looked_for = sought.clone();
        let candidates = tokio::task::spawn_blocking(move || {
            let entry = index_entry::sought(except, &looked_for);
            let within: Vec<_> = services.iter().map(|service| service.0).collect();
            let index = index.read().unwrap_or_else(PoisonError::into_inner);
            index.alike(&entry, &within).into_iter().map(|(person, _)| PersonId(person)).collect::<Vec<_>>()
        });
        let candidates = candidates.await.map_err(|_| Error::Database("the search stopped".to_owned()))?;
        self.compare_candidates(access, sought, candidates).await
    }

    /// People of other services who are the same exactly: by NHS number, or by full name and birth date.
    async fn known_elsewhere(&self, identity: Identity, mine: Vec<ServiceId>) -> Result<Vec<PersonId>, Error> {
        let index = Arc::clone(&self.0.search);
        let found = tokio::task::spawn_blocking(move || {
            let entry = index_entry::of(PersonId(uuid::Uuid::nil()), &identity, &mine);
            let index = index.read().unwrap_or_else(PoisonError::into_inner);
            let mut found = entry.nhs_number.map(|number| index.by_nhs_number(number)).unwrap_or_default();
            let born = entry.born.and_then(|born| Some((born.year, born.month?, born.day?)));
            if let Some((name, born)) = entry.names.first().zip(born) {
                found.extend(index.exact(&name.words, born));
            }
            found.sort_unstable();
            found.dedup();
            found.into_iter().map(PersonId).collect()
        });
        found.await.map_err(|_| Error::Database("the search stopped".to_owned()))
    }
}
