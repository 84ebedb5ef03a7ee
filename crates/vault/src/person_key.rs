//! The key of one service user, from which the keys of their classes come.

use uuid::Uuid;

use crate::{class_key::ClassKey, key::KeyBytes};

/// A random 256-bit key for one person. Destroying every copy of it erases the person.
///
/// It leaves memory only wrapped, by [`Keys::wrap`](crate::Keys::wrap).
pub struct PersonKey {
    version: u32,
    key: KeyBytes,
}

impl PersonKey {
    /// A new person's key, of version 1.
    pub fn generate() -> Self {
        Self { version: 1, key: KeyBytes::random() }
    }

    /// A new key for the same person, of the next version: everything about them is resealed.
    #[must_use]
    pub fn successor(&self) -> Self {
        Self { version: self.version.saturating_add(1), key: KeyBytes::random() }
    }

    /// Which of the person's keys this is, from 1.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The key of one class of this person's data.
    ///
    /// HKDF-SHA-256 with the person's id as salt and `criis/v1` and the class's number as info.
    pub fn class_key(&self, person: Uuid, class: u8) -> ClassKey {
        let mut info = *b"criis/v1\0";
        if let Some(last) = info.last_mut() {
            *last = class;
        }
        let key = self.key.derive(person.as_bytes(), &info);
        ClassKey::new(&key, person, class, self.version)
    }

    pub(crate) fn from_parts(version: u32, key: KeyBytes) -> Self {
        Self { version, key }
    }

    pub(crate) fn key(&self) -> &KeyBytes {
        &self.key
    }
}
