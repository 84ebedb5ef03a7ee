//! The rules of names, births, deaths and NHS numbers.

use serde_json::{Value, json};

use super::*;
use crate::{Against, Flaw, Flaws, code_lists, form, instant};

fn check(body: &Value) -> Result<Identity, Flaws> {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    form::read::<IdentityForm>(body)?.check(&Against { lists: &lists, now })
}

fn flaw(body: &Value, pointer: &str) -> Option<Flaw> {
    check(body).err().and_then(|flaws| flaws.at(pointer).cloned())
}

fn born(birth_date: &str) -> Value {
    json!({"given_names": "Rowan", "family_name": "Sampleson", "birth_date": birth_date})
}

fn named(given_names: &str) -> Value {
    json!({"given_names": given_names, "birth_date": "1985"})
}

#[test]
fn a_name_and_a_year_are_enough() {
    assert!(check(&json!({"family_name": "Cher", "birth_date": "1985"})).is_ok());
    assert!(check(&named("Cher")).is_ok());
    assert!(matches!(flaw(&json!({"birth_date": "1985"}), "/family_name"), Some(Flaw::Missing(_))));
    assert!(matches!(flaw(&json!({"given_names": "Rowan"}), "/birth_date"), Some(Flaw::Missing(_))));
}

#[test]
fn names_of_any_script_pass_and_pictures_do_not() {
    for name in ["O'Sample", "Anne-Marie", "Zoë", "李小龙", "محمد", "Ngũgĩ", "Владимир"] {
        assert!(check(&named(name)).is_ok(), "{name}");
    }
    assert_eq!(flaw(&named("Ro 😀"), "/given_names"), Some(Flaw::Emoji));
    assert_eq!(flaw(&named(&"a".repeat(101)), "/given_names"), Some(Flaw::TooLong(100)));
}

#[test]
fn nobody_is_born_tomorrow_or_older_than_120() {
    assert!(check(&born("2026-11-24")).is_ok());
    assert_eq!(flaw(&born("2026-11-25"), "/birth_date"), Some(Flaw::InFuture));
    assert_eq!(flaw(&born("2027"), "/birth_date"), Some(Flaw::InFuture));
    assert!(check(&born("1905-11-25")).is_ok(), "120 until tomorrow");
    assert_eq!(flaw(&born("1905-11-24"), "/birth_date"), Some(Flaw::TooOld));
    assert!(check(&born("1905")).is_ok(), "born in December 1905 they would be 120");
    assert_eq!(flaw(&born("1904"), "/birth_date"), Some(Flaw::TooOld));
    assert_eq!(flaw(&born("31 2 1985"), "/birth_date"), Some(Flaw::NotADate));
}

#[test]
fn nobody_dies_before_birth_or_tomorrow() {
    let died = |day: &str| json!({"family_name": "Sampleson", "birth_date": "1985-07", "died_on": day});
    assert!(check(&died("1985-07-01")).is_ok());
    assert_eq!(flaw(&died("1985-06-30"), "/died_on"), Some(Flaw::BeforeBirth));
    assert_eq!(flaw(&died("2026-11-25"), "/died_on"), Some(Flaw::InFuture));
}

#[test]
fn an_nhs_number_has_its_status() {
    let mut body = born("1985-07-14");
    body["nhs_number"] = json!("999 000 0018");
    let identity = check(&body).ok().unwrap();
    assert!(identity.nhs_number_status == Some(NhsNumberStatus::Unknown));
    assert_eq!(identity.nhs_number.unwrap().reveal().as_str(), "9990000018");
    body["nhs_number"] = json!("999 000 0019");
    assert_eq!(flaw(&body, "/nhs_number"), Some(Flaw::NotAnNhsNumber));
    let mut verified = born("1985-07-14");
    verified["nhs_number_status"] = json!("verified");
    assert!(matches!(flaw(&verified, "/nhs_number"), Some(Flaw::Contradiction(_))));
}

#[test]
fn a_previous_name_has_a_name() {
    let mut body = born("1985-07-14");
    body["previous_names"] = json!([{"family_name": "Exampleton"}, {"until": "2014"}]);
    assert!(matches!(flaw(&body, "/previous_names/1/family_name"), Some(Flaw::Missing(_))));
}

#[test]
fn every_flaw_is_named_at_once() {
    let body =
        json!({"given_names": "1", "birth_date": "soon", "sex": "?", "disabilities": ["09", "nonsense"], "x": 1});
    let flaws =
        check(&json!({"given_names": "1", "birth_date": "soon", "sex": "?", "disabilities": ["09", "nonsense"]}));
    let flaws = flaws.err().unwrap();
    for pointer in ["/given_names", "/birth_date", "/sex", "/disabilities/1"] {
        assert!(flaws.at(pointer).is_some(), "{pointer}");
    }
    assert_eq!(flaw(&body, "/x"), Some(Flaw::UnknownField));
}

#[test]
fn an_identity_comes_back_as_it_went() {
    let mut body = born("1985-07");
    body["previous_names"] = json!([{"family_name": "Exampleton", "until": "2014"}]);
    let identity = check(&body).ok().unwrap();
    let json = serde_json::to_string(&identity).unwrap();
    assert!(json.contains("\"birth_date\":\"1985-07\""), "{json}");
    assert!(serde_json::from_str::<Identity>(&json).unwrap() == identity);
    assert!(serde_json::from_str::<Identity>(&json.replace("1985-07", "sometime")).is_err());
}
