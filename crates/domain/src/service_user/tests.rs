//! Registering somebody.

use serde_json::{Value, json};

use super::*;
use crate::{Against, Flaw, Flaws, code_lists, form, instant};

fn check(body: &Value) -> Result<Registration, Flaws> {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    form::read::<RegistrationForm>(body)?.check(&Against { lists: &lists, now })
}

fn flaw(body: &Value, pointer: &str) -> Option<Flaw> {
    check(body).err().and_then(|flaws| flaws.at(pointer).cloned())
}

fn registration() -> Value {
    json!({
        "identity": {"given_names": "Rowan", "family_name": "Sampleson", "birth_date": "1985"},
        "service": "6f2c1a52-90d5-4c1b-8d0e-3a5d2f8b7c11",
    })
}

#[test]
fn a_name_a_year_and_a_service_are_enough() {
    let registration = check(&registration()).ok().unwrap();
    assert_eq!(calendar::day_text(registration.opened_on), "24-Nov-2026");
    assert!(registration.key_worker.is_none() && registration.addresses == Addresses::default());
    assert!(registration.reach == Reach::default());
}

#[test]
fn what_is_missing_is_named_where_it_belongs() {
    let flaws = check(&json!({"identity": {}})).err().unwrap();
    for pointer in ["/identity/family_name", "/identity/birth_date", "/service"] {
        assert!(matches!(flaws.at(pointer), Some(Flaw::Missing(_))), "{pointer}");
    }
    assert!(matches!(flaw(&json!({}), "/identity"), Some(Flaw::Missing(_))));
}

#[test]
fn ways_and_an_address_are_checked_in_place() {
    let mut body = registration();
    body["ways"] = json!([{"kind": "phone", "value": "no number"}]);
    body["address"] = json!({"kind": "prison"});
    let flaws = check(&body).err().unwrap();
    assert_eq!(flaws.at("/ways/0/value"), Some(&Flaw::NotAPhoneNumber));
    assert!(matches!(flaws.at("/address/establishment"), Some(Flaw::Missing(_))));
}

#[test]
fn an_episode_does_not_open_tomorrow() {
    let mut body = registration();
    body["opened_on"] = json!("25 11 2026");
    assert_eq!(flaw(&body, "/opened_on"), Some(Flaw::InFuture));
}

#[test]
fn nothing_of_it_was_before_birth() {
    let mut body = registration();
    body["identity"]["birth_date"] = json!("2001-06");
    body["opened_on"] = json!("2001-05-31");
    body["address"] = json!({"kind": "temporary", "from": "2001-05-31"});
    assert_eq!(flaw(&body, "/opened_on"), Some(Flaw::BeforeBirth));
    assert_eq!(flaw(&body, "/address/from"), Some(Flaw::BeforeBirth));
    body["opened_on"] = json!("2001-06-01");
    body["address"] = json!({"kind": "temporary", "from": "2001-06-01"});
    assert!(check(&body).is_ok());
}
