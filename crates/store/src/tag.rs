//! Tags on rows that decide access or sign-in: one changed behind CRiiS's back is refused.
//!
//! A tag is an HMAC, under a key of the key folder, of the table's name and of the row's deciding columns. Whoever
//! writes to the database without the key folder can make no row that holds, and change none; what they can do is
//! put an older row back as it was, or take one away. `criis audit verify` finds that for memberships, whose
//! versions the ledger knows.

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;
use vault::{HashPurpose, Keys};

use crate::error::Error;
use crate::sql::{Identifier, Instant, Key};

/// A row whose deciding columns carry a tag.
pub trait Tagged {
    /// The table's name, part of what is tagged: never changed, whatever becomes of the table.
    const TABLE: &'static str;

    /// Which row it is, to name it when its tag does not hold.
    fn id(&self) -> Uuid;

    /// Put in every column that decides anything, in an order that never changes; a new column comes last.
    fn deciding(&self, columns: &mut Columns);

    /// The tag as the row carries it.
    fn tag(&self) -> &[u8];

    /// Let the row carry this tag.
    fn set_tag(&mut self, tag: Vec<u8>);

    /// The row with the tag of its columns as they are now.
    #[must_use]
    fn tagged(mut self, keys: &Keys) -> Self
    where
        Self: Sized,
    {
        let tag = make(keys, &self);
        self.set_tag(tag);
        self
    }

    /// The row, if its tag holds.
    ///
    /// # Errors
    /// [`Error::Tampered`], which is logged and counted here.
    fn untampered(self, keys: &Keys) -> Result<Self, Error>
    where
        Self: Sized,
    {
        if make(keys, &self) == self.tag() {
            return Ok(self);
        }
        TAMPERED.fetch_add(1, Ordering::Relaxed);
        log::error!("a row of {} was changed behind CRiiS's back and is refused: {}", Self::TABLE, self.id());
        Err(Error::Tampered(self.id()))
    }
}

static TAMPERED: AtomicU64 = AtomicU64::new(0);

/// How often this process has refused a row whose tag did not hold.
pub fn tampered() -> u64 {
    TAMPERED.load(Ordering::Relaxed)
}

fn make<T: Tagged>(keys: &Keys, row: &T) -> Vec<u8> {
    let mut columns = Columns::default();
    row.deciding(&mut columns);
    keys.keyed_hash(HashPurpose::RowTag, &[T::TABLE.as_bytes(), &columns.bytes]).to_vec()
}

/// The deciding columns of a row as bytes: each with its length before it, so that nothing can move from one column
/// into the next, and nothing told from empty.
#[derive(Default)]
pub struct Columns {
    bytes: Vec<u8>,
}

impl Columns {
    /// Bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.push(1);
        self.bytes.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// Bytes, or nothing.
    pub fn maybe_bytes(&mut self, bytes: Option<&[u8]>) -> &mut Self {
        if let Some(bytes) = bytes {
            return self.bytes(bytes);
        }
        self.bytes.push(0);
        self
    }

    /// An identifier.
    pub fn id<T: Identifier>(&mut self, id: Key<T>) -> &mut Self {
        self.bytes(id.0.uuid().as_bytes())
    }

    /// An identifier, or nothing.
    pub fn maybe_id<T: Identifier>(&mut self, id: Option<Key<T>>) -> &mut Self {
        self.maybe_bytes(id.as_ref().map(|id| id.0.uuid().as_bytes().as_slice()))
    }

    /// A whole number.
    pub fn number(&mut self, number: impl Into<i64>) -> &mut Self {
        self.bytes(&number.into().to_be_bytes())
    }

    /// Yes or no.
    pub fn flag(&mut self, is_set: bool) -> &mut Self {
        self.number(i64::from(is_set))
    }

    /// An instant.
    pub fn at(&mut self, at: Instant) -> &mut Self {
        self.number(at.micros())
    }

    /// An instant, or nothing.
    pub fn maybe_at(&mut self, at: Option<Instant>) -> &mut Self {
        let bytes = at.map(|at| at.micros().to_be_bytes());
        self.maybe_bytes(bytes.as_ref().map(<[u8; 8]>::as_slice))
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// The SHA-256 of all of them.
    pub fn digest(&self) -> [u8; 32] {
        vault::digest::sha256(&[&self.bytes])
    }
}

#[cfg(test)]
mod tests;
