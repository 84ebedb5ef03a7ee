//! What holds, and what does not.

use chrono::{DateTime, TimeDelta};
use domain::id::{MembershipId, ServiceId, StaffId};
use vault::Unlock;

use super::*;
use crate::row::MembershipRow;

fn keys() -> (tempfile::TempDir, Keys) {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::create(&folder.path().join("keys"), &Unlock::Bare).unwrap();
    (folder, keys)
}

fn membership() -> MembershipRow {
    MembershipRow {
        id: Key(MembershipId(Uuid::from_u128(1))),
        staff_id: Key(StaffId(Uuid::from_u128(2))),
        service_id: Some(Key(ServiceId(Uuid::from_u128(3)))),
        role: 1,
        since: Instant(DateTime::UNIX_EPOCH),
        until: None,
        tag: Vec::new(),
    }
}

#[test]
fn a_row_holds_as_it_was_tagged_and_in_no_other_way() {
    let (_folder, keys) = keys();
    let row = membership().tagged(&keys);
    assert!(row.clone().untampered(&keys).is_ok());
    let later = Instant(DateTime::UNIX_EPOCH + TimeDelta::days(1));
    let altered = [
        MembershipRow { id: Key(MembershipId(Uuid::from_u128(9))), ..row.clone() },
        MembershipRow { staff_id: Key(StaffId(Uuid::from_u128(9))), ..row.clone() },
        MembershipRow { service_id: None, ..row.clone() },
        MembershipRow { role: 3, ..row.clone() },
        MembershipRow { since: later, ..row.clone() },
        MembershipRow { until: Some(later), ..row.clone() },
        MembershipRow { tag: Vec::new(), ..row },
    ];
    for row in altered {
        assert!(matches!(row.clone().untampered(&keys), Err(Error::Tampered(_))), "{row:?}");
    }
}

#[test]
fn another_folder_makes_another_tag() {
    let ((_one, mine), (_two, theirs)) = (keys(), keys());
    assert!(membership().tagged(&theirs).untampered(&mine).is_err());
}

#[test]
fn nothing_is_not_the_same_as_empty_and_columns_have_their_bounds() {
    let text = |words: &[&str]| {
        let mut columns = Columns::default();
        for word in words {
            columns.text(word);
        }
        columns.bytes
    };
    let (mut nothing, mut empty) = (Columns::default(), Columns::default());
    nothing.maybe_bytes(None);
    empty.maybe_bytes(Some(b""));
    assert_ne!(nothing.bytes, empty.bytes);
    assert_ne!(text(&["ab", "c"]), text(&["a", "bc"]));
}
