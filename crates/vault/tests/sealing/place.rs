//! A value opens where it was sealed and nowhere else.

use proptest::prelude::*;
use uuid::Uuid;
use vault::{OpenError, PersonKey, Place, SealError};

use crate::{KIT, ROWAN, rowan_place};

/// A place whose parts are owned, to make and change at will.
#[derive(Debug, Clone, PartialEq)]
struct Anywhere {
    number: u16,
    person: Uuid,
    record: Uuid,
    version: u32,
    class: u8,
    layout: u8,
    clear: Vec<Vec<u8>>,
}

impl Anywhere {
    fn with<T>(&self, use_it: impl FnOnce(&Place<'_>) -> T) -> T {
        let clear: Vec<&[u8]> = self.clear.iter().map(Vec::as_slice).collect();
        use_it(&Place {
            number: self.number,
            person: self.person,
            record: self.record,
            version: self.version,
            class: self.class,
            layout: self.layout,
            clear: &clear,
        })
    }
}

prop_compose! {
    fn anywhere()(
        number: u16, person: u128, record: u128, version: u32, class: u8, layout: u8,
        clear in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..12), 0..4),
    ) -> Anywhere {
        let (person, record) = (Uuid::from_u128(person), Uuid::from_u128(record));
        Anywhere { number, person, record, version, class, layout, clear }
    }
}

/// The same place but for one part, which comes from `other`.
fn moved(from: &Anywhere, other: &Anywhere, part: usize) -> Anywhere {
    let mut place = from.clone();
    match part {
        0 => place.number = other.number,
        1 => place.person = other.person,
        2 => place.record = other.record,
        3 => place.version = other.version,
        4 => place.class = other.class,
        5 => place.layout = other.layout,
        6 => place.clear.clone_from(&other.clear),
        7 => place.clear.push(Vec::new()),
        8 => place.clear = vec![place.clear.concat()],
        _ => place.clear.reverse(),
    }
    place
}

proptest! {
    #[test]
    fn a_value_opens_where_it_was_sealed(
        place in anywhere(), plain in prop::collection::vec(any::<u8>(), 0..1500)
    ) {
        let key = PersonKey::generate().class_key(place.person, place.class);
        let blob = place.with(|place| key.seal(place, &plain)).unwrap();
        prop_assert_eq!(&**place.with(|place| key.open(place, &blob)).unwrap(), &plain);
        prop_assert_eq!(vault::layout_of(&blob), Ok(place.layout));
    }

    #[test]
    fn a_value_moved_does_not_open(from in anywhere(), other in anywhere(), part in 0_usize..10) {
        let to = moved(&from, &other, part);
        prop_assume!(to != from);
        let person_key = PersonKey::generate();
        let key = person_key.class_key(from.person, from.class);
        let blob = from.with(|place| key.seal(place, b"sleeps at a friend's")).unwrap();
        // The key that belongs to where it was moved, which is what the store would take.
        let key_there = person_key.class_key(to.person, to.class);
        prop_assert!(to.with(|place| key_there.open(place, &blob)).is_err());
        // And the key that it was sealed with.
        prop_assert!(to.with(|place| key.open(place, &blob)).is_err());
    }
}

#[test]
fn an_older_value_under_the_present_version_does_not_open() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let older = key.seal(&Place { version: 3, ..rowan_place(&[]) }, b"low").unwrap();
    assert_eq!(key.open(&Place { version: 4, ..rowan_place(&[]) }, &older), Err(OpenError::Refused));
}

#[test]
fn a_changed_clear_column_closes_the_value() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let blob = key.seal(&rowan_place(&[b"open", b"service-1"]), b"low").unwrap();
    for clear in [&[b"shut".as_slice(), b"service-1"], &[b"ope", b"nservice-1"]] {
        assert_eq!(key.open(&rowan_place(clear), &blob), Err(OpenError::Refused));
    }
    assert_eq!(key.open(&rowan_place(&[b"open"]), &blob), Err(OpenError::Refused));
    assert!(key.open(&rowan_place(&[b"open", b"service-1"]), &blob).is_ok());
}

#[test]
fn a_class_key_refuses_the_place_of_another_person_or_class() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    for place in [Place { person: KIT, ..rowan_place(&[]) }, Place { class: 1, ..rowan_place(&[]) }] {
        assert_eq!(key.seal(&place, b"low"), Err(SealError::OtherPlace));
        let blob = key.seal(&rowan_place(&[]), b"low").unwrap();
        assert_eq!(key.open(&place, &blob), Err(OpenError::OtherPlace));
    }
}

#[test]
fn another_key_does_not_open_and_a_later_one_says_which_it_needs() {
    let person_key = PersonKey::generate();
    let place = rowan_place(&[]);
    let blob = person_key.class_key(ROWAN, 3).seal(&place, b"low").unwrap();
    let stranger = PersonKey::generate().class_key(ROWAN, 3);
    assert_eq!(stranger.open(&place, &blob), Err(OpenError::Refused));
    let later = person_key.successor();
    assert_eq!(later.version(), 2);
    assert_eq!(later.class_key(ROWAN, 3).open(&place, &blob), Err(OpenError::OtherKeyVersion(1)));
}

#[test]
fn another_layout_is_named() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let blob = key.seal(&rowan_place(&[]), b"low").unwrap();
    let place = Place { layout: 5, ..rowan_place(&[]) };
    assert_eq!(key.open(&place, &blob), Err(OpenError::OtherLayout(2)));
}

#[test]
fn short_values_come_out_the_same_length() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let place = rowan_place(&[]);
    let lengths = [&b""[..], b"heroin", b"alcohol", &[b'x'; 124]].map(|plain| key.seal(&place, plain).unwrap().len());
    assert_eq!(lengths, [22 + 128 + 16; 4]);
}

#[test]
fn a_value_that_is_too_long_is_refused() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let plain = vec![0; vault::LONGEST_PLAIN + 1];
    assert_eq!(key.seal(&rowan_place(&[]), &plain), Err(SealError::TooLong));
}
