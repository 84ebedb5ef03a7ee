//! A request that may come twice.

use uuid::Uuid;

/// An idempotency key with the body that it was sent with.
#[derive(Clone, Default)]
pub struct Once {
    /// The caller's key, if they sent one.
    pub key: Option<Uuid>,
    /// The body's canonical bytes; only a keyed hash of it is kept.
    pub body: Vec<u8>,
    /// The id that the record is to have, where the caller knows it already.
    pub record: Option<Uuid>,
}
