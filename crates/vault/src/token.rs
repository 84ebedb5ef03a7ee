//! The Ed25519 key that signs access tokens.

use ed25519_dalek::{
    SigningKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey},
};
use zeroize::Zeroizing;

use crate::key::KeyBytes;

/// The key that signs access tokens, in the shapes that `jsonwebtoken` takes.
pub struct TokenKeys {
    private: Zeroizing<Vec<u8>>,
    public: [u8; 32],
    public_der: Vec<u8>,
}

impl TokenKeys {
    /// The private key as PKCS#8 DER, for `EncodingKey::from_ed_der`.
    pub fn private_der(&self) -> &[u8] {
        &self.private
    }

    /// The public key as its 32 raw bytes, for `DecodingKey::from_ed_der` (which, despite its name,
    /// wants these).
    pub fn public_raw(&self) -> &[u8; 32] {
        &self.public
    }

    /// The public key as `SubjectPublicKeyInfo` DER, for programs other than ours.
    pub fn public_der(&self) -> &[u8] {
        &self.public_der
    }

    /// The keys that grow from the 32-byte seed in the key folder.
    #[expect(clippy::expect_used, reason = "a 32-byte key always has an encoding")]
    pub(crate) fn new(seed: &KeyBytes) -> Self {
        let signing = SigningKey::from_bytes(seed.reveal());
        let public = signing.verifying_key();
        let private = signing.to_pkcs8_der().expect("the key is well formed");
        let public_der = public.to_public_key_der().expect("the key is well formed");
        Self {
            private: Zeroizing::new(private.as_bytes().to_vec()),
            public: public.to_bytes(),
            public_der: public_der.into_vec(),
        }
    }
}
