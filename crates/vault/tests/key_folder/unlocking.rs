//! What opens a key folder, and who may reach it.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use vault::{FolderError, HashPurpose, Keys, Unlock, UnlockKind};
use zeroize::Zeroizing;

use crate::{bare, passphrase, somewhere};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn the_passphrase_opens_the_folder_and_another_does_not() {
    let (_folder, path) = somewhere();
    let made = Keys::create(&path, &passphrase("three blue kettles")).unwrap();
    let opened = Keys::open(&path, &passphrase("three blue kettles")).unwrap();
    let hash = |keys: &Keys| keys.keyed_hash(HashPurpose::RowTag, &[b"x"]);
    assert_eq!(hash(&made), hash(&opened));
    assert_eq!(made.token_signing_key().public_raw(), opened.token_signing_key().public_raw());
    assert!(!opened.is_bare());

    let wrong = Keys::open(&path, &passphrase("three blue kettle")).err().unwrap();
    assert!(matches!(wrong, FolderError::WrongSecret(UnlockKind::Passphrase)), "{wrong}");
    let bare = Keys::open(&path, &Unlock::Bare).err().unwrap();
    assert_eq!(bare.to_string(), "the key folder is unlocked by passphrase, not by nothing (bare keys)");
    assert_eq!(Keys::unlock_kind(&path).unwrap(), UnlockKind::Passphrase);
}

#[test]
fn the_credential_opens_the_folder_and_another_does_not() {
    let (_folder, path) = somewhere();
    let credential = |byte| Unlock::Credential(Zeroizing::new(vec![byte; 32]));
    Keys::create(&path, &credential(1)).unwrap();
    assert!(Keys::open(&path, &credential(1)).is_ok());
    let wrong = Keys::open(&path, &credential(2)).err().unwrap();
    assert!(matches!(wrong, FolderError::WrongSecret(UnlockKind::Credential)), "{wrong}");
}

#[test]
fn a_secret_that_is_too_short_makes_no_folder() {
    let (_folder, path) = somewhere();
    for unlock in [passphrase("kettles"), Unlock::Credential(Zeroizing::new(vec![1; 31]))] {
        let refused = Keys::create(&path, &unlock).err().unwrap();
        assert!(matches!(refused, FolderError::WeakSecret { .. }), "{refused}");
        assert!(!path.exists());
    }
}

#[test]
fn a_bare_folder_says_so() {
    let (_folder, keys) = bare();
    assert!(keys.is_bare());
    assert_eq!(Keys::unlock_kind(keys.folder()).unwrap(), UnlockKind::Bare);
    let manifest = fs::read_to_string(keys.folder().join("manifest")).unwrap();
    assert!(manifest.contains("\"unlock\":\"bare\""), "{manifest}");
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let (_folder, path) = somewhere();
    fs::create_dir(&path).unwrap();
    fs::write(path.join("letter.txt"), "dear Kit").unwrap();
    let refused = Keys::create(&path, &Unlock::Bare).err().unwrap();
    assert!(matches!(refused, FolderError::NotEmpty(_)), "{refused}");
    assert_eq!(fs::read_dir(&path).unwrap().count(), 1);

    let (_folder, keys) = bare();
    let refused = Keys::create(keys.folder(), &Unlock::Bare).err().unwrap();
    assert!(matches!(refused, FolderError::NotEmpty(_)), "{refused}");
}

#[test]
fn an_empty_folder_is_taken_over_and_everything_is_the_owner_s() {
    let (_folder, path) = somewhere();
    fs::create_dir(&path).unwrap();
    set_mode(&path, 0o755);
    let keys = Keys::create(&path, &Unlock::Bare).unwrap();
    keys.add_epoch().unwrap();
    assert_eq!(mode(&path), 0o700);
    let mut files = 0;
    for entry in fs::read_dir(&path).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        files += 1;
    }
    // Manifest, lock, two epochs, organisation, hash, token and checkpoint key; nothing left over.
    assert_eq!(files, 8);
}

#[test]
fn a_folder_or_file_that_others_can_reach_is_refused() {
    let (_folder, keys) = bare();
    for name in ["", "manifest", "hash.key", "token.key", "checkpoint.key", "epoch-0000000001.key"] {
        let path = keys.folder().join(name);
        let before = mode(&path);
        set_mode(&path, before | 0o040);
        let refused = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
        assert!(matches!(refused, FolderError::NotPrivate(_)), "{name}: {refused}");
        set_mode(&path, before);
    }
    assert!(Keys::open(keys.folder(), &Unlock::Bare).is_ok());
}
