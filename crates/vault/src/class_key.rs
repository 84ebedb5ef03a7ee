//! The key of one class of one person's data: identity, reach, health and so on.

use aes_gcm::Aes256Gcm;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    blob::{self, format},
    error::{OpenError, SealError},
    key::KeyBytes,
    place::Place,
};

/// Seals and opens the values of one person and class, and refuses the places of any other.
pub struct ClassKey {
    cipher: Aes256Gcm,
    person: Uuid,
    class: u8,
    key_version: u32,
}

impl ClassKey {
    pub(crate) fn new(key: &KeyBytes, person: Uuid, class: u8, key_version: u32) -> Self {
        Self { cipher: key.cipher(), person, class, key_version }
    }

    /// Seals `plain` so that it opens at `place` only.
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        if !self.owns(place) {
            return Err(SealError::OtherPlace);
        }
        let associated_data = place.associated_data(format::PERSON, self.key_version);
        let header = (format::PERSON, self.key_version, place.layout);
        blob::seal(&self.cipher, header, &associated_data, plain)
    }

    /// Opens a value that was sealed at this very place.
    pub fn open(&self, place: &Place<'_>, blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        if !self.owns(place) {
            return Err(OpenError::OtherPlace);
        }
        let parsed = blob::parse(blob, format::PERSON)?;
        if parsed.key_id != self.key_version {
            return Err(OpenError::OtherKeyVersion(parsed.key_id));
        }
        if parsed.layout != place.layout {
            return Err(OpenError::OtherLayout(parsed.layout));
        }
        parsed.open(&self.cipher, &place.associated_data(format::PERSON, self.key_version))
    }

    fn owns(&self, place: &Place<'_>) -> bool {
        place.person == self.person && place.class == self.class
    }
}
