//! Changed, shortened and made-up bytes are errors and never a panic.

use proptest::prelude::*;
use vault::{OpenError, PersonKey};

use crate::{ROWAN, bare_keys, rowan_place};

#[test]
fn every_flipped_bit_is_an_error() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let blob = key.seal(&rowan_place(&[]), b"takes it with tea").unwrap();
    for index in 0..blob.len() {
        for bit in 0..8 {
            let mut flipped = blob.clone();
            flipped[index] ^= 1 << bit;
            assert!(key.open(&rowan_place(&[]), &flipped).is_err(), "byte {index}, bit {bit}");
        }
    }
}

#[test]
fn every_shorter_or_longer_value_is_an_error() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let mut blob = key.seal(&rowan_place(&[]), b"takes it with tea").unwrap();
    for length in 0..blob.len() {
        let error = key.open(&rowan_place(&[]), &blob[..length]).unwrap_err();
        assert!(matches!(error, OpenError::Truncated | OpenError::Refused), "{length}: {error}");
    }
    blob.push(0);
    assert_eq!(key.open(&rowan_place(&[]), &blob), Err(OpenError::Refused));
}

#[test]
fn every_flipped_or_missing_byte_of_a_wrapped_key_is_an_error() {
    let (_folder, keys) = bare_keys();
    let wrapped = keys.wrap(keys.newest_epoch(), ROWAN, &PersonKey::generate()).unwrap();
    for index in 0..wrapped.len() {
        let mut flipped = wrapped.clone();
        flipped[index] ^= 0x40;
        assert!(keys.unwrap(ROWAN, &flipped).is_err(), "byte {index}");
        let error = keys.unwrap(ROWAN, &wrapped[..index]).map(|_| ()).unwrap_err();
        assert_eq!(error, OpenError::Truncated, "{index} bytes");
    }
}

/// Arbitrary bytes, half of them beginning as sealed bytes do, so that the deeper checks are met.
fn made_up() -> impl Strategy<Value = Vec<u8>> {
    let tail = prop::collection::vec(any::<u8>(), 0..300);
    prop_oneof![
        tail.clone(),
        (0_u8..7, 0_u32..3, tail)
            .prop_map(|(format, key, tail)| { [b"CRiS".as_slice(), &[format], &key.to_be_bytes(), &tail].concat() }),
    ]
}

proptest! {
    #[test]
    fn made_up_bytes_never_open_and_never_panic(bytes in made_up()) {
        let key = PersonKey::generate().class_key(ROWAN, 3);
        prop_assert!(key.open(&rowan_place(&[]), &bytes).is_err());
        let _ = vault::layout_of(&bytes);
        let _ = vault::epoch_of(&bytes);
    }
}

#[test]
fn made_up_bytes_never_open_with_the_folder_s_keys() {
    let (_folder, keys) = bare_keys();
    let place =
        vault::OrganisationPlace { number: 1, record: uuid::Uuid::from_u128(5), version: 1, layout: 1, clear: &[] };
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&made_up(), |bytes| {
            prop_assert!(keys.unwrap(ROWAN, &bytes).is_err());
            prop_assert!(keys.open_organisation(&place, &bytes).is_err());
            Ok(())
        })
        .unwrap();
}
