//! A 256-bit secret in memory: made at random or derived, wiped when it goes.

use aes_gcm::{Aes256Gcm, KeyInit};
// Named for their feature `zeroize` alone, without which a dropped cipher leaves its keys in memory.
use hkdf::Hkdf;
use rand::RngCore;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};
use {aes as _, ghash as _};

/// Bytes that tell one key from another without giving it away.
pub(crate) type KeyCheck = [u8; 16];

/// A secret of 32 bytes. It is neither printed, compared, copied nor serialised.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct KeyBytes([u8; 32]);

impl KeyBytes {
    /// A new one from the thread's CSPRNG.
    pub(crate) fn random() -> Self {
        let mut key = Self([0; 32]);
        rand::thread_rng().fill_bytes(&mut key.0);
        key
    }

    /// The key with these bytes, or nothing where they are not 32.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Another key from this one by HKDF-SHA-256.
    pub(crate) fn derive(&self, salt: &[u8], info: &[u8]) -> Self {
        Self::derive_from(&self.0, salt, info)
    }

    /// A key by HKDF-SHA-256 from a secret of any length, which must be as hard to guess as a key.
    pub(crate) fn derive_from(secret: &[u8], salt: &[u8], info: &[u8]) -> Self {
        let mut key = Self([0; 32]);
        expand(secret, salt, info, &mut key.0);
        key
    }

    /// What wrapped bytes carry so that a wrong key is told from damage, and no bytes can be made
    /// that open under two keys (AES-GCM alone does not promise that).
    pub(crate) fn check(&self) -> KeyCheck {
        let mut check = [0; 16];
        expand(&self.0, b"", b"criis/v1 key check", &mut check);
        check
    }

    /// AES-256-GCM under this key.
    pub(crate) fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&self.0).into())
    }

    /// The secret itself, to wrap it or to hand it to another algorithm.
    pub(crate) fn reveal(&self) -> &[u8; 32] {
        &self.0
    }
}

#[expect(clippy::expect_used, reason = "HKDF refuses only outputs over 8,160 bytes; these are 32 at most")]
fn expand(key: &[u8], salt: &[u8], info: &[u8], output: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), key).expand(info, output).expect("the output is short");
}
