//! What is proved by a token that is used once: sign-ins under way, enrolments, one-time links.
//!
//! A token is the ceremony's id and a random secret, of which only the keyed hash is kept. Whatever else belongs to the
//! ceremony is sealed in its row. It is tied to nothing in the browser but the token itself.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::Private;
use domain::sign_in::{INVITATION_HOLDS, RESET_HOLDS};
use uuid::Uuid;
use vault::{HashPurpose, Keys};

/// The bytes of a token: the ceremony's id, then the secret.
const LENGTH: usize = 48;

/// What a ceremony is for. Its token is of no use for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CeremonyKind {
    /// A sign-in whose password was right.
    Pending,
    /// An authenticator app whose first code is awaited.
    Enrolment,
    /// A passkey that is being registered.
    PasskeyRegistration,
    /// A sign-in by passkey.
    PasskeySignIn,
    /// A sign-in at the organisation's identity provider.
    Oidc,
    /// A one-time link for somebody who has no password yet.
    Invitation,
    /// A one-time link for somebody who has lost theirs.
    Reset,
}

impl CeremonyKind {
    /// Permanent number.
    pub const fn number(self) -> i16 {
        match self {
            Self::Pending => 1,
            Self::Enrolment => 2,
            Self::PasskeyRegistration => 3,
            Self::PasskeySignIn => 4,
            Self::Oidc => 5,
            Self::Invitation => 6,
            Self::Reset => 7,
        }
    }

    /// How long its token holds.
    pub const fn holds(self) -> TimeDelta {
        match self {
            Self::Pending | Self::PasskeyRegistration | Self::PasskeySignIn | Self::Oidc => TimeDelta::minutes(5),
            // Somebody may have to install an app first.
            Self::Enrolment => TimeDelta::minutes(15),
            Self::Invitation => INVITATION_HOLDS,
            Self::Reset => RESET_HOLDS,
        }
    }
}

/// The token of a ceremony.
#[derive(Clone)]
pub struct CeremonyToken {
    pub(crate) id: Uuid,
    secret: [u8; 32],
}

impl CeremonyToken {
    /// A token for a new ceremony.
    pub(crate) fn random(id: Uuid) -> Self {
        Self { id, secret: *vault::random::token() }
    }

    /// The text that travels.
    pub fn to_text(&self) -> Private<String> {
        let mut bytes = [0; LENGTH];
        let (id, secret) = bytes.split_at_mut(16);
        id.copy_from_slice(self.id.as_bytes());
        secret.copy_from_slice(&self.secret);
        Private::new(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The token of a text, if it is shaped like one.
    pub fn from_text(text: &Private<String>) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.reveal()).ok()?;
        let (id, secret) = bytes.split_at_checked(16)?;
        Some(Self { id: Uuid::from_slice(id).ok()?, secret: secret.try_into().ok()? })
    }

    /// What is kept of it.
    pub(crate) fn hash(&self, keys: &Keys) -> [u8; 32] {
        keys.keyed_hash(HashPurpose::OneTime, &[b"ceremony", self.id.as_bytes(), &self.secret])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_text() {
        let token = CeremonyToken::random(Uuid::from_u128(7));
        let back = CeremonyToken::from_text(&token.to_text()).unwrap();
        assert_eq!((back.id, back.secret), (token.id, token.secret));
    }

    #[test]
    fn what_is_no_token_is_none() {
        for text in ["", "AAAA", "not base64!", &"A".repeat(200)] {
            assert!(CeremonyToken::from_text(&text.into()).is_none(), "{text}");
        }
    }
}
