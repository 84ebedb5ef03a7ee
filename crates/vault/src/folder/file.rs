//! Files of the key folder: read only where they are private, written so that a crash does no harm.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

use rand::RngCore;
use zeroize::Zeroizing;

use super::lock;
use crate::error::FolderError;

/// No file of the folder is longer; what is longer is none of ours and is not read into memory.
const LONGEST: u64 = 64 * 1024;

/// What a file is called until it is whole.
const NEW: &str = "new";
/// What a file is called while it is being overwritten.
const DESTROYED: &str = "destroyed";

/// Makes the folder, or takes over an empty one.
pub(super) fn make_folder(path: &Path) -> Result<(), FolderError> {
    let made = DirBuilder::new().mode(0o700).create(path);
    match made {
        Ok(()) => sync_folder(path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            refuse_unless_empty(path)?;
            fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(at(path))
        }
        Err(error) => Err(at(path)(error)),
    }
}

/// A key folder is made of nothing but, at most, its lock.
pub(super) fn refuse_unless_empty(path: &Path) -> Result<(), FolderError> {
    if !fs::metadata(path).map_err(at(path))?.is_dir() {
        return Err(FolderError::NotAFolder(path.to_owned()));
    }
    if names(path)?.iter().any(|name| name != lock::NAME) {
        return Err(FolderError::NotEmpty(path.to_owned()));
    }
    Ok(())
}

/// Refuses a folder that is missing or that others than its owner can reach.
pub(super) fn check_folder(path: &Path) -> Result<(), FolderError> {
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(FolderError::Missing(path.to_owned()));
        }
        found => found.map_err(at(path))?,
    };
    if !metadata.is_dir() {
        return Err(FolderError::NotAFolder(path.to_owned()));
    }
    refuse_unless_private(path, &metadata)
}

/// The names of all files in the folder. Names that are not text are none of ours.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, FolderError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        names.push(entry.map_err(at(folder))?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// The whole of a private file.
pub(super) fn read(folder: &Path, name: &str) -> Result<Zeroizing<Vec<u8>>, FolderError> {
    let path = folder.join(name);
    let file = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(FolderError::MissingFile(path));
        }
        opened => opened.map_err(at(&path))?,
    };
    let metadata = file.metadata().map_err(at(&path))?;
    refuse_unless_private(&path, &metadata)?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return Err(FolderError::Damaged(path));
    }
    // The room is there at once: growing would leave a copy of a bare key behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(LONGEST).unwrap_or(0)));
    file.take(LONGEST).read_to_end(&mut bytes).map_err(at(&path))?;
    Ok(bytes)
}

/// Writes a file whole or not at all; it and the folder are synced when this returns.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
    let path = folder.join(name);
    let new = folder.join(format!("{name}.{NEW}"));
    // What an interrupted call left may have other permissions, so it is not written over.
    match fs::remove_file(&new) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        removed => removed.map_err(at(&new))?,
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new).map_err(at(&new))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(at(&new))?;
    fs::rename(&new, &path).map_err(at(&path))?;
    sync_folder(folder)
}

/// Overwrites and removes a file, and what an interrupted call left.
///
/// It is renamed first, so that a crash in the middle leaves no damaged file under a key's name. A
/// disk may keep what was overwritten; what is there is sealed by the master key all the same, and
/// operations keep the folder out of snapshots and host backups.
pub(super) fn destroy(folder: &Path, name: &str) -> Result<(), FolderError> {
    let path = folder.join(name);
    match fs::rename(&path, folder.join(format!("{name}.{DESTROYED}"))) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        renamed => renamed.map_err(at(&path))?,
    }
    sync_folder(folder)?;
    for left in names(folder)?.iter().filter(|name| name.ends_with(&format!(".{DESTROYED}"))) {
        overwrite_and_remove(&folder.join(left))?;
    }
    sync_folder(folder)
}

fn overwrite_and_remove(path: &Path) -> Result<(), FolderError> {
    let mut file = OpenOptions::new().write(true).open(path).map_err(at(path))?;
    let length = file.metadata().map_err(at(path))?.len().min(LONGEST);
    let mut noise = vec![0; usize::try_from(length).unwrap_or(0)];
    rand::thread_rng().fill_bytes(&mut noise);
    file.write_all(&noise).and_then(|()| file.sync_all()).map_err(at(path))?;
    fs::remove_file(path).map_err(at(path))
}

fn refuse_unless_private(path: &Path, metadata: &fs::Metadata) -> Result<(), FolderError> {
    if metadata.mode() & 0o077 != 0 {
        return Err(FolderError::NotPrivate(path.to_owned()));
    }
    Ok(())
}

fn sync_folder(path: &Path) -> Result<(), FolderError> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(at(path))
}

fn at(path: &Path) -> impl Fn(io::Error) -> FolderError {
    move |source| FolderError::Io { path: path.to_owned(), source }
}
