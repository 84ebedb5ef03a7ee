//! Person keys, wrapped by the key of an epoch.

use uuid::Uuid;
use vault::{EpochId, OpenError, PersonKey, SealError};

use crate::{KIT, ROWAN, bare_keys, rowan_place};

#[test]
fn an_unwrapped_key_opens_what_the_person_s_key_sealed() {
    let (_folder, keys) = bare_keys();
    let person_key = PersonKey::generate().successor();
    let wrapped = keys.wrap(keys.newest_epoch(), ROWAN, &person_key).unwrap();
    let blob = person_key.class_key(ROWAN, 3).seal(&rowan_place(&[]), b"low").unwrap();
    let unwrapped = keys.unwrap(ROWAN, &wrapped).unwrap();
    assert_eq!(unwrapped.version(), 2);
    let plain = unwrapped.class_key(ROWAN, 3).open(&rowan_place(&[]), &blob).unwrap();
    assert_eq!(&**plain, b"low");
    assert_eq!(vault::epoch_of(&wrapped), Ok(EpochId(1)));
}

#[test]
fn a_wrapped_key_is_its_person_s_alone() {
    let (_folder, keys) = bare_keys();
    let wrapped = keys.wrap(keys.newest_epoch(), ROWAN, &PersonKey::generate()).unwrap();
    assert_eq!(keys.unwrap(KIT, &wrapped).err(), Some(OpenError::Refused));
}

#[test]
fn an_epoch_key_of_the_same_number_from_another_folder_is_told_by_its_check() {
    let ((_one, keys), (_two, other)) = (bare_keys(), bare_keys());
    let wrapped = keys.wrap(keys.newest_epoch(), ROWAN, &PersonKey::generate()).unwrap();
    assert_eq!(other.unwrap(ROWAN, &wrapped).err(), Some(OpenError::WrongKey));
}

#[test]
fn an_unknown_epoch_is_named() {
    let (_folder, keys) = bare_keys();
    let key = PersonKey::generate();
    assert_eq!(keys.wrap(EpochId(7), ROWAN, &key), Err(SealError::UnknownEpoch(EpochId(7))));
    let mut wrapped = keys.wrap(EpochId(1), ROWAN, &key).unwrap();
    wrapped[8] = 7;
    assert_eq!(keys.unwrap(ROWAN, &wrapped).err(), Some(OpenError::UnknownEpoch(EpochId(7))));
}

#[test]
fn keys_are_used_by_many_threads_while_epochs_come_and_go() {
    let (_folder, keys) = bare_keys();
    std::thread::scope(|scope| {
        let workers = [1_u128, 2].map(|person| {
            let keys = keys.clone();
            scope.spawn(move || {
                let person = Uuid::from_u128(person);
                for _ in 0..200 {
                    let wrapped = keys.wrap(keys.newest_epoch(), person, &PersonKey::generate());
                    keys.unwrap(person, &wrapped.unwrap()).unwrap();
                }
            })
        });
        for _ in 0..5 {
            keys.add_epoch().unwrap();
            keys.reload().unwrap();
        }
        for worker in workers {
            worker.join().unwrap();
        }
    });
    assert_eq!(keys.newest_epoch(), EpochId(6));
}
