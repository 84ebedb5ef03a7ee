//! What protects the key folder's master key.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{error::FolderError, key::KeyBytes};

/// The fewest characters of a passphrase that a folder is made with.
const SHORTEST_PASSPHRASE: usize = 12;
/// The fewest bytes of a credential that a folder is made with.
const SHORTEST_CREDENTIAL: usize = 32;

/// What opens a key folder.
pub enum Unlock {
    /// Words that somebody knows, at least 12 characters, stretched by Argon2id.
    Passphrase(Zeroizing<String>),
    /// At least 32 random bytes that the machine holds, as a systemd credential.
    Credential(Zeroizing<Vec<u8>>),
    /// Nothing: the master key lies in the folder as it is.
    Bare,
}

/// Which way of unlocking a folder needs; its manifest says so in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnlockKind {
    /// [`Unlock::Passphrase`].
    Passphrase,
    /// [`Unlock::Credential`].
    Credential,
    /// [`Unlock::Bare`].
    Bare,
}

/// How much work Argon2id does for a passphrase or password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stretch {
    /// Memory in KiB.
    pub(crate) memory: u32,
    /// Passes over it.
    pub(crate) passes: u32,
    /// Lanes.
    pub(crate) lanes: u32,
}

impl Stretch {
    /// What new folders use: 64 MiB and three passes, over three times OWASP's least, for it is done
    /// once a start and everything hangs on it.
    pub(crate) const NOW: Self = Self { memory: 65_536, passes: 3, lanes: 1 };

    /// Whether this is no more than a machine can give: a manifest or password hash that somebody
    /// changed must not take all memory or for ever.
    pub(crate) fn is_bearable(self) -> bool {
        self.memory <= 1_048_576 && self.passes <= 20 && self.lanes <= 16
    }
}

impl Unlock {
    /// Which kind this is.
    pub fn kind(&self) -> UnlockKind {
        match self {
            Self::Passphrase(_) => UnlockKind::Passphrase,
            Self::Credential(_) => UnlockKind::Credential,
            Self::Bare => UnlockKind::Bare,
        }
    }

    /// Refuses a secret that is too short to make a folder with.
    pub(crate) fn strong_enough(&self) -> Result<(), FolderError> {
        let (length, least) = match self {
            Self::Passphrase(words) => (words.chars().count(), SHORTEST_PASSPHRASE),
            Self::Credential(bytes) => (bytes.len(), SHORTEST_CREDENTIAL),
            Self::Bare => return Ok(()),
        };
        if length < least {
            return Err(FolderError::WeakSecret { kind: self.kind(), least });
        }
        Ok(())
    }

    /// The key that wraps the master key, or nothing where it is bare or cannot be worked out.
    pub(crate) fn wrapping_key(&self, salt: &[u8], stretch: Stretch) -> Option<KeyBytes> {
        let mut bytes = Zeroizing::new([0; 32]);
        match self {
            Self::Passphrase(words) => {
                let params = Params::new(stretch.memory, stretch.passes, stretch.lanes, Some(32)).ok()?;
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                    .hash_password_into(words.as_bytes(), salt, bytes.as_mut_slice())
                    .ok()?;
                KeyBytes::from_slice(bytes.as_slice())
            }
            Self::Credential(secret) => Some(KeyBytes::derive_from(secret, salt, b"criis/v1 credential")),
            Self::Bare => None,
        }
    }
}

impl fmt::Debug for Unlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Unlock({})", self.kind())
    }
}

impl fmt::Display for UnlockKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Credential => "credential",
            Self::Bare => "nothing (bare keys)",
        })
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::Unlock;

    #[test]
    fn printing_it_shows_nothing_secret() {
        let words = Unlock::Passphrase(Zeroizing::new("three blue kettles".into()));
        assert_eq!(format!("{words:?}"), "Unlock(passphrase)");
        let bytes = Unlock::Credential(Zeroizing::new(vec![7; 32]));
        assert_eq!(format!("{bytes:?}"), "Unlock(credential)");
    }
}
