//! Passwords: hashed and compared outside any unit of work, two at a time.

use domain::access::{ChangeOwnFactors, ManageOwnSignIn, Unlock};
use domain::sign_in::{Confirmation, Origin, Password, PasswordChange};
use domain::{Flaw, Private};

use super::Store;
use super::sign_in::{right, shown};
use crate::access::Access;
use crate::ceremony::CeremonyToken;
use crate::common_passwords;
use crate::error::Error;
use crate::sign_in::{Compared, Tried};

impl Store {
    /// Change one's own password; all one's other sessions end.
    ///
    /// # Errors
    /// [`Error::Flawed`] where the present one is wrong or the next is easily guessed; [`Error::Throttled`].
    pub async fn change_own_password(
        &self,
        access: Access<ManageOwnSignIn>,
        change: PasswordChange,
        charity: Option<&str>,
        origin: Origin,
    ) -> Result<(), Error> {
        let own = self.look_to_change(access.clone(), origin.clone()).await?;
        if let Some(seconds) = own.wait {
            return Err(Error::Throttled(seconds));
        }
        let wrong = || Error::flaw("current", Flaw::Contradiction("This is not your present password"));
        let compared = self.compared(&change.current, own.phc).await?;
        if !compared.is_right {
            self.own_password_wrong(access, origin).await?;
            return Err(wrong());
        }
        let phc = self.hashed_new("new", &change.new, &own.names, charity).await?;
        match self.keep_own_password(access, compared, phc, origin).await? {
            Tried::Right(()) => Ok(()),
            Tried::Wrong => Err(wrong()),
            Tried::Wait(seconds) => Err(Error::Throttled(seconds)),
        }
    }

    /// Go on after one's screen was locked.
    ///
    /// # Errors
    /// [`Error::Flawed`] where the password is wrong; [`Error::Throttled`].
    pub async fn unlock(&self, access: Access<Unlock>, password: Private<String>, origin: Origin) -> Result<(), Error> {
        let own = self.look_to_unlock(access.clone(), origin.clone()).await?;
        if let Some(seconds) = own.wait {
            return Err(Error::Throttled(seconds));
        }
        let compared = self.compared(&password, own.phc).await?;
        match self.unlocked(access, compared, origin).await? {
            Tried::Right(()) => Ok(()),
            Tried::Wrong => Err(Error::flaw("password", Flaw::Contradiction("This is not your password"))),
            Tried::Wait(seconds) => Err(Error::Throttled(seconds)),
        }
    }

    /// Confirm another authenticator app: the recovery codes that go with it, as they are shown.
    ///
    /// # Errors
    /// [`Error::Flawed`] where the code is wrong; [`Error::CeremonyOver`], [`Error::Throttled`].
    pub async fn confirm_own_enrolment(
        &self,
        access: Access<ChangeOwnFactors>,
        given: Confirmation,
        origin: Origin,
    ) -> Result<Vec<Private<String>>, Error> {
        let token = CeremonyToken::from_text(&given.enrolment).ok_or(Error::CeremonyOver)?;
        let codes = right(self.try_own_enrolment(access, token, given.code, origin).await?);
        codes.map(|codes| shown(&codes))
    }

    /// Make new recovery codes in place of those of before, as they are shown.
    ///
    /// # Errors
    /// [`Error::Conflict`] for whoever has no second factor.
    pub async fn new_recovery_codes(&self, access: Access<ChangeOwnFactors>) -> Result<Vec<Private<String>>, Error> {
        Ok(shown(&self.make_recovery_codes(access).await?))
    }

    /// The hash of a new password, unless others would try it first.
    pub(crate) async fn hashed_new(
        &self,
        field: &str,
        password: &Password,
        names: &[Private<String>],
        charity: Option<&str>,
    ) -> Result<String, Error> {
        let names: Vec<&str> = names.iter().map(|name| name.reveal().as_str()).chain(charity).collect();
        let refused = |flaw| Error::flaw(field, flaw);
        password.refuse_names(&names).map_err(refused)?;
        if common_passwords::is_common(password.as_private().reveal()) {
            return Err(refused(Flaw::EasilyGuessed));
        }
        self.hashed(password.as_private().reveal().clone()).await
    }

    /// The hash of a password that is being set.
    pub(crate) async fn hashed(&self, password: String) -> Result<String, Error> {
        let _turn = self.turn().await?;
        tokio::task::spawn_blocking(move || vault::password::hash(&password))
            .await
            .map_err(|_| Error::Keys("hashing stopped".to_owned()))?
            .map_err(|error| Error::Keys(error.to_string()))
    }

    /// Compare a password with a hash, in the same time where there is none.
    pub(super) async fn compared(&self, password: &Private<String>, phc: Option<String>) -> Result<Compared, Error> {
        let is_right = self.is_right(password.reveal().clone(), phc.clone()).await?;
        Ok(Compared { phc, is_right })
    }

    /// Whether a password is that of a hash; in the same time where there is none.
    pub(crate) async fn is_right(&self, password: String, phc: Option<String>) -> Result<bool, Error> {
        let _turn = self.turn().await?;
        let verify = move || {
            if let Some(phc) = phc {
                return vault::password::verify(&password, &phc).map_err(|error| Error::Keys(error.to_string()));
            }
            vault::password::verify_nobody(&password);
            Ok(false)
        };
        tokio::task::spawn_blocking(verify).await.map_err(|_| Error::Keys("hashing stopped".to_owned()))?
    }

    async fn turn(&self) -> Result<tokio::sync::SemaphorePermit<'_>, Error> {
        self.0.hashing.acquire().await.map_err(|_| Error::Database("shutting down".to_owned()))
    }
}
