//! The rules of reaching somebody.

use serde_json::{Value, json};

use super::*;
use crate::{Against, Flaw, Flaws, code_lists, form, instant};

fn check(body: &Value) -> Result<Reach, Flaws> {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    form::read::<ReachForm>(body)?.check(&Against { lists: &lists, now })
}

fn flaw(body: &Value, pointer: &str) -> Option<Flaw> {
    check(body).err().and_then(|flaws| flaws.at(pointer).cloned())
}

fn way(kind: &str, value: &str) -> Value {
    json!({"ways": [{"kind": kind, "value": value}]})
}

#[test]
fn a_value_is_what_its_kind_can_reach() {
    for (kind, value) in [
        ("phone", "07700 900 123"),
        ("text", "+44 7700 900123"),
        ("email", "ro@example.org"),
        ("letter", "1 Sample Street, Sampleton"),
        ("through_somebody", "Kit, at the hostel"),
    ] {
        assert!(check(&way(kind, value)).is_ok(), "{kind}");
    }
    assert_eq!(flaw(&way("phone", "ro@example.org"), "/ways/0/value"), Some(Flaw::NotAPhoneNumber));
    assert_eq!(flaw(&way("email", "07700 900 123"), "/ways/0/value"), Some(Flaw::NotAnEmail));
    assert!(matches!(flaw(&way("text", " "), "/ways/0/value"), Some(Flaw::Missing(_))));
}

#[test]
fn one_way_at_most_is_tried_first() {
    let ways = |first: bool, second: bool| {
        json!({"ways": [
            {"kind": "phone", "value": "07700 900 123", "preferred": first, "may_leave_message": false},
            {"kind": "text", "value": "07700 900 123", "preferred": second},
        ]})
    };
    assert!(check(&ways(false, true)).ok().unwrap().preferred().unwrap().kind == WayKind::Text);
    assert!(check(&ways(false, false)).ok().unwrap().preferred().unwrap().kind == WayKind::Phone);
    assert!(matches!(flaw(&ways(true, true), "/ways"), Some(Flaw::Contradiction(_))));
    assert!(Reach::default().preferred().is_none());
}

#[test]
fn not_asked_is_not_no() {
    let reach = check(&way("phone", "07700 900 123")).ok().unwrap();
    assert!(reach.ways[0].may_leave_message.is_none());
}

#[test]
fn a_practice_code_is_shaped_like_one() {
    let gp = |code: &str| json!({"gp": {"practice": "Sampleton Surgery", "ods_code": code}});
    assert_eq!(check(&gp("a81001")).ok().unwrap().gp.unwrap().ods_code.unwrap().reveal().as_str(), "A81001");
    assert_eq!(flaw(&gp("A8-001"), "/gp/ods_code"), Some(Flaw::NotAnOdsCode));
    assert!(check(&json!({"gp": {}})).ok().unwrap().gp.is_none(), "nothing typed is no practice");
}
