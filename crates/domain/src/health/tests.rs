//! The rules of health, after NDTMS.

use serde_json::{Value, json};

use super::*;
use crate::{Against, Flaw, Flaws, code_lists, form, instant};

fn check(body: &Value) -> Result<Health, Flaws> {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    form::read::<HealthForm>(body)?.check(&Against { lists: &lists, now })
}

fn flaw(body: &Value, pointer: &str) -> Option<Flaw> {
    check(body).err().and_then(|flaws| flaws.at(pointer).cloned())
}

#[test]
fn each_substance_stands_once() {
    let body = |second: &str| json!({"substances": [{"substance": "1011"}, {"substance": second}]});
    assert!(check(&body("3201")).is_ok());
    assert!(matches!(flaw(&body("1011"), "/substances"), Some(Flaw::Contradiction(_))));
    assert_eq!(flaw(&body("0000"), "/substances/1/substance"), Some(Flaw::UnknownCode("substance")));
}

#[test]
fn nobody_injects_who_never_injected() {
    let body = |status: &str| json!({"substances": [{"substance": "1011", "route": "1"}], "injecting": status});
    assert!(check(&body("C")).is_ok());
    assert!(check(&body("P")).is_ok());
    assert!(matches!(flaw(&body("N"), "/injecting"), Some(Flaw::Contradiction(_))));
}

#[test]
fn days_are_of_twenty_eight() {
    let body = |days: u32| json!({"substances": [{"substance": "7000", "days": days}]});
    assert!(check(&body(28)).is_ok());
    assert_eq!(flaw(&body(29), "/substances/0/days"), Some(Flaw::OutOfRange(0, 28)));
}

#[test]
fn nothing_is_first_used_at_an_age_not_reached() {
    let lists = code_lists::built_in();
    let against = Against { lists: &lists, now: instant::parse("2026-11-24T15:00:00Z").unwrap() };
    let born = crate::partial_date::PartialDate::parse_text("2000").unwrap();
    let at = |age: u32| {
        let body = json!({"substances": [{"substance": "7000"}, {"substance": "1011", "age_first_used": age}]});
        let checked = form::read::<HealthForm>(&body).unwrap().check_against_birth(&against, born);
        checked.err().and_then(|flaws| flaws.at("/substances/1/age_first_used").cloned())
    };
    assert_eq!(at(26), None);
    assert_eq!(at(27), Some(Flaw::OutOfRange(0, 26)));
}

#[test]
fn an_empty_list_of_allergies_is_not_none_known() {
    assert!(check(&json!({"allergies_known": "none_known"})).is_ok());
    assert!(check(&json!({"allergies_known": "not_asked"})).is_ok());
    let listed = json!({"allergies_known": "listed", "allergies": [{"substance": "Penicillin"}]});
    assert!(check(&listed).is_ok());
    for body in [
        json!({"allergies_known": "listed"}),
        json!({"allergies_known": "none_known", "allergies": [{"substance": "Penicillin"}]}),
        json!({"allergies": [{"substance": "Penicillin"}]}),
    ] {
        assert!(matches!(flaw(&body, "/allergies_known"), Some(Flaw::Contradiction(_))), "{body}");
    }
}

#[test]
fn what_rests_on_an_answer_needs_that_answer() {
    for (body, pointer) in [
        (json!({"pregnancy": {"status": "not_pregnant", "due_on": "2027-03-01"}}), "/pregnancy/due_on"),
        (json!({"mental_health": {"need": "no", "treatment": "gp"}}), "/mental_health/treatment"),
        (json!({"naloxone": {"status": "declined", "issued_on": "2026-11-01"}}), "/naloxone/issued_on"),
    ] {
        assert!(matches!(flaw(&body, pointer), Some(Flaw::Contradiction(_))), "{pointer}");
    }
    assert!(check(&json!({"pregnancy": {"status": "pregnant", "due_on": "2027-03-01"}})).is_ok());
    assert!(check(&json!({"naloxone": {"status": "issued", "issued_on": "2026-11-01"}})).is_ok());
}

#[test]
fn a_test_lies_in_the_past() {
    let body = json!({"blood_borne": {"hep_c_tested_on": "2026-11-25"}});
    assert_eq!(flaw(&body, "/blood_borne/hep_c_tested_on"), Some(Flaw::InFuture));
}

#[test]
fn health_comes_back_as_it_went() {
    let body =
        json!({"substances": [{"substance": "1011", "route": "3", "days": 21}], "naloxone": {"status": "has_one"}});
    let health = check(&body).ok().unwrap();
    assert!(serde_json::from_value::<Health>(serde_json::to_value(&health).unwrap()).unwrap() == health);
    assert!(check(&json!({})).ok().unwrap() == Health::default());
}
