//! Signing in: the password is hashed outside any unit of work, and in the same time for a name that does
//! not exist.


use domain::id::SessionId;
use domain::sign_in::{Credentials, Me};
use vault::HashPurpose;

use super::Store;
use crate::engine::Engine;
use crate::error::Error;
use crate::refresh::{RefreshToken, Refreshed};
use crate::{postgres, sqlite};

/// A session as it begins or goes on.
pub struct Session {
    /// The token for the cookie.
    pub token: RefreshToken,
    /// Who is signed in.
    pub me: Me,
}

impl Store {
    /// Sign somebody in who comes from `address`.
    ///
    /// # Errors
    /// [`Error::SignInRefused`], whatever was wrong; [`Error::Throttled`] after too many failures of the name
    /// or the address.
    pub async fn sign_in(&self, credentials: Credentials, address: &str) -> Result<Session, Error> {
        let hash = |parts: &[&[u8]]| self.0.world.keys.keyed_hash(HashPurpose::SignInName, parts);
        let keys = [hash(&[credentials.name.reveal().as_bytes()]), hash(&[b"address", address.as_bytes()])];
        let looked = self.look(keys).await?;
        if let Some(seconds) = looked.wait {
            return Err(Error::Throttled(seconds));
        }
        let hash = looked.found.as_ref().map(|(_, phc)| phc.clone());
        let right = self.is_right(credentials.password.reveal().clone(), hash).await?;
        let Some((staff, _)) = looked.found.filter(|_| right) else {
            self.sign_in_failed(keys).await?;
            return Err(Error::SignInRefused);
        };
        let token = RefreshToken::first(SessionId(self.clock().new_id()));
        self.sign_in_succeeded(keys, token.clone(), staff).await?;
        let me = self.me_of(token.session).await?;
        Ok(Session { token, me })
    }

    /// Go on with a session.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] if it has ended, or ends now because the token is an old copy.
    pub async fn refresh(&self, token: RefreshToken) -> Result<Session, Error> {
        match self.rotate(token).await? {
            Refreshed::Next(token) => {
                let me = self.me_of(token.session).await?;
                Ok(Session { token, me })
            }
            Refreshed::Refused => Err(Error::NotSignedIn),
        }
    }

    /// The hash of a password that is being set.
    pub(crate) async fn hashed(&self, password: String) -> Result<String, Error> {
        let _turn = self.turn().await?;
        tokio::task::spawn_blocking(move || vault::password::hash(&password))
            .await
            .map_err(|_| Error::Keys("hashing stopped".to_owned()))?
            .map_err(|error| Error::Keys(error.to_string()))
    }

    async fn is_right(&self, password: String, phc: Option<String>) -> Result<bool, Error> {
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

    async fn me_of(&self, session: SessionId) -> Result<Me, Error> {
        match &self.0.engine {
            Engine::Sqlite(engine) => {
                engine.read(move |unit| sqlite::query::me::signed_in(unit, session)).await.0
            }
            Engine::Postgres(engine) => {
                engine.read(move |unit| postgres::query::me::signed_in(unit, session)).await.0
            }
        }
    }
}
