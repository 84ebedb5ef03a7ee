//! How an API client shows who it is, and what bears a request.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::Private;
use domain::api_client::PublicKey;
use domain::id::{ClientId, CredentialId, SessionId};
use vault::{HashPurpose, Keys};

/// What a request comes with: somebody's session, or a client's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// Somebody who signed in.
    Session(SessionId),
    /// A program.
    Client(ClientToken),
}

/// What a client's token names. What the client may is read at every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientToken {
    /// The client.
    pub client: ClientId,
    /// The key or secret that it showed for this token: with that, the token ends.
    pub credential: CredentialId,
    /// This token, as the ledger names what was done with it.
    pub session: SessionId,
}

/// A key that a client's assertions may be signed with.
#[derive(Clone)]
pub struct ClientKey {
    /// Which: the `kid` of the assertions.
    pub id: CredentialId,
    /// The key.
    pub key: PublicKey,
}

/// A token that a client was given.
#[derive(Clone, Copy)]
pub struct IssuedToken {
    /// What it names.
    pub token: ClientToken,
    /// How many requests the client may make in a minute, this one among them.
    pub per_minute: u32,
}

/// What a client showed, as far as it is known to be right outside the database.
#[derive(Clone)]
pub enum ClientProof {
    /// A secret, which the store compares.
    Secret(Private<String>),
    /// An assertion whose signature by this key is right.
    Assertion {
        /// The key.
        key: CredentialId,
        /// Its own id, which may be used once.
        jti: String,
        /// When it ends, and may be forgotten.
        expires_at: DateTime<Utc>,
    },
}

/// A new secret, as it is shown: 256 random bits.
pub fn new_secret() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(*vault::random::token())
}

/// What is kept of a secret.
pub fn secret_hash(keys: &Keys, client: ClientId, secret: &str) -> [u8; 32] {
    keys.keyed_hash(HashPurpose::ClientSecret, &[client.0.as_bytes(), secret.as_bytes()])
}
