//! Values of the organisation's, and the hashes that find them.

use uuid::Uuid;
use vault::{HashPurpose, Keys, OpenError, OrganisationPlace, Unlock};

use crate::bare_keys;

const PLACE: OrganisationPlace<'_> =
    OrganisationPlace { number: 40, record: Uuid::from_u128(5), version: 1, layout: 1, clear: &[b"open"] };

#[test]
fn a_value_opens_in_its_place_only() {
    let (_folder, keys) = bare_keys();
    let blob = keys.seal_organisation(&PLACE, b"Canal Street team").unwrap();
    assert_eq!(&**keys.open_organisation(&PLACE, &blob).unwrap(), b"Canal Street team");
    let elsewhere = [
        OrganisationPlace { number: 41, ..PLACE },
        OrganisationPlace { record: Uuid::from_u128(6), ..PLACE },
        OrganisationPlace { version: 2, ..PLACE },
        OrganisationPlace { clear: &[b"shut"], ..PLACE },
        OrganisationPlace { clear: &[b"open", b""], ..PLACE },
        OrganisationPlace { clear: &[], ..PLACE },
    ];
    for place in &elsewhere {
        assert_eq!(keys.open_organisation(place, &blob), Err(OpenError::Refused));
    }
    let layout = OrganisationPlace { layout: 9, ..PLACE };
    assert_eq!(keys.open_organisation(&layout, &blob), Err(OpenError::OtherLayout(1)));
}

#[test]
fn the_newest_version_seals_and_every_known_one_opens() {
    let (_folder, keys) = bare_keys();
    let before = keys.seal_organisation(&PLACE, b"Canal Street team").unwrap();
    let other_process = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    assert_eq!(keys.add_organisation_version().unwrap(), 2);
    let after = keys.seal_organisation(&PLACE, b"Canal Street team").unwrap();
    assert_eq!((&before[5..9], &after[5..9]), (&[0, 0, 0, 1][..], &[0, 0, 0, 2][..]));
    assert!(keys.open_organisation(&PLACE, &before).is_ok());
    assert!(keys.open_organisation(&PLACE, &after).is_ok());

    let unknown = Err(OpenError::UnknownOrganisationKey(2));
    assert_eq!(other_process.open_organisation(&PLACE, &after), unknown);
    other_process.reload().unwrap();
    assert!(other_process.open_organisation(&PLACE, &after).is_ok());
    assert_eq!(other_process.organisation_version(), 2);
}

#[test]
fn a_value_of_a_person_s_format_is_not_the_organisation_s() {
    let (_folder, keys) = bare_keys();
    let mut blob = keys.seal_organisation(&PLACE, b"Canal Street team").unwrap();
    blob[4] = 1;
    assert_eq!(keys.open_organisation(&PLACE, &blob), Err(OpenError::UnknownFormat(1)));
}

#[test]
fn a_keyed_hash_depends_on_folder_purpose_and_where_parts_end() {
    let (_folder, keys) = bare_keys();
    let hash = |purpose, parts: &[&[u8]]| keys.keyed_hash(purpose, parts);
    let first = hash(HashPurpose::SignInName, &[b"kit", b"testperson"]);
    assert_eq!(first, hash(HashPurpose::SignInName, &[b"kit", b"testperson"]));
    assert_ne!(first, hash(HashPurpose::SignInName, &[b"kitt", b"estperson"]));
    for purpose in [HashPurpose::SearchQuery, HashPurpose::RequestBody, HashPurpose::RefreshToken, HashPurpose::RowTag]
    {
        assert_ne!(first, hash(purpose, &[b"kit", b"testperson"]));
    }
    let (_another, other) = bare_keys();
    assert_ne!(first, other.keyed_hash(HashPurpose::SignInName, &[b"kit", b"testperson"]));
    let same = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    same.add_organisation_version().unwrap();
    assert_eq!(first, same.keyed_hash(HashPurpose::SignInName, &[b"kit", b"testperson"]));
}
