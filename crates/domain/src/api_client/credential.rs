//! What a client shows who it is by: a key of its own, or a secret that it was told once.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{KeptClient, PublicKey};
use crate::id::CredentialId;
use crate::{Check, Flaw, Flaws, Private, Recorded, choice, form};

/// The longest that what is replaced lives on, in hours: thirty days.
pub const MAX_OVERLAP_HOURS: u32 = 720;

choice! {
    /// What a client shows who it is by.
    pub enum CredentialKind {
        /// A secret of 256 random bits.
        Secret = "secret", "Secret";
        /// A key pair, whose public half CRiiS knows (`private_key_jwt`).
        Key = "key", "Key";
    }
}

impl CredentialKind {
    /// Permanent number.
    pub const fn number(self) -> i16 {
        match self {
            Self::Secret => 1,
            Self::Key => 2,
        }
    }

    /// The kind of a number.
    pub fn from_number(number: i16) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.number() == number)
    }
}

/// A key or a secret, as an administrator reads of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientCredential {
    /// Which; of a key, the `kid` that its assertions name.
    pub id: CredentialId,
    /// Of which kind.
    pub kind: CredentialKind,
    /// Since when it holds.
    pub since: DateTime<Utc>,
    /// Until when, if another has taken its place or it was ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

impl ClientCredential {
    /// Whether it holds at an instant.
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        self.since <= now && self.until.is_none_or(|until| now < until)
    }
}

form! {
    /// What somebody typed to give a client another key or secret.
    pub struct NewCredentialForm {
        /// The client's public key, as the text of a JWK: Ed25519, P-256, or RSA of 2,048 bits or more. Left out, a
        /// secret is made.
        #[schema(value_type = String, max_length = 4096,
            example = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)]
        pub key: Private<String>,
        /// For how many hours what it has now lives on, so that it can change over without a gap; a day if nothing is
        /// said.
        #[schema(value_type = u32, minimum = 0, maximum = 720, example = 24)]
        pub overlap_hours: u32,
    }
}

/// What a client is given.
#[derive(Clone)]
pub struct NewCredential {
    /// Its public key; none for a secret.
    pub key: Option<PublicKey>,
    /// For how many hours what it has lives on.
    pub overlap_hours: u32,
}

impl NewCredentialForm {
    /// What to give it, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<NewCredential, Flaws> {
        let mut check = Check::new();
        let key = check.optional("key", self.key.as_ref(), PublicKey::parse);
        let hours = check.optional("overlap_hours", self.overlap_hours.as_ref(), |hours| {
            if *hours <= MAX_OVERLAP_HOURS { Ok(*hours) } else { Err(Flaw::OutOfRange(0, MAX_OVERLAP_HOURS.into())) }
        });
        check.finish(Some(NewCredential { key, overlap_hours: hours.unwrap_or(24) }))
    }
}

/// A key or secret that a client has been given.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Issued {
    /// Which; of a key, the `kid` that its assertions must name.
    pub credential: ClientCredential,
    /// The secret, this once: only its hash is kept. None for a key, and none where the request is repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, read_only))]
    pub secret: Option<Private<String>>,
}

/// A client as it was registered or rotated, with what it was given.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedClient {
    /// The client; its `id` is its `client_id`.
    pub client: Recorded<KeptClient>,
    /// What it shows who it is by.
    pub issued: Issued,
}
