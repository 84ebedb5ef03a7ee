//! One process at a time changes the key folder.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use crate::error::FolderError;

/// The file that is locked. It is empty and stays.
pub(super) const NAME: &str = "lock";

/// Held until dropped. The operating system lets go of it when the process dies.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// For changing the folder: waits for everybody else.
    pub(super) fn exclusive(folder: &Path) -> Result<Self, FolderError> {
        Self::take(folder, open_to_write, File::lock)
    }

    /// For reading it: waits for whoever changes it.
    pub(super) fn shared(folder: &Path) -> Result<Self, FolderError> {
        Self::take(folder, open_to_read, File::lock_shared)
    }

    fn take(
        folder: &Path,
        open: impl Fn(&Path) -> io::Result<File>,
        lock: impl Fn(&File) -> io::Result<()>,
    ) -> Result<Self, FolderError> {
        let path = folder.join(NAME);
        let taken = open(&path).and_then(|file| lock(&file).map(|()| file));
        match taken {
            Ok(file) => Ok(Self { _file: file }),
            Err(source) => Err(FolderError::Io { path, source }),
        }
    }
}

/// The lock file, made where it is missing. A network file system locks exclusively only what is
/// open for writing.
fn open_to_write(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

/// The lock file of a folder that may be mounted read-only, made where an archive left it out.
fn open_to_read(path: &Path) -> io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => open_to_write(path),
        opened => opened,
    }
}
