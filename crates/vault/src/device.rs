//! Whether two paths are on one disk, for the refusal of bare keys beside the data.

use std::{fs, io, os::unix::fs::MetadataExt, path::Path};

/// Whether two paths are on the same device.
///
/// A path that does not exist yet counts as where it would be made: on the device of the nearest
/// folder above it that exists.
pub fn same_device(a: &Path, b: &Path) -> io::Result<bool> {
    Ok(device(a)? == device(b)?)
}

fn device(path: &Path) -> io::Result<u64> {
    let absolute = std::path::absolute(path)?;
    for ancestor in absolute.ancestors() {
        match fs::metadata(ancestor) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return Ok(found?.dev()),
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::same_device;

    #[test]
    fn a_file_to_come_is_where_its_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        assert!(same_device(folder.path(), &folder.path().join("deep/down/criis.db")).unwrap());
    }

    #[test]
    fn the_kernel_s_own_files_are_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!same_device(folder.path(), Path::new("/proc")).unwrap());
    }
}
