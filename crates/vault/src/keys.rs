//! The opened key folder: what every process that seals or opens anything holds.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    blob::{self, format},
    checkpoint::CheckpointKey,
    epoch::EpochId,
    error::{FolderError, OpenError, SealError},
    folder::{Folder, KeyFile, Lock},
    hash::{HashKeys, HashPurpose},
    key::KeyBytes,
    person_key::PersonKey,
    place::OrganisationPlace,
    rings::Rings,
    token::TokenKeys,
    unlock::{Unlock, UnlockKind},
    wrapped::{self, Label},
};

/// An opened key folder, shared by all who clone it and safe between threads.
///
/// It prints nothing and is not serialised. Its keys are wiped when the last clone goes.
#[derive(Clone)]
pub struct Keys(Arc<Opened>);

struct Opened {
    folder: Folder,
    hash: HashKeys,
    token_seed: KeyBytes,
    /// None in a folder of before there were checkpoints, until [`Keys::add_checkpoint_key`].
    checkpoint: OnceLock<CheckpointKey>,
    rings: RwLock<Rings>,
}

/// The folder itself.
impl Keys {
    /// Makes a key folder with a first key of every kind: `criis keys new`.
    ///
    /// Refuses a folder that is not empty. The folder is readable by its owner only and written
    /// such that an interruption leaves one that does not open.
    pub fn create(folder: &Path, unlock: &Unlock) -> Result<Self, FolderError> {
        let (begun, lock, unfinished) = Folder::begin(folder, unlock)?;
        let first = [KeyFile::Epoch(1), KeyFile::Organisation(1), KeyFile::Hash, KeyFile::Token, KeyFile::Checkpoint];
        for key in first {
            begun.write(&lock, key, &KeyBytes::random())?;
        }
        begun.finish(&lock, &unfinished)?;
        Self::read(begun, &lock)
    }

    /// Opens a key folder. Takes about a tenth of a second where it is sealed by a passphrase.
    ///
    /// Every way in which it can be missing, closed to us, open to others or damaged has its own
    /// error, which says how to put it right.
    pub fn open(folder: &Path, unlock: &Unlock) -> Result<Self, FolderError> {
        let folder = Folder::open(folder, unlock)?;
        let lock = folder.lock_shared()?;
        Self::read(folder, &lock)
    }

    /// Which way of unlocking the key folder at this path needs, to know what to ask for.
    pub fn unlock_kind(folder: &Path) -> Result<UnlockKind, FolderError> {
        Folder::needs(folder)
    }

    /// Reads the folder again: for a process that meets an unknown epoch or organisation key.
    ///
    /// Keys that are gone from the folder are forgotten.
    pub fn reload(&self) -> Result<(), FolderError> {
        let lock = self.0.folder.lock_shared()?;
        let forgotten = self.rings().forgotten.clone();
        let read = Rings::read(&self.0.folder, &lock, forgotten)?;
        *self.rings_mut() = read;
        Ok(())
    }

    /// Where the folder is.
    pub fn folder(&self) -> &Path {
        self.0.folder.path()
    }

    /// Whether the master key lies in the folder as it is, so that the folder is as good as the keys.
    pub fn is_bare(&self) -> bool {
        self.0.folder.kind() == UnlockKind::Bare
    }

    fn read(folder: Folder, lock: &Lock) -> Result<Self, FolderError> {
        let hash = HashKeys::new(&folder.read(lock, KeyFile::Hash)?);
        let token_seed = folder.read(lock, KeyFile::Token)?;
        let checkpoint = OnceLock::new();
        if folder.keys(lock)?.contains(&KeyFile::Checkpoint) {
            let _ = checkpoint.set(CheckpointKey::new(&folder.read(lock, KeyFile::Checkpoint)?));
        }
        let rings = RwLock::new(Rings::read(&folder, lock, BTreeSet::new())?);
        Ok(Self(Arc::new(Opened { folder, hash, token_seed, checkpoint, rings })))
    }

    // A thread that panicked holding the lock left whole maps behind: changes are one insertion or
    // one replacement.
    fn rings(&self) -> RwLockReadGuard<'_, Rings> {
        self.0.rings.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn rings_mut(&self) -> RwLockWriteGuard<'_, Rings> {
        self.0.rings.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Epochs, and the person keys that are wrapped in them.
impl Keys {
    /// The highest epoch in the folder, as last read.
    pub fn newest_epoch(&self) -> EpochId {
        self.rings().newest_epoch
    }

    /// Whether this epoch's key is in memory.
    pub fn has_epoch(&self, epoch: EpochId) -> bool {
        self.rings().epochs.contains_key(&epoch)
    }

    /// The epochs whose keys are in memory, oldest first.
    pub fn epochs(&self) -> Vec<EpochId> {
        self.rings().epochs.keys().copied().collect()
    }

    /// Makes the next epoch key. File and folder are synced before it returns.
    pub fn add_epoch(&self) -> Result<EpochId, FolderError> {
        self.change(Rings::add_epoch)
    }

    /// Gives up an epoch key in memory, so that this process can say that it dropped it before the
    /// file is destroyed. Reloading does not bring it back. Refuses the newest.
    pub fn forget_epoch(&self, epoch: EpochId) -> Result<(), FolderError> {
        self.change(|rings, _, _| rings.forget_epoch(epoch))
    }

    /// Destroys an epoch key: its file is overwritten and removed, the folder synced, the key
    /// forgotten. From then on nothing that was wrapped with it opens.
    ///
    /// It may be called again after an interruption, or for an epoch that is gone. Refuses the
    /// newest.
    pub fn destroy_epoch(&self, epoch: EpochId) -> Result<(), FolderError> {
        self.change(|rings, folder, lock| {
            rings.forget_epoch(epoch)?;
            folder.destroy(lock, KeyFile::Epoch(epoch.0))
        })
    }

    /// Wraps a person's key with this epoch's key. The result carries the epoch, the key's version
    /// and a key check, and unwraps for this person only.
    pub fn wrap(&self, epoch: EpochId, person: Uuid, key: &PersonKey) -> Result<Vec<u8>, SealError> {
        let rings = self.rings();
        let epoch_key = rings.epochs.get(&epoch).ok_or(SealError::UnknownEpoch(epoch))?;
        let label = Label { format: format::PERSON_KEY, key_id: epoch.0, number: key.version() };
        Ok(epoch_key.wrap(label, person.as_bytes(), key.key()))
    }

    /// The key inside, where it was wrapped for this person in an epoch whose key is in memory.
    pub fn unwrap(&self, person: Uuid, wrapped: &[u8]) -> Result<PersonKey, OpenError> {
        let parsed = wrapped::parse(wrapped, format::PERSON_KEY)?;
        let epoch = EpochId(parsed.key_id);
        let rings = self.rings();
        let epoch_key = rings.epochs.get(&epoch).ok_or(OpenError::UnknownEpoch(epoch))?;
        let key = epoch_key.unwrap(&parsed, person.as_bytes())?;
        Ok(PersonKey::from_parts(parsed.number, key))
    }

    /// Changes the folder under its lock, beginning from what is there now and not from what this
    /// process last saw: another may have added a key.
    fn change<T>(
        &self,
        step: impl FnOnce(&mut Rings, &Folder, &Lock) -> Result<T, FolderError>,
    ) -> Result<T, FolderError> {
        let folder = &self.0.folder;
        let lock = folder.lock()?;
        let forgotten = self.rings().forgotten.clone();
        let mut rings = Rings::read(folder, &lock, forgotten)?;
        let done = step(&mut rings, folder, &lock);
        // Even where the step failed: an epoch that could not be destroyed is forgotten all the same.
        *self.rings_mut() = rings;
        done
    }
}

/// The organisation's own values, hashes and tokens.
impl Keys {
    /// Seals a value of the organisation's under the newest version of its key.
    pub fn seal_organisation(&self, place: &OrganisationPlace<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let rings = self.rings();
        let version = rings.newest_organisation;
        let key = rings.organisation.get(&version);
        key.ok_or(SealError::UnknownOrganisationKey(version))?.seal(place, plain)
    }

    /// Opens a value of the organisation's that was sealed at this very place, under any version of
    /// the key that is in memory.
    pub fn open_organisation(
        &self,
        place: &OrganisationPlace<'_>,
        blob: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let parsed = blob::parse(blob, format::ORGANISATION)?;
        let rings = self.rings();
        let key = rings.organisation.get(&parsed.key_id);
        key.ok_or(OpenError::UnknownOrganisationKey(parsed.key_id))?.open(place, &parsed)
    }

    /// Makes the next version of the organisation key, which seals from now on: yearly, and long
    /// before 2³² seals.
    pub fn add_organisation_version(&self) -> Result<u32, FolderError> {
        self.change(Rings::add_organisation)
    }

    /// The version of the organisation key that seals.
    pub fn organisation_version(&self) -> u32 {
        self.rings().newest_organisation
    }

    /// HMAC-SHA-256 of the parts under the purpose's own key.
    pub fn keyed_hash(&self, purpose: HashPurpose, parts: &[&[u8]]) -> [u8; 32] {
        self.0.hash.hash(purpose, parts)
    }

    /// The key that signs the ledger's checkpoints. None in a folder from before there were any: then
    /// [`Keys::add_checkpoint_key`] makes one, once.
    pub fn checkpoint_key(&self) -> Option<&CheckpointKey> {
        self.0.checkpoint.get()
    }

    /// Makes the key that signs checkpoints, or takes up the one that another process has made by now.
    pub fn add_checkpoint_key(&self) -> Result<(), FolderError> {
        let folder = &self.0.folder;
        let lock = folder.lock()?;
        if !folder.keys(&lock)?.contains(&KeyFile::Checkpoint) {
            folder.write(&lock, KeyFile::Checkpoint, &KeyBytes::random())?;
        }
        let key = CheckpointKey::new(&folder.read(&lock, KeyFile::Checkpoint)?);
        // Set already where another thread was first, to the same.
        let _ = self.0.checkpoint.set(key);
        Ok(())
    }

    /// The key that signs access tokens, the same in every process on this folder.
    pub fn token_signing_key(&self) -> TokenKeys {
        TokenKeys::new(&self.0.token_seed)
    }
}
