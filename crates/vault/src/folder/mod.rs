//! The key folder on disk: its manifest, and one small file for each key, sealed by the master key.
//!
//! Every step that changes it writes a new file beside, syncs it, renames it and syncs the folder,
//! under a lock that all processes take, so that a crash leaves the old state or the new one.

mod file;
mod lock;
mod manifest;
mod name;

use std::path::{Path, PathBuf};

use crate::{
    blob::format,
    error::FolderError,
    key::KeyBytes,
    unlock::{Unlock, UnlockKind},
    wrapped::{self, Label, WrappingKey},
};

pub(crate) use lock::Lock;
pub(crate) use name::KeyFile;

/// The master key that is in use has this number; another would come with a new manifest.
const MASTER: u32 = 1;

/// An opened key folder.
pub(crate) struct Folder {
    path: PathBuf,
    kind: UnlockKind,
    master: WrappingKey,
}

impl Folder {
    /// Makes a folder whose manifest is not written yet; [`Self::finish`] comes last, so that an
    /// interrupted making leaves nothing that opens.
    pub(crate) fn begin(path: &Path, unlock: &Unlock) -> Result<(Self, Lock, Unfinished), FolderError> {
        unlock.strong_enough()?;
        file::make_folder(path)?;
        let lock = Lock::exclusive(path)?;
        // Another process may have begun between the look and the lock.
        file::refuse_unless_empty(path)?;
        let master = KeyBytes::random();
        let manifest = manifest::seal(path, unlock, &master)?;
        let folder = Self { path: path.to_owned(), kind: unlock.kind(), master: WrappingKey::new(&master) };
        Ok((folder, lock, Unfinished { manifest }))
    }

    /// Writes the manifest: from here on the folder opens.
    pub(crate) fn finish(&self, _: &Lock, unfinished: &Unfinished) -> Result<(), FolderError> {
        file::write(&self.path, manifest::NAME, &unfinished.manifest)
    }

    /// Opens a folder that was made before.
    pub(crate) fn open(path: &Path, unlock: &Unlock) -> Result<Self, FolderError> {
        file::check_folder(path)?;
        let master = manifest::open(path, unlock)?;
        Ok(Self { path: path.to_owned(), kind: unlock.kind(), master: WrappingKey::new(&master) })
    }

    /// Which way of unlocking the folder at `path` needs.
    pub(crate) fn needs(path: &Path) -> Result<UnlockKind, FolderError> {
        file::check_folder(path)?;
        manifest::needs(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How it was unlocked.
    pub(crate) fn kind(&self) -> UnlockKind {
        self.kind
    }

    /// Waits until no other process changes or reads the folder.
    pub(crate) fn lock(&self) -> Result<Lock, FolderError> {
        Lock::exclusive(&self.path)
    }

    /// Waits until no other process changes the folder.
    pub(crate) fn lock_shared(&self) -> Result<Lock, FolderError> {
        Lock::shared(&self.path)
    }

    /// The keys that have files, in the order of their numbers.
    pub(crate) fn keys(&self, _: &Lock) -> Result<Vec<KeyFile>, FolderError> {
        let mut keys: Vec<_> = file::names(&self.path)?.iter().filter_map(|name| KeyFile::parse(name)).collect();
        keys.sort_unstable();
        Ok(keys)
    }

    /// Reads one key.
    pub(crate) fn read(&self, _: &Lock, key: KeyFile) -> Result<KeyBytes, FolderError> {
        let name = key.file_name();
        let path = self.path.join(&name);
        let bytes = file::read(&self.path, &name)?;
        if bytes.len() < wrapped::SIZE {
            return Err(FolderError::Truncated(path));
        }
        let damaged = |_| FolderError::Damaged(path.clone());
        let parsed = wrapped::parse(&bytes, format::FOLDER_KEY).map_err(damaged)?;
        if parsed.key_id != MASTER || parsed.number != key.number() {
            return Err(FolderError::Damaged(path));
        }
        self.master.unwrap(&parsed, name.as_bytes()).map_err(damaged)
    }

    /// Writes one key; file and folder are synced when this returns.
    pub(crate) fn write(&self, _: &Lock, key: KeyFile, bytes: &KeyBytes) -> Result<(), FolderError> {
        let name = key.file_name();
        let label = Label { format: format::FOLDER_KEY, key_id: MASTER, number: key.number() };
        file::write(&self.path, &name, &self.master.wrap(label, name.as_bytes(), bytes))
    }

    /// Destroys one key and whatever an interrupted destruction left. It may be gone already.
    pub(crate) fn destroy(&self, _: &Lock, key: KeyFile) -> Result<(), FolderError> {
        file::destroy(&self.path, &key.file_name())
    }
}

/// The manifest of a folder that is being made.
pub(crate) struct Unfinished {
    manifest: zeroize::Zeroizing<Vec<u8>>,
}
