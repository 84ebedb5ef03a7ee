//! Signing in, stepping up and registering by passkey.

use domain::Private;
use domain::access::{ChangeOwnFactors, StepUp};
use domain::sign_in::{NewPasskey, Origin, OwnPasskey, PasskeyAnswer, PasskeyAsked};
use vault::passkey::RelyingParty;

use super::Store;
use super::sign_in::Session;
use crate::access::Access;
use crate::ceremony::CeremonyToken;
use crate::error::Error;
use crate::sign_in::Tried;

impl Store {
    /// Register a passkey that was asked for.
    ///
    /// # Errors
    /// [`Error::PasskeyRefused`], [`Error::CeremonyOver`].
    pub async fn register_passkey(
        &self,
        access: Access<ChangeOwnFactors>,
        site: RelyingParty,
        new: NewPasskey,
    ) -> Result<OwnPasskey, Error> {
        let token = token_of(&new.answer.ceremony)?;
        accepted(self.try_passkey(access, site, token, new).await?)
    }

    /// Ask for a passkey to sign in: as the second factor, where `pending` stands for a right password, or else as the
    /// whole sign-in.
    ///
    /// # Errors
    /// [`Error::CeremonyOver`]; [`Error::Conflict`] where they have none.
    pub async fn ask_for_passkey(
        &self,
        site: RelyingParty,
        pending: Option<Private<String>>,
    ) -> Result<PasskeyAsked, Error> {
        let pending = pending.as_ref().map(token_of).transpose()?;
        self.begin_passkey_sign_in(site, pending).await
    }

    /// Sign in by what a passkey answered.
    ///
    /// # Errors
    /// [`Error::PasskeyRefused`], [`Error::CeremonyOver`], [`Error::Throttled`].
    pub async fn sign_in_by_passkey(
        &self,
        site: RelyingParty,
        given: PasskeyAnswer,
        origin: Origin,
    ) -> Result<Session, Error> {
        let token = token_of(&given.ceremony)?;
        let token = accepted(self.try_passkey_sign_in(site, token, given, origin).await?)?;
        self.session(token).await
    }

    /// Step up by what a passkey answered.
    ///
    /// # Errors
    /// As [`Store::sign_in_by_passkey`].
    pub async fn step_up_by_passkey(
        &self,
        access: Access<StepUp>,
        site: RelyingParty,
        given: PasskeyAnswer,
        origin: Origin,
    ) -> Result<(), Error> {
        let token = token_of(&given.ceremony)?;
        accepted(self.try_passkey_step_up(access, site, token, given, origin).await?)
    }
}

fn token_of(text: &Private<String>) -> Result<CeremonyToken, Error> {
    CeremonyToken::from_text(text).ok_or(Error::CeremonyOver)
}

fn accepted<T>(tried: Tried<T>) -> Result<T, Error> {
    match tried {
        Tried::Right(value) => Ok(value),
        Tried::Wrong => Err(Error::PasskeyRefused),
        Tried::Wait(seconds) => Err(Error::Throttled(seconds)),
    }
}
