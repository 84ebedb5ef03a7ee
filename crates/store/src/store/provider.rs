//! Signing in at the organisation's identity provider.

use domain::Private;
use domain::sign_in::Origin;

use super::Store;
use super::sign_in::Signing;
use crate::ceremony::CeremonyToken;
use crate::error::Error;
use crate::sign_in::{ProviderSignIn, ProvidersWord, Tried};

impl Store {
    /// What belongs to a sign-in that comes back from the provider.
    ///
    /// # Errors
    /// [`Error::CeremonyOver`] where there is none, or it came back before.
    pub async fn take_provider_sign_in(&self, state: &Private<String>) -> Result<ProviderSignIn, Error> {
        self.take_provider(CeremonyToken::from_text(state).ok_or(Error::CeremonyOver)?).await
    }

    /// Go on with whom the provider names.
    ///
    /// # Errors
    /// [`Error::SignInRefused`] for whom nobody has taken on, or who has left; [`Error::Throttled`].
    pub async fn sign_in_by_provider(&self, word: ProvidersWord, origin: Origin) -> Result<Signing, Error> {
        match self.try_provider(word, origin).await? {
            Tried::Right(next) => self.signing(next).await,
            Tried::Wrong => Err(Error::SignInRefused),
            Tried::Wait(seconds) => Err(Error::Throttled(seconds)),
        }
    }
}
