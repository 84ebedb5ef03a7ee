//! The keys of CRiiS and everything that is sealed with them.
//!
//! This is the only crate that names a cipher. It knows no database, no noun of the service and no
//! clock: a caller says *where* a value belongs (its [`Place`]) and gets bytes that open nowhere
//! else. Whoever has those bytes and not the key folder, for ever, learns their padded length.
//!
//! ```text
//! passphrase ─▶ master key ─▶ key folder: epoch keys ─▶ person keys ─▶ class keys ─▶ fields
//!                                         organisation keys ─▶ names of services, staff, clients
//!                                         hash key, token key, checkpoint key
//! ```
//!
//! [`Keys`] is the opened folder. The bytes of every format, with test vectors, are described in
//! `docs/security-format.md`, and `tests/vectors/open_sealed.py` opens them without any of this code.
//!
//! Invariants: a key is chosen by the id that the bytes carry and never tried in turn; no secret
//! has `Debug`, `Display` or `Serialize`; bytes from outside are never sliced before their length
//! is known; nothing here panics on what it reads.

mod blob;
mod checkpoint;
mod class_key;
mod device;
mod epoch;
mod error;
mod folder;
mod hash;
mod hex;
mod key;
mod keys;
mod organisation;
mod padding;
mod parts;
mod person_key;
mod place;
mod rings;
mod token;
mod unlock;
mod wrapped;

pub mod digest;
pub mod passkey;
pub mod password;
pub mod random;
pub mod totp;

pub use blob::layout_of;
pub use checkpoint::{CheckpointKey, Verifier};
pub use class_key::ClassKey;
pub use device::same_device;
pub use epoch::{EpochId, epoch_of};
pub use error::{FolderError, OpenError, SealError};
pub use hash::HashPurpose;
pub use keys::Keys;
pub use padding::LONGEST_PLAIN;
pub use person_key::PersonKey;
pub use place::{OrganisationPlace, Place};
pub use token::TokenKeys;
pub use unlock::{Unlock, UnlockKind};
