//! The keys of the folder that come and go while a process runs.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    epoch::EpochId,
    error::FolderError,
    folder::{Folder, KeyFile, Lock},
    key::KeyBytes,
    organisation::OrganisationKey,
    wrapped::WrappingKey,
};

/// The epoch keys and the versions of the organisation key, as last read.
pub(crate) struct Rings {
    /// The epoch keys that wrap and unwrap.
    pub(crate) epochs: BTreeMap<EpochId, WrappingKey>,
    /// The highest epoch in the folder.
    pub(crate) newest_epoch: EpochId,
    /// Epochs that this process gave up before their files are destroyed.
    pub(crate) forgotten: BTreeSet<EpochId>,
    /// The organisation keys that open.
    pub(crate) organisation: BTreeMap<u32, OrganisationKey>,
    /// The version that seals.
    pub(crate) newest_organisation: u32,
}

impl Rings {
    /// Reads them from the folder, without the epochs that are forgotten.
    pub(crate) fn read(folder: &Folder, lock: &Lock, forgotten: BTreeSet<EpochId>) -> Result<Self, FolderError> {
        let mut epochs = BTreeMap::new();
        let mut organisation = BTreeMap::new();
        let (mut newest_epoch, mut newest_organisation) = (None, None);
        for file in folder.keys(lock)? {
            match file {
                KeyFile::Epoch(number) => {
                    let id = EpochId(number);
                    newest_epoch = newest_epoch.max(Some(id));
                    if !forgotten.contains(&id) {
                        epochs.insert(id, WrappingKey::new(&folder.read(lock, file)?));
                    }
                }
                KeyFile::Organisation(version) => {
                    newest_organisation = newest_organisation.max(Some(version));
                    let key = OrganisationKey::new(&folder.read(lock, file)?, version);
                    organisation.insert(version, key);
                }
                KeyFile::Hash | KeyFile::Token | KeyFile::Checkpoint => {}
            }
        }
        let missing = |file: KeyFile| FolderError::MissingFile(folder.path().join(file.file_name()));
        Ok(Self {
            epochs,
            newest_epoch: newest_epoch.ok_or_else(|| missing(KeyFile::Epoch(1)))?,
            forgotten,
            organisation,
            newest_organisation: newest_organisation.ok_or_else(|| missing(KeyFile::Organisation(1)))?,
        })
    }

    /// Makes the next epoch key, in the folder and here.
    pub(crate) fn add_epoch(&mut self, folder: &Folder, lock: &Lock) -> Result<EpochId, FolderError> {
        let id = EpochId(next(self.newest_epoch.0)?);
        let key = KeyBytes::random();
        folder.write(lock, KeyFile::Epoch(id.0), &key)?;
        self.epochs.insert(id, WrappingKey::new(&key));
        self.newest_epoch = id;
        Ok(id)
    }

    /// Makes the next version of the organisation key, in the folder and here.
    pub(crate) fn add_organisation(&mut self, folder: &Folder, lock: &Lock) -> Result<u32, FolderError> {
        let version = next(self.newest_organisation)?;
        let key = KeyBytes::random();
        folder.write(lock, KeyFile::Organisation(version), &key)?;
        self.organisation.insert(version, OrganisationKey::new(&key, version));
        self.newest_organisation = version;
        Ok(version)
    }

    /// Gives up an epoch key in memory, the newest excepted; reading the folder does not bring it
    /// back.
    pub(crate) fn forget_epoch(&mut self, id: EpochId) -> Result<(), FolderError> {
        if id >= self.newest_epoch {
            return Err(FolderError::NewestEpoch(id));
        }
        self.epochs.remove(&id);
        self.forgotten.insert(id);
        Ok(())
    }
}

fn next(number: u32) -> Result<u32, FolderError> {
    number.checked_add(1).ok_or(FolderError::NoNumberLeft)
}
