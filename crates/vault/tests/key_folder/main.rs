//! The key folder: made, opened, damaged, and its epochs.
#![expect(clippy::unwrap_used, reason = "a test that finds something else is to stop")]

mod damage;
mod epochs;
mod unlocking;

use std::path::PathBuf;

use vault::{Keys, Unlock};
use zeroize::Zeroizing;

/// A temporary folder, and a path in it where there is nothing yet.
fn somewhere() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    (folder, path)
}

/// A bare key folder that lives as long as the test.
fn bare() -> (tempfile::TempDir, Keys) {
    let (folder, path) = somewhere();
    let keys = Keys::create(&path, &Unlock::Bare).unwrap();
    (folder, keys)
}

fn passphrase(words: &str) -> Unlock {
    Unlock::Passphrase(Zeroizing::new(words.into()))
}
