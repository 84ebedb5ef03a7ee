//! Refresh tokens: a session and a secret, each secret worked out from the one before.

use domain::id::SessionId;
use uuid::Uuid;
use vault::{HashPurpose, Keys};

/// The bytes of a token: the session's id, then the secret.
const LENGTH: usize = 48;

/// A refresh token. Only its keyed hash is stored.
#[derive(Clone)]
pub struct RefreshToken {
    /// The session that it belongs to.
    pub session: SessionId,
    pub(crate) secret: [u8; 32],
}

/// What a refresh token is worth.
pub enum Refreshed {
    /// Its successor.
    Next(RefreshToken),
    /// Nothing: the session has ended, now or before.
    Refused,
}

impl RefreshToken {
    /// The first token of a session.
    pub(crate) fn first(session: SessionId) -> Self {
        Self { session, secret: *vault::random::token() }
    }

    /// The successor: the same however often it is asked for, and known to nobody without the keys.
    pub(crate) fn next(&self, keys: &Keys) -> Self {
        let secret = keys.keyed_hash(HashPurpose::RefreshToken, &[b"next", self.session.0.as_bytes(), &self.secret]);
        Self { session: self.session, secret }
    }

    /// The bytes that the cookie carries.
    pub fn to_bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        let (session, secret) = bytes.split_at_mut(16);
        session.copy_from_slice(self.session.0.as_bytes());
        secret.copy_from_slice(&self.secret);
        bytes
    }

    /// The token of these bytes, if they are of its length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (session, secret) = bytes.split_at_checked(16)?;
        Some(Self { session: SessionId(Uuid::from_slice(session).ok()?), secret: secret.try_into().ok()? })
    }
}
