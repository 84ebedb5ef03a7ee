//! The known answers of `vectors.json`, which pin the formats: what was sealed once opens for ever.
//!
//! `tests/vectors/open_sealed.py` opens the same file without any of our code.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that finds something else is to stop")]

mod read;

use std::{
    fs,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use read::{Folder, OrganisationValue, PersonValue, Vectors, borrowed, parts, vectors};
use vault::{HashPurpose, Keys, OrganisationPlace, Place, Unlock, digest, password};
use zeroize::Zeroizing;

/// Lays a folder of the vectors out on disk, as an archive would be restored, and opens it.
fn opened(folder: &Folder, at: &Path) -> Keys {
    fs::DirBuilder::new().mode(0o700).create(at).unwrap();
    for (name, bytes) in &folder.files {
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(at.join(name)).unwrap();
        std::io::Write::write_all(&mut file, bytes).unwrap();
    }
    let secret = folder.secret.clone();
    let unlock = match folder.unlock.as_str() {
        "passphrase" => Unlock::Passphrase(Zeroizing::new(String::from_utf8(secret).unwrap())),
        "credential" => Unlock::Credential(Zeroizing::new(secret)),
        _ => Unlock::Bare,
    };
    Keys::open(at, &unlock).unwrap()
}

/// The vectors and the first of their folders, in which their values were sealed.
fn first() -> (tempfile::TempDir, Vectors, Keys) {
    let (vectors, folder) = (vectors(), tempfile::tempdir().unwrap());
    let keys = opened(&vectors.folders[0], &folder.path().join("keys"));
    (folder, vectors, keys)
}

#[test]
fn every_folder_opens_and_hashes_and_signs_as_it_did() {
    let vectors = vectors();
    assert_eq!(vectors.folders.len(), 3);
    for folder in &vectors.folders {
        let at = tempfile::tempdir().unwrap();
        let keys = opened(folder, &at.path().join("keys"));
        assert_eq!(keys.token_signing_key().public_raw().as_slice(), folder.token_public_key);
        assert!(!folder.keyed_hashes.is_empty());
        for known in &folder.keyed_hashes {
            let purpose = match known.purpose.as_str() {
                "sign-in name" => HashPurpose::SignInName,
                "search query" => HashPurpose::SearchQuery,
                "request body" => HashPurpose::RequestBody,
                "refresh token" => HashPurpose::RefreshToken,
                "row tag" => HashPurpose::RowTag,
                other => panic!("no purpose {other}"),
            };
            let hash = keys.keyed_hash(purpose, &borrowed(&parts(&known.parts)));
            assert_eq!(hash.as_slice(), known.hash, "{}", known.purpose);
        }
    }
}

#[test]
fn every_person_s_value_opens_and_is_sealed_the_same_way_today() {
    let (_folder, vectors, keys) = first();
    assert_eq!(vectors.person_values.len(), 9);
    for value in &vectors.person_values {
        let PersonValue { key, number, person, record, version, class, layout, .. } = *value;
        let known = &vectors.person_keys[key];
        assert_eq!(known.person, person);
        assert_eq!(vault::epoch_of(&known.wrapped).unwrap().0, known.epoch);
        let person_key = keys.unwrap(person, &known.wrapped).unwrap();
        assert_eq!(person_key.version(), known.version);

        let clear = parts(&value.clear);
        let clear = borrowed(&clear);
        let place = Place { number, person, record, version, class, layout, clear: &clear };
        let class_key = person_key.class_key(person, class);
        assert_eq!(**class_key.open(&place, &value.blob).unwrap(), value.plain);
        let today = class_key.seal(&place, &value.plain).unwrap();
        assert_eq!((today.len(), &today[..10]), (value.blob.len(), &value.blob[..10]));
    }
}

#[test]
fn every_value_of_the_organisation_s_opens() {
    let (_folder, vectors, keys) = first();
    assert_eq!(vectors.organisation_values.len(), 2);
    for value in &vectors.organisation_values {
        let OrganisationValue { number, record, version, layout, .. } = *value;
        let clear = parts(&value.clear);
        let clear = borrowed(&clear);
        let place = OrganisationPlace { number, record, version, layout, clear: &clear };
        assert_eq!(**keys.open_organisation(&place, &value.blob).unwrap(), value.plain);
    }
}

#[test]
fn digests_and_passwords_are_as_they_were() {
    let vectors = vectors();
    for known in &vectors.digests {
        assert_eq!(digest::sha256(&borrowed(&parts(&known.parts))).as_slice(), known.digest);
    }
    for known in &vectors.passwords {
        assert_eq!(password::verify(&known.password, &known.phc), Ok(true));
    }
}

#[test]
fn sizes_are_as_they_were() {
    let place = Place {
        number: 1,
        person: uuid::Uuid::nil(),
        record: uuid::Uuid::nil(),
        version: 1,
        class: 1,
        layout: 1,
        clear: &[],
    };
    let key = vault::PersonKey::generate().class_key(place.person, place.class);
    for known in &vectors().padding {
        let blob = key.seal(&place, &vec![b'x'; known.length]).unwrap();
        assert_eq!(blob.len(), 22 + known.padded + 16, "{} bytes", known.length);
    }
}
