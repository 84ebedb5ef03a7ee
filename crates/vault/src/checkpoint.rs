//! The Ed25519 key that signs the ledger's checkpoints, as C2SP signed notes: readable text, a blank line, and
//! `— name base64(key hash ‖ signature)`. See <https://c2sp.org/signed-note>.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::key::KeyBytes;

/// What the key is called in signature lines.
const NAME: &str = "criis-ledger";
/// The signed note's number for Ed25519.
const ED25519: u8 = 1;

/// Signs notes.
pub struct CheckpointKey {
    signing: SigningKey,
}

impl CheckpointKey {
    /// The key that grows from the 32-byte seed in the key folder.
    pub(crate) fn new(seed: &KeyBytes) -> Self {
        Self { signing: SigningKey::from_bytes(seed.reveal()) }
    }

    /// `text`, which ends with a line's end, with its signature behind it.
    pub fn sign(&self, text: &str) -> String {
        let mut bytes = self.verifier().hash().to_vec();
        bytes.extend_from_slice(&self.signing.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {NAME} {}\n", BASE64_STANDARD.encode(bytes))
    }

    /// What tells whether a note was signed by this key.
    pub fn verifier(&self) -> Verifier {
        Verifier { key: self.signing.verifying_key() }
    }
}

/// Tells whether a note was signed. It holds no secret, and prints as the signed note's *vkey*.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier {
    key: VerifyingKey,
}

impl Verifier {
    /// The text that a note signs, if the signature is this key's.
    pub fn open<'a>(&self, note: &'a str) -> Option<&'a str> {
        let (text, signatures) = note.rsplit_once("\n\n")?;
        let text = note.get(..=text.len())?;
        let mine = signatures.lines().find_map(|line| {
            let encoded = line.strip_prefix("\u{2014} ")?.strip_prefix(NAME)?.strip_prefix(' ')?;
            let bytes = BASE64_STANDARD.decode(encoded).ok()?;
            let (hash, signature) = bytes.split_at_checked(4)?;
            (hash == self.hash()).then(|| Signature::from_slice(signature).ok())?
        })?;
        self.key.verify_strict(text.as_bytes(), &mine).ok()?;
        Some(text)
    }

    fn hash(&self) -> [u8; 4] {
        let mut hash = Sha256::new();
        hash.update(NAME.as_bytes());
        hash.update(b"\n");
        hash.update([ED25519]);
        hash.update(self.key.as_bytes());
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        [a, b, c, d]
    }
}

impl std::fmt::Display for Verifier {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key: Vec<u8> = std::iter::once(ED25519).chain(*self.key.as_bytes()).collect();
        let hash = u32::from_be_bytes(self.hash());
        write!(out, "{NAME}+{hash:08x}+{}", BASE64_STANDARD.encode(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_opens_as_it_was_signed_and_in_no_other_way() {
        let key = CheckpointKey::new(&KeyBytes::random());
        let text = "criis ledger\n7\nchain a 3\n";
        let note = key.sign(text);
        assert_eq!(key.verifier().open(&note), Some(text));
        for altered in [note.replace("chain a 3", "chain a 2"), note.replace("7\n", "8\n"), text.to_owned()] {
            assert_eq!(key.verifier().open(&altered), None, "{altered}");
        }
        let other = CheckpointKey::new(&KeyBytes::random());
        assert_eq!(other.verifier().open(&note), None);
    }

    #[test]
    fn the_public_key_is_written_as_others_read_it() {
        let key = CheckpointKey::new(&KeyBytes::from_slice(&[7; 32]).unwrap());
        let vkey = key.verifier().to_string();
        let mut parts = vkey.splitn(3, '+');
        assert_eq!(parts.next(), Some("criis-ledger"));
        assert_eq!(parts.next().map(str::len), Some(8));
        assert_eq!(BASE64_STANDARD.decode(parts.next().unwrap()).unwrap().len(), 33);
    }
}
