//! What a sealed value withstands: being moved, changed, cut short, made up.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that finds something else is to stop")]

mod nonces;
mod organisation;
mod place;
mod tampering;
mod wrapped;

use uuid::Uuid;
use vault::Place;

/// A person who does not exist.
const ROWAN: Uuid = Uuid::from_u128(0x5a3b_1c2d_4e5f_4a6b_8c7d_0123_4567_89ab);
/// Another.
const KIT: Uuid = Uuid::from_u128(0x1111_2222_3333_4444_8555_6666_7777_8888);

/// A place in Rowan's record, in class 3.
fn rowan_place<'a>(clear: &'a [&'a [u8]]) -> Place<'a> {
    Place { number: 17, person: ROWAN, record: Uuid::from_u128(9), version: 4, class: 3, layout: 2, clear }
}

/// An opened key folder that lives as long as the test.
fn bare_keys() -> (tempfile::TempDir, vault::Keys) {
    let folder = tempfile::tempdir().unwrap();
    let keys = vault::Keys::create(&folder.path().join("keys"), &vault::Unlock::Bare).unwrap();
    (folder, keys)
}
