//! Epochs come, go, and take the keys of deleted people with them.

use std::fs;

use uuid::Uuid;
use vault::{EpochId, FolderError, Keys, OpenError, PersonKey, Unlock};

use crate::bare;

const KIT: Uuid = Uuid::from_u128(0x1111_2222_3333_4444_8555_6666_7777_8888);

#[test]
fn a_destroyed_epoch_s_wrapped_keys_are_dead_for_whoever_holds_the_folder() {
    let (_folder, keys) = bare();
    let key = PersonKey::generate();
    let old_copy = keys.wrap(EpochId(1), KIT, &key).unwrap();
    assert_eq!(keys.add_epoch().unwrap(), EpochId(2));
    let rewrapped = keys.wrap(EpochId(2), KIT, &keys.unwrap(KIT, &old_copy).unwrap()).unwrap();

    // Before, the old copy opens, in another process too.
    assert!(Keys::open(keys.folder(), &Unlock::Bare).unwrap().unwrap(KIT, &old_copy).is_ok());

    keys.destroy_epoch(EpochId(1)).unwrap();
    let dead = Some(OpenError::UnknownEpoch(EpochId(1)));
    assert_eq!(keys.unwrap(KIT, &old_copy).err(), dead);
    let reopened = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    assert_eq!(reopened.unwrap(KIT, &old_copy).err(), dead);
    assert_eq!(reopened.epochs(), [EpochId(2)]);
    assert!(reopened.unwrap(KIT, &rewrapped).is_ok());
    assert!(!keys.folder().join("epoch-0000000001.key").exists());
}

#[test]
fn destroying_can_be_repeated_and_the_newest_is_refused() {
    let (_folder, keys) = bare();
    for refused in [EpochId(1), EpochId(9)] {
        let error = keys.destroy_epoch(refused).unwrap_err();
        assert!(matches!(error, FolderError::NewestEpoch(_)), "{error}");
    }
    keys.add_epoch().unwrap();
    keys.destroy_epoch(EpochId(1)).unwrap();
    keys.destroy_epoch(EpochId(1)).unwrap();
    assert!(keys.has_epoch(EpochId(2)));
    assert!(!keys.has_epoch(EpochId(1)));
}

#[test]
fn an_interrupted_destruction_is_finished_by_the_next() {
    let (_folder, keys) = bare();
    keys.add_epoch().unwrap();
    let half = keys.folder().join("epoch-0000000001.key.destroyed");
    fs::rename(keys.folder().join("epoch-0000000001.key"), &half).unwrap();
    let reopened = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    assert_eq!(reopened.epochs(), [EpochId(2)]);
    reopened.destroy_epoch(EpochId(1)).unwrap();
    assert!(!half.exists());
}

#[test]
fn another_process_learns_of_an_epoch_by_reading_again() {
    let (_folder, keys) = bare();
    let other = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    let epoch = keys.add_epoch().unwrap();
    let wrapped = keys.wrap(epoch, KIT, &PersonKey::generate()).unwrap();
    assert_eq!(other.unwrap(KIT, &wrapped).err(), Some(OpenError::UnknownEpoch(epoch)));
    other.reload().unwrap();
    assert!(other.unwrap(KIT, &wrapped).is_ok());
    assert_eq!(other.newest_epoch(), epoch);

    keys.destroy_epoch(EpochId(1)).unwrap();
    assert!(other.has_epoch(EpochId(1)));
    other.reload().unwrap();
    assert!(!other.has_epoch(EpochId(1)));
}

#[test]
fn two_processes_never_make_the_same_epoch() {
    let (_folder, keys) = bare();
    let other = Keys::open(keys.folder(), &Unlock::Bare).unwrap();
    let mut made = std::thread::scope(|scope| {
        [&keys, &other]
            .map(|keys| scope.spawn(|| [(); 10].map(|()| keys.add_epoch().unwrap())))
            .map(|thread| thread.join().unwrap())
            .concat()
    });
    made.sort_unstable();
    assert_eq!(made, (2..=21).map(EpochId).collect::<Vec<_>>());
}

#[test]
fn a_given_up_epoch_stays_out_of_memory_while_its_file_is_there() {
    let (_folder, keys) = bare();
    assert!(keys.forget_epoch(EpochId(1)).is_err(), "the newest is in use");
    keys.add_epoch().unwrap();
    keys.forget_epoch(EpochId(1)).unwrap();
    keys.reload().unwrap();
    assert_eq!(keys.epochs(), [EpochId(2)]);
    assert!(Keys::open(keys.folder(), &Unlock::Bare).unwrap().has_epoch(EpochId(1)));
    keys.destroy_epoch(EpochId(1)).unwrap();
    assert!(!keys.folder().join("epoch-0000000001.key").exists());
}
