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

#[cfg(test)]
mod tests {
    use ed25519_dalek::{
        Signer, SigningKey, Verifier, VerifyingKey,
        pkcs8::{DecodePrivateKey, DecodePublicKey},
    };

    use super::TokenKeys;
    use crate::key::KeyBytes;

    #[test]
    fn what_the_private_key_signs_both_public_shapes_verify() {
        let keys = TokenKeys::new(&KeyBytes::random());
        let signature = SigningKey::from_pkcs8_der(keys.private_der()).unwrap().sign(b"token");
        let raw = VerifyingKey::from_bytes(keys.public_raw()).unwrap();
        let der = VerifyingKey::from_public_key_der(keys.public_der()).unwrap();
        assert_eq!(raw, der);
        assert!(raw.verify(b"token", &signature).is_ok());
        assert!(raw.verify(b"other", &signature).is_err());
    }
}
