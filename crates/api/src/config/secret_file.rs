//! Reading a secret: from a file that its owner alone can read.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use zeroize::Zeroizing;

/// What is in a file of ours that nobody else can read.
///
/// # Errors
/// In words, with what would put it right.
pub fn read(file: &Path) -> Result<Zeroizing<Vec<u8>>, String> {
    let shown = file.display();
    let metadata = fs::metadata(file).map_err(|error| format!("{shown}: {error}"))?;
    if !metadata.is_file() {
        return Err(format!("{shown} is not a file"));
    }
    if metadata.mode() & 0o077 != 0 {
        return Err(format!("{shown} can be read by others than its owner: run `chmod 600 {shown}`"));
    }
    let user = rustix::process::geteuid();
    if metadata.uid() != user.as_raw() && !user.is_root() {
        return Err(format!(
            "{shown} belongs to another user than the one that runs criis: run `chown {} {shown}`",
            user.as_raw()
        ));
    }
    fs::read(file).map(Zeroizing::new).map_err(|error| format!("{shown}: {error}"))
}

/// The same as text, without the line's end.
///
/// # Errors
/// In words, with what would put it right.
pub fn read_text(file: &Path) -> Result<Zeroizing<String>, String> {
    let bytes = read(file)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| format!("{} is not UTF-8 text", file.display()))?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_that_others_can_read_is_refused_with_the_remedy() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "invented words for a test").unwrap();
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(*read(file.path()).unwrap(), b"invented words for a test");
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o640)).unwrap();
        assert!(read(file.path()).unwrap_err().contains("chmod 600"));
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        assert!(read(Path::new("/nowhere/passphrase")).unwrap_err().starts_with("/nowhere/passphrase: "));
    }
}
