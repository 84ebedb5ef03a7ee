//! The rules of offences and orders.

use serde_json::{Value, json};

use super::*;
use crate::{Against, Flaw, Flaws, code_lists, form, instant};

fn check(body: &Value) -> Result<Convictions, Flaws> {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    form::read::<ConvictionsForm>(body)?.check(&Against { lists: &lists, now })
}

fn flaw(body: &Value, pointer: &str) -> Option<Flaw> {
    check(body).err().and_then(|flaws| flaws.at(pointer).cloned())
}

fn one(fields: &Value) -> Value {
    let mut conviction = json!({"offence": "Theft from a shop", "status": "convicted"});
    for (name, value) in fields.as_object().unwrap() {
        conviction[name] = value.clone();
    }
    json!({"convictions": [conviction]})
}

#[test]
fn nobody_is_convicted_before_the_offence() {
    let body = |convicted: &str| one(&json!({"offence_on": "2026-03", "convicted_on": convicted}));
    assert!(check(&body("2026-03-01")).is_ok());
    assert_eq!(flaw(&body("2026-02-28"), "/convictions/0/convicted_on"), Some(Flaw::EndBeforeStart));
    assert_eq!(flaw(&body("2026-11-25"), "/convictions/0/convicted_on"), Some(Flaw::InFuture));
}

#[test]
fn only_the_convicted_or_cautioned_have_a_disposal() {
    for (status, allowed) in [("convicted", true), ("cautioned", true), ("pending", false), ("acquitted", false)] {
        let body = one(&json!({"status": status, "disposal": "caution"}));
        let refused = matches!(flaw(&body, "/convictions/0/disposal"), Some(Flaw::Contradiction(_)));
        assert_eq!(refused, !allowed, "{status}");
    }
}

#[test]
fn an_order_holds_from_its_first_day_to_its_last() {
    let body = one(&json!({"order_type": "community_order", "order_from": "2026-05-24", "order_to": "2027-05-24"}));
    let convictions = check(&body).ok().unwrap();
    let holds = |day: &str| convictions.convictions[0].order_holds_on(day.parse().unwrap());
    assert!(!holds("2026-05-23") && holds("2026-05-24") && holds("2027-05-24") && !holds("2027-05-25"));
    let backwards = one(&json!({"order_from": "2026-05-24", "order_to": "2026-05-23"}));
    assert_eq!(flaw(&backwards, "/convictions/0/order_to"), Some(Flaw::EndBeforeStart));
}

#[test]
fn none_known_is_not_said_beside_an_offence() {
    assert!(check(&json!({"none_known": true})).is_ok());
    let mut body = one(&json!({}));
    body["none_known"] = json!(true);
    assert!(matches!(flaw(&body, "/none_known"), Some(Flaw::Contradiction(_))));
}

#[test]
fn numbers_are_shaped_like_theirs() {
    for (name, good, bad, expected) in [
        ("crn", "x 123456", "X12345", Flaw::NotACrn),
        ("pnc", "2010/0123456X", "2010/X", Flaw::NotAPncNumber),
        ("pnc", "10/12345x", "210/12345X", Flaw::NotAPncNumber),
        ("prison_number", "a1234bc", "A1234B", Flaw::NotAPrisonNumber),
    ] {
        assert!(check(&json!({name: good})).is_ok(), "{good}");
        assert_eq!(flaw(&json!({name: bad}), &format!("/{name}")), Some(expected), "{bad}");
    }
    assert!(check(&one(&json!({"offence_code": "046/00"}))).is_ok());
    assert_eq!(
        flaw(&one(&json!({"offence_code": "46-0"})), "/convictions/0/offence_code"),
        Some(Flaw::NotAnOffenceCode)
    );
    for odd in ["٢٠١٠/1X", "/", "20/é", "é"] {
        assert_eq!(flaw(&json!({"pnc": odd}), "/pnc"), Some(Flaw::NotAPncNumber), "{odd}");
    }
}
