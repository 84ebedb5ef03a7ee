//! The manifest: which way of unlocking the folder needs, and the master key under it.
//!
//! Two lines of text: the values as JSON, and `sha256` with the digest of the first line, so that a
//! damaged file is told from a wrong passphrase. The digest is against accidents; against changes on
//! purpose the master key is sealed with the other values as associated data.

use std::path::{Path, PathBuf};

use rand::RngCore;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::{MASTER, file};
use crate::{
    blob::format,
    error::{FolderError, OpenError},
    hex,
    key::KeyBytes,
    parts::prefixed,
    unlock::{Stretch, Unlock, UnlockKind},
    wrapped::{self, Label, WrappingKey},
};

/// The manifest's file.
pub(super) const NAME: &str = "manifest";

/// The format that is written and understood.
const FORMAT: u32 = 1;

/// The values of the first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u32,
    unlock: UnlockKind,
    /// For a passphrase: how it is stretched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stretch: Option<Stretch>,
    /// For a passphrase or a credential: 16 random bytes.
    salt: String,
    /// The master key, wrapped; in a bare folder the key itself.
    master: String,
}

/// What is read before the rest, so that a newer manifest is called newer and not damaged.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// The bytes of a manifest for a new master key.
pub(super) fn seal(folder: &Path, unlock: &Unlock, master: &KeyBytes) -> Result<Zeroizing<Vec<u8>>, FolderError> {
    let mut salt = [0; 16];
    rand::thread_rng().fill_bytes(&mut salt);
    let unlocked_by = unlock.kind();
    let mut manifest = Manifest {
        format: FORMAT,
        unlock: unlocked_by,
        stretch: (unlocked_by == UnlockKind::Passphrase).then_some(Stretch::NOW),
        salt: hex::encode(&salt),
        master: String::new(),
    };
    manifest.master = match unlocked_by {
        UnlockKind::Bare => hex::encode(master.reveal()),
        UnlockKind::Passphrase | UnlockKind::Credential => {
            let key = unlock.wrapping_key(&salt, Stretch::NOW).ok_or(FolderError::WrongSecret(unlocked_by))?;
            let label = Label { format: format::MASTER_KEY, key_id: 0, number: MASTER };
            hex::encode(&WrappingKey::new(&key).wrap(label, &manifest.binding(&salt), master))
        }
    };
    manifest.to_bytes().map_err(|source| FolderError::Io { path: folder.join(NAME), source })
}

/// The master key, where `unlock` is what the manifest needs.
pub(super) fn open(folder: &Path, unlock: &Unlock) -> Result<KeyBytes, FolderError> {
    let path = folder.join(NAME);
    let manifest = read(folder)?;
    if unlock.kind() != manifest.unlock {
        return Err(FolderError::OtherUnlock { needed: manifest.unlock, given: unlock.kind() });
    }
    let damaged = || FolderError::Damaged(path.clone());
    let salt = hex::decode(&manifest.salt).ok_or_else(damaged)?;
    let master = Zeroizing::new(hex::decode(&manifest.master).ok_or_else(damaged)?);
    if manifest.unlock == UnlockKind::Bare {
        return KeyBytes::from_slice(&master).ok_or_else(damaged);
    }
    let stretch = manifest.stretch.unwrap_or(Stretch::NOW);
    if !stretch.is_bearable() {
        return Err(damaged());
    }
    let parsed = wrapped::parse(&master, format::MASTER_KEY).map_err(|_| damaged())?;
    let key = unlock.wrapping_key(&salt, stretch).ok_or_else(damaged)?;
    WrappingKey::new(&key).unwrap(&parsed, &manifest.binding(&salt)).map_err(|error| match error {
        OpenError::WrongKey => FolderError::WrongSecret(manifest.unlock),
        _ => damaged(),
    })
}

/// Which way of unlocking the folder needs.
pub(super) fn needs(folder: &Path) -> Result<UnlockKind, FolderError> {
    Ok(read(folder)?.unlock)
}

fn read(folder: &Path) -> Result<Manifest, FolderError> {
    let path = folder.join(NAME);
    let bytes = match file::read(folder, NAME) {
        Err(FolderError::MissingFile(_)) => {
            return Err(FolderError::Unfinished(folder.to_owned()));
        }
        read => read?,
    };
    parse(&bytes, path)
}

/// The manifest that the bytes of its file spell.
fn parse(bytes: &[u8], path: PathBuf) -> Result<Manifest, FolderError> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let (Some(values), Some(digest)) = (lines.next(), lines.next()) else {
        return Err(FolderError::Truncated(path));
    };
    let expected = digest_line(values);
    if digest.len() < expected.len() && lines.next().is_none() {
        return Err(FolderError::Truncated(path));
    }
    if digest != expected.as_bytes() || lines.next().is_some() {
        return Err(FolderError::Damaged(path));
    }
    let version: Version = serde_json::from_slice(values).map_err(|_| FolderError::Damaged(path.clone()))?;
    if version.format != FORMAT {
        return Err(FolderError::UnknownFormat(path, version.format));
    }
    serde_json::from_slice(values).map_err(|_| FolderError::Damaged(path))
}

fn digest_line(values: &[u8]) -> String {
    format!("sha256 {}\n", hex::encode(&Sha256::digest(values)))
}

impl Manifest {
    /// The clear values that the master key is bound to.
    fn binding(&self, salt: &[u8]) -> Vec<u8> {
        let kind: &[u8] = match self.unlock {
            UnlockKind::Passphrase => b"passphrase",
            UnlockKind::Credential => b"credential",
            UnlockKind::Bare => b"bare",
        };
        let (memory, passes, lanes) =
            self.stretch.map_or((0, 0, 0), |stretch| (stretch.memory, stretch.passes, stretch.lanes));
        prefixed(&[
            &self.format.to_be_bytes(),
            kind,
            &memory.to_be_bytes(),
            &passes.to_be_bytes(),
            &lanes.to_be_bytes(),
            salt,
        ])
    }

    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, std::io::Error> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1024));
        serde_json::to_writer(&mut *bytes, self)?;
        bytes.push(b'\n');
        let digest = digest_line(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        Ok(bytes)
    }
}

impl Drop for Manifest {
    fn drop(&mut self) {
        // In a bare folder this is the master key itself.
        self.master.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
            prop_assert!(parse(&bytes, PathBuf::from(NAME)).is_err());
        }

        #[test]
        fn no_values_panic_under_a_digest_that_is_right(
            format in 0_u32..3, unlock in "[a-z]{0,12}|bare|passphrase|credential", salt in ".{0,40}", master in ".{0,80}",
            memory in any::<u32>(), more in "|,\"more\":1|,\"stretch\":\\[\\]",
        ) {
            let (salt, master) = (serde_json::Value::from(salt), serde_json::Value::from(master));
            let stretch = format!("{{\"memory\":{memory},\"passes\":1,\"lanes\":1}}");
            let values = format!(
                "{{\"format\":{format},\"unlock\":\"{unlock}\",\"stretch\":{stretch},\"salt\":{salt},\"master\":{master}{more}}}\n"
            );
            let bytes = [values.as_bytes(), digest_line(values.as_bytes()).as_bytes()].concat();
            let kind = ["bare", "passphrase", "credential"].contains(&unlock.as_str());
            let read = parse(&bytes, PathBuf::from(NAME));
            prop_assert_eq!(read.is_ok(), format == FORMAT && kind && more.is_empty());
        }
    }
}
