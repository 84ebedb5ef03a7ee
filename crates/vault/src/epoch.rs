//! Epoch keys: what every person key is wrapped with until the next deletion.
//!
//! When a person is deleted, everybody else is wrapped with a new epoch key and the old one is
//! destroyed: from then on the deleted person's wrapped key is dead in every old copy of the
//! database, whoever holds it.

use std::fmt;

use crate::{blob::format, error::OpenError, wrapped};

/// The number of an epoch key. They are counted from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpochId(pub u32);

impl fmt::Display for EpochId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Which epoch a wrapped person key says it was wrapped in.
///
/// Nothing is authenticated: it finds rows to rewrap, and unwrapping decides.
pub fn epoch_of(wrapped: &[u8]) -> Result<EpochId, OpenError> {
    Ok(EpochId(wrapped::parse(wrapped, format::PERSON_KEY)?.key_id))
}
