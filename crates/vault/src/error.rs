//! What can go wrong. No error holds a secret or anything about a person.

use std::{io, path::PathBuf};

use thiserror::Error;

use crate::{epoch::EpochId, unlock::UnlockKind};

/// Why a value was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// The class key belongs to another person or class than the place.
    #[error("the key belongs to another person or class than the place")]
    OtherPlace,
    /// The plain value is over [`LONGEST_PLAIN`](crate::LONGEST_PLAIN).
    #[error("the value is longer than 64 MiB")]
    TooLong,
    /// The epoch key is not in memory: read the key folder again.
    #[error("epoch key {0} is not in memory")]
    UnknownEpoch(EpochId),
    /// The organisation key of this version is not in memory.
    #[error("organisation key {0} is not in memory")]
    UnknownOrganisationKey(u32),
}

/// Why sealed bytes were not opened. The bytes may have come from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenError {
    /// There are fewer bytes than the format has.
    #[error("the sealed bytes are cut short")]
    Truncated,
    /// They do not begin as sealed bytes do, or have bytes left over.
    #[error("these are not sealed bytes")]
    NotSealed,
    /// They are of a format that is unknown here or was not asked for.
    #[error("sealed bytes of format {0} are not expected here")]
    UnknownFormat(u8),
    /// The epoch key is not in memory: destroyed, or newer than the last look at the key folder.
    #[error("epoch key {0} is not in memory")]
    UnknownEpoch(EpochId),
    /// The organisation key of this version is not in memory.
    #[error("organisation key {0} is not in memory")]
    UnknownOrganisationKey(u32),
    /// The value was sealed under another version of the person key.
    #[error("sealed under version {0} of the person key")]
    OtherKeyVersion(u32),
    /// The value was sealed with another list of clear columns than the place has.
    #[error("sealed with layout {0}")]
    OtherLayout(u8),
    /// The class key belongs to another person or class than the place.
    #[error("the key belongs to another person or class than the place")]
    OtherPlace,
    /// The key is not the one that sealed this, though it has its number.
    #[error("the key check does not match")]
    WrongKey,
    /// Changed, or moved from the place where it was sealed.
    #[error("changed, or moved from where it was sealed")]
    Refused,
}

/// What is wrong with a key folder, and how to put it right.
#[derive(Debug, Error)]
pub enum FolderError {
    /// There is no such folder.
    #[error("there is no key folder at {}: make one with `criis keys new`, or mount the one you have", .0.display())]
    Missing(PathBuf),
    /// The path is something else.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// A new key folder has to begin empty.
    #[error("{} is not empty: a key folder is never written over; name an empty or a new folder", .0.display())]
    NotEmpty(PathBuf),
    /// There is no manifest: `create` was interrupted, or this is no key folder.
    #[error("{} has no manifest: if it was in use, restore it from the key archive; if making it was interrupted, make another with `criis keys new`", .0.display())]
    Unfinished(PathBuf),
    /// A file that must be there is not.
    #[error("{} is missing: restore the key folder from its archive", .0.display())]
    MissingFile(PathBuf),
    /// Others than the owner can reach it.
    #[error("{} can be reached by others than its owner: run `chmod {} {}`", .0.display(), if .0.is_dir() { "700" } else { "600" }, .0.display())]
    NotPrivate(PathBuf),
    /// A file is shorter than it was written.
    #[error("{} is cut short: restore it from the key archive", .0.display())]
    Truncated(PathBuf),
    /// A file is not as it was written.
    #[error("{} is damaged or is another folder's: restore it from the key archive", .0.display())]
    Damaged(PathBuf),
    /// A newer CRiiS made it.
    #[error("{} has format {}, which this version of CRiiS does not know", .0.display(), .1)]
    UnknownFormat(PathBuf, u32),
    /// Another way of unlocking is needed than the one given.
    #[error("the key folder is unlocked by {needed}, not by {given}")]
    OtherUnlock {
        /// What the manifest says.
        needed: UnlockKind,
        /// What was given.
        given: UnlockKind,
    },
    /// The passphrase or credential is not the one.
    #[error("the {0} does not open the key folder: give the one that it was made with")]
    WrongSecret(UnlockKind),
    /// The passphrase or credential is too short to protect anything.
    #[error("a {kind} needs at least {least} {}", if *.kind == UnlockKind::Passphrase { "characters" } else { "bytes" })]
    WeakSecret {
        /// Which of them.
        kind: UnlockKind,
        /// How long it has to be.
        least: usize,
    },
    /// The newest epoch key is in use and cannot be destroyed.
    #[error("epoch {0} is the newest: make another and rewrap everybody before destroying it")]
    NewestEpoch(EpochId),
    /// All numbers are used up.
    #[error("there are no numbers left for another key")]
    NoNumberLeft,
    /// The operating system refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}
