//! Every way in which a key folder can be damaged has its own words, and none is a panic.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};
use vault::{FolderError, Keys, Unlock};

use crate::{bare, passphrase, somewhere};

const FILES: [&str; 5] = ["manifest", "hash.key", "token.key", "epoch-0000000001.key", "organisation-0000000001.key"];

#[test]
fn a_missing_folder_says_how_to_make_one() {
    let (_folder, path) = somewhere();
    let missing = Keys::open(&path, &Unlock::Bare).err().unwrap();
    assert!(matches!(missing, FolderError::Missing(_)));
    assert!(missing.to_string().contains("criis keys new"), "{missing}");
    fs::write(&path, "not a folder").unwrap();
    let file = Keys::open(&path, &Unlock::Bare).err().unwrap();
    assert!(matches!(file, FolderError::NotAFolder(_)), "{file}");
    let file = Keys::create(&path, &Unlock::Bare).err().unwrap();
    assert!(matches!(file, FolderError::NotAFolder(_)), "{file}");
}

#[test]
fn a_missing_file_is_named() {
    for name in FILES {
        let (_folder, keys) = bare();
        fs::remove_file(keys.folder().join(name)).unwrap();
        match Keys::open(keys.folder(), &Unlock::Bare).err().unwrap() {
            FolderError::Unfinished(_) => assert_eq!(name, "manifest"),
            FolderError::MissingFile(path) => assert!(path.ends_with(name)),
            other => panic!("{name}: {other}"),
        }
    }
}

#[test]
fn a_folder_of_before_there_were_checkpoints_opens_and_is_given_their_key_once() {
    let (_folder, keys) = bare();
    fs::remove_file(keys.folder().join("checkpoint.key")).unwrap();
    let (one, other) =
        (Keys::open(keys.folder(), &Unlock::Bare).unwrap(), Keys::open(keys.folder(), &Unlock::Bare).unwrap());
    assert!(one.checkpoint_key().is_none());
    one.add_checkpoint_key().unwrap();
    other.add_checkpoint_key().unwrap();
    let note = one.checkpoint_key().unwrap().sign("one line\n");
    assert!(other.checkpoint_key().unwrap().verifier().open(&note).is_some());
}

#[test]
fn every_shorter_file_is_cut_short() {
    let (_folder, keys) = bare();
    for name in FILES {
        let path = keys.folder().join(name);
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            let error = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
            assert!(matches!(error, FolderError::Truncated(_)), "{name}, {length} bytes: {error}");
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(Keys::open(keys.folder(), &Unlock::Bare).is_ok());
}

#[test]
fn every_flipped_byte_is_damage() {
    let (_folder, keys) = bare();
    for name in FILES {
        let path = keys.folder().join(name);
        let whole = fs::read(&path).unwrap();
        for index in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[index] ^= 0x01;
            fs::write(&path, &flipped).unwrap();
            let error = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
            // A line feed that is gone, or one more, looks like a file that ends early.
            let known = matches!(error, FolderError::Damaged(_) | FolderError::Truncated(_));
            assert!(known, "{name}, byte {index}: {error}");
        }
        fs::write(&path, &whole).unwrap();
    }
}

#[test]
fn damage_under_a_passphrase_is_not_called_a_wrong_passphrase() {
    let (_folder, path) = somewhere();
    Keys::create(&path, &passphrase("three blue kettles")).unwrap();
    let manifest = path.join("manifest");
    let whole = fs::read_to_string(&manifest).unwrap();
    let salt = whole.find("\"salt\":\"").unwrap() + 8;
    let mut flipped = whole.clone().into_bytes();
    flipped[salt] = if flipped[salt] == b'0' { b'1' } else { b'0' };
    fs::write(&manifest, &flipped).unwrap();
    let error = Keys::open(&path, &passphrase("three blue kettles")).err().unwrap();
    assert!(matches!(error, FolderError::Damaged(_)), "{error}");
}

#[test]
fn one_key_s_file_does_not_pass_for_another_s() {
    let (_folder, keys) = bare();
    keys.add_epoch().unwrap();
    let at = |name: &str| keys.folder().join(name);
    for (from, to) in [
        ("epoch-0000000001.key", "epoch-0000000002.key"),
        ("epoch-0000000001.key", "organisation-0000000001.key"),
        ("token.key", "hash.key"),
    ] {
        let before = fs::read(at(to)).unwrap();
        fs::copy(at(from), at(to)).unwrap();
        let error = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
        assert!(matches!(error, FolderError::Damaged(_)), "{from} as {to}: {error}");
        fs::write(at(to), before).unwrap();
    }
}

#[test]
fn a_file_of_another_folder_is_refused() {
    let ((_one, keys), (_two, other)) = (bare(), bare());
    fs::copy(other.folder().join("hash.key"), keys.folder().join("hash.key")).unwrap();
    let error = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
    assert!(matches!(error, FolderError::Damaged(_)), "{error}");
}

#[test]
fn what_an_interrupted_write_left_does_no_harm() {
    let (_folder, keys) = bare();
    fs::write(keys.folder().join("epoch-0000000002.key.new"), "half a k").unwrap();
    let again = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    assert_eq!(again.add_epoch().unwrap(), vault::EpochId(2));
    keys.reload().unwrap();
    assert_eq!(keys.newest_epoch(), vault::EpochId(2));
    assert!(!keys.folder().join("epoch-0000000002.key.new").exists());
}

#[test]
fn an_interrupted_making_leaves_a_folder_that_does_not_open() {
    let (_folder, keys) = bare();
    fs::remove_file(keys.folder().join("manifest")).unwrap();
    let error = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
    assert!(matches!(error, FolderError::Unfinished(_)), "{error}");
}

/// Writes a manifest as CRiiS would, digest included.
fn write_manifest(folder: &Path, line: &str) {
    let digest = Sha256::digest(line);
    fs::write(folder.join("manifest"), format!("{line}sha256 {digest:x}\n")).unwrap();
}

#[test]
fn a_newer_folder_is_called_newer() {
    let (_folder, keys) = bare();
    write_manifest(keys.folder(), "{\"format\":2,\"shape\":\"unheard of\"}\n");
    let error = Keys::open(keys.folder(), &Unlock::Bare).err().unwrap();
    assert!(matches!(error, FolderError::UnknownFormat(_, 2)), "{error}");
}

#[test]
fn a_forged_cost_neither_opens_nor_takes_all_memory() {
    let (_folder, path) = somewhere();
    Keys::create(&path, &passphrase("three blue kettles")).unwrap();
    let manifest = fs::read_to_string(path.join("manifest")).unwrap();
    let line = manifest.split_inclusive('\n').next().unwrap();
    write_manifest(&path, line);
    assert!(Keys::open(&path, &passphrase("three blue kettles")).is_ok(), "the control");
    for (memory, passes) in [(4_000_000_000_u64, 3), (65_536, 4_000_000_000_u64), (0, 0)] {
        let forged = format!("\"memory\":{memory},\"passes\":{passes},");
        let line = line.replace("\"memory\":65536,\"passes\":3,", &forged);
        write_manifest(&path, &line);
        let error = Keys::open(&path, &passphrase("three blue kettles")).err().unwrap();
        assert!(matches!(error, FolderError::Damaged(_)), "{memory}, {passes}: {error}");
    }
    write_manifest(&path, &line.replace("\"passes\":3", "\"passes\":2"));
    let error = Keys::open(&path, &passphrase("three blue kettles")).err().unwrap();
    assert!(matches!(error, FolderError::WrongSecret(_)), "{error}");
}
