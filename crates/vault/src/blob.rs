//! The bytes of a sealed value: what is in front of the ciphertext, and how it is checked.
//!
//! ```text
//! "CRiS" │ format 1 │ key id 4 │ layout 1 │ nonce 12 │ ciphertext │ tag 16
//! ```
//!
//! Numbers are big-endian. Format 1 is a value under a class key (its key id is the version of the
//! person key), format 2 one under the organisation key (its key id is that key's version). Format,
//! key id and layout are part of the associated data, so that none of them can be changed.

use aes_gcm::{AeadInPlace, Aes256Gcm};
use rand::RngCore;
use zeroize::Zeroizing;

use crate::{
    error::{OpenError, SealError},
    padding,
};

/// The first bytes of everything that this crate seals.
pub(crate) const MAGIC: [u8; 4] = *b"CRiS";

/// What kind of bytes these are. Numbers are never used again for another kind.
pub(crate) mod format {
    /// A value about a person, under a class key.
    pub(crate) const PERSON: u8 = 1;
    /// A value of the organisation's, under the organisation key.
    pub(crate) const ORGANISATION: u8 = 2;
    /// A person key under an epoch key.
    pub(crate) const PERSON_KEY: u8 = 3;
    /// A key of the key folder under the master key.
    pub(crate) const FOLDER_KEY: u8 = 4;
    /// The master key under what unlocks the key folder.
    pub(crate) const MASTER_KEY: u8 = 5;
}

const HEADER: usize = 22;
const TAG: usize = 16;

/// A sealed value taken apart: lengths and format are right, nothing else is known yet.
pub(crate) struct Parsed<'a> {
    /// Which key sealed it.
    pub(crate) key_id: u32,
    /// Which list of clear columns is bound.
    pub(crate) layout: u8,
    nonce: &'a [u8; 12],
    ciphertext: &'a [u8],
    tag: &'a [u8; TAG],
}

/// The layout that a sealed value was made with, so that the caller can bind the same clear columns.
///
/// Nothing is authenticated yet: a changed number makes opening fail.
pub fn layout_of(blob: &[u8]) -> Result<u8, OpenError> {
    let format = match blob.strip_prefix(&MAGIC) {
        Some(rest) => *rest.first().ok_or(OpenError::Truncated)?,
        None => return Err(OpenError::NotSealed),
    };
    if format != format::PERSON && format != format::ORGANISATION {
        return Err(OpenError::UnknownFormat(format));
    }
    Ok(parse(blob, format)?.layout)
}

/// A nonce of 96 random bits. One key seals far fewer than 2³² values, so none comes twice.
pub(crate) fn random_nonce() -> [u8; 12] {
    let mut nonce = [0; 12];
    rand::thread_rng().fill_bytes(&mut nonce);
    nonce
}

/// Seals `plain` under a random nonce. The associated data must hold format, key id and layout.
pub(crate) fn seal(
    cipher: &Aes256Gcm,
    (format, key_id, layout): (u8, u32, u8),
    associated_data: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, SealError> {
    let size = padding::padded_size(plain.len()).ok_or(SealError::TooLong)?;
    let nonce = random_nonce();
    // Room for all of it at once: growing would leave a copy of the plain bytes behind.
    let mut blob = Vec::with_capacity(HEADER + size + TAG);
    blob.extend_from_slice(&MAGIC);
    blob.push(format);
    blob.extend_from_slice(&key_id.to_be_bytes());
    blob.push(layout);
    blob.extend_from_slice(&nonce);
    padding::pad_into(&mut blob, plain, size);
    let (_, body) = blob.split_at_mut(HEADER);
    let tag = cipher.encrypt_in_place_detached(&nonce.into(), associated_data, body).map_err(|_| SealError::TooLong)?;
    blob.extend_from_slice(&tag);
    Ok(blob)
}

/// Takes sealed bytes of this format apart, slicing nothing before its length is known.
pub(crate) fn parse(blob: &[u8], format: u8) -> Result<Parsed<'_>, OpenError> {
    let (magic, rest) = blob.split_first_chunk().ok_or(OpenError::Truncated)?;
    if *magic != MAGIC {
        return Err(OpenError::NotSealed);
    }
    let (found, rest) = rest.split_first().ok_or(OpenError::Truncated)?;
    if *found != format {
        return Err(OpenError::UnknownFormat(*found));
    }
    let (key_id, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (layout, rest) = rest.split_first().ok_or(OpenError::Truncated)?;
    let (nonce, rest) = rest.split_first_chunk().ok_or(OpenError::Truncated)?;
    let (ciphertext, tag) = rest.split_last_chunk().ok_or(OpenError::Truncated)?;
    Ok(Parsed { key_id: u32::from_be_bytes(*key_id), layout: *layout, nonce, ciphertext, tag })
}

impl Parsed<'_> {
    /// Opens the value, or refuses it whole.
    pub(crate) fn open(&self, cipher: &Aes256Gcm, associated_data: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut plain = Zeroizing::new(self.ciphertext.to_vec());
        cipher
            .decrypt_in_place_detached(self.nonce.into(), associated_data, &mut plain, self.tag.into())
            .map_err(|_| OpenError::Refused)?;
        padding::unpad(&mut plain).ok_or(OpenError::Refused)?;
        Ok(plain)
    }
}
