//! A key sealed under another key.
//!
//! ```text
//! "CRiS" │ format 1 │ wrapping key's id 4 │ wrapped key's number 4 │ key check 16 │ nonce 12 │ ciphertext 32 │ tag 16
//! ```
//!
//! Numbers are big-endian. The associated data are format, both numbers, the key check and a
//! binding (the person's id, the file's name, the manifest's clear values), each with its length.

use aes_gcm::{AeadInPlace, Aes256Gcm};
use subtle::ConstantTimeEq;

use crate::{
    blob::{MAGIC, random_nonce},
    error::OpenError,
    key::{KeyBytes, KeyCheck},
    parts::prefixed,
};

/// How many bytes a wrapped key has.
pub(crate) const SIZE: usize = 89;

/// A key that wraps others, with its check worked out once.
pub(crate) struct WrappingKey {
    cipher: Aes256Gcm,
    check: KeyCheck,
}

/// What is in front of a wrapped key, in the clear.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// What kind of key is wrapped by what.
    pub(crate) format: u8,
    /// Which key wraps it.
    pub(crate) key_id: u32,
    /// Which key is inside: its version or number.
    pub(crate) number: u32,
}

/// A wrapped key taken apart: its length and format are right, nothing else is known yet.
pub(crate) struct Parsed<'a> {
    /// Which key wraps it.
    pub(crate) key_id: u32,
    /// Which key is inside.
    pub(crate) number: u32,
    format: u8,
    check: &'a KeyCheck,
    nonce: &'a [u8; 12],
    ciphertext: &'a [u8; 32],
    tag: &'a [u8; 16],
}

impl WrappingKey {
    /// The wrapping key with these bytes.
    pub(crate) fn new(key: &KeyBytes) -> Self {
        Self { cipher: key.cipher(), check: key.check() }
    }

    /// Wraps `key` under a random nonce, bound to `binding`.
    #[expect(clippy::expect_used, reason = "AES-GCM refuses only over 64 GiB; a key has 32 bytes")]
    pub(crate) fn wrap(&self, label: Label, binding: &[u8], key: &KeyBytes) -> Vec<u8> {
        let nonce = random_nonce();
        let mut bytes = Vec::with_capacity(SIZE);
        bytes.extend_from_slice(&MAGIC);
        bytes.push(label.format);
        bytes.extend_from_slice(&label.key_id.to_be_bytes());
        bytes.extend_from_slice(&label.number.to_be_bytes());
        bytes.extend_from_slice(&self.check);
        bytes.extend_from_slice(&nonce);
        let start = bytes.len();
        bytes.extend_from_slice(key.reveal());
        let (_, body) = bytes.split_at_mut(start);
        let associated_data = associated_data(label, &self.check, binding);
        let tag = self.cipher.encrypt_in_place_detached(&nonce.into(), &associated_data, body).expect("a key is short");
        bytes.extend_from_slice(&tag);
        bytes
    }

    /// The key inside, or why it is refused.
    pub(crate) fn unwrap(&self, parsed: &Parsed<'_>, binding: &[u8]) -> Result<KeyBytes, OpenError> {
        if !bool::from(self.check.ct_eq(parsed.check)) {
            return Err(OpenError::WrongKey);
        }
        let label = Label { format: parsed.format, key_id: parsed.key_id, number: parsed.number };
        let mut key = zeroize::Zeroizing::new(*parsed.ciphertext);
        self.cipher
            .decrypt_in_place_detached(
                parsed.nonce.into(),
                &associated_data(label, parsed.check, binding),
                key.as_mut_slice(),
                parsed.tag.into(),
            )
            .map_err(|_| OpenError::Refused)?;
        KeyBytes::from_slice(key.as_slice()).ok_or(OpenError::Refused)
    }
}

/// Takes a wrapped key of this format apart, slicing nothing before its length is known.
pub(crate) fn parse(bytes: &[u8], format: u8) -> Result<Parsed<'_>, OpenError> {
    let (magic, rest) = bytes.split_first_chunk().ok_or(OpenError::Truncated)?;
    if *magic != MAGIC {
        return Err(OpenError::NotSealed);
    }
    let (found, rest) = rest.split_first().ok_or(OpenError::Truncated)?;
    if *found != format {
        return Err(OpenError::UnknownFormat(*found));
    }
    let (key_id, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (number, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (check, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (nonce, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (ciphertext, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (tag, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    if !rest.is_empty() {
        return Err(OpenError::NotSealed);
    }
    let (key_id, number) = (u32::from_be_bytes(*key_id), u32::from_be_bytes(*number));
    Ok(Parsed { key_id, number, format, check, nonce, ciphertext, tag })
}

fn associated_data(label: Label, check: &KeyCheck, binding: &[u8]) -> Vec<u8> {
    prefixed(&[&[label.format], &label.key_id.to_be_bytes(), &label.number.to_be_bytes(), check, binding])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAGIC, parse};

    proptest! {
        #[test]
        fn no_bytes_panic(format in any::<u8>(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes, format);
            let begun = [MAGIC.as_slice(), &[format], &bytes].concat();
            let _ = parse(&begun, format);
        }
    }
}
