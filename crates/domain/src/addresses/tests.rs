//! The rules of addresses.

use serde_json::{Value, json};

use super::*;
use crate::{Against, Flaw, Flaws, code_lists, form, instant};

fn check(body: &Value) -> Result<Addresses, Flaws> {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    form::read::<AddressesForm>(body)?.check(&Against { lists: &lists, now })
}

fn flaw(body: &Value, pointer: &str) -> Option<Flaw> {
    check(body).err().and_then(|flaws| flaws.at(pointer).cloned())
}

fn one(address: &Value) -> Value {
    json!({"addresses": [address]})
}

#[test]
fn a_prison_has_its_name_and_a_home_a_place() {
    assert!(matches!(flaw(&one(&json!({"kind": "prison"})), "/addresses/0/establishment"), Some(Flaw::Missing(_))));
    assert!(matches!(flaw(&one(&json!({"kind": "home"})), "/addresses/0/lines"), Some(Flaw::Missing(_))));
    for address in [
        json!({"kind": "prison", "establishment": "HMP Sampleford"}),
        json!({"kind": "home", "postcode": "sr1 3jp"}),
        json!({"kind": "no_fixed_abode"}),
        json!({"kind": "no_fixed_abode", "postcode": "ZZ99 3VZ"}),
    ] {
        assert!(check(&one(&address)).is_ok(), "{address}");
    }
}

#[test]
fn an_address_does_not_end_before_it_begins() {
    let address = json!({"kind": "temporary", "from": "2026-02-01", "to": "2026-01-31"});
    assert_eq!(flaw(&one(&address), "/addresses/0/to"), Some(Flaw::EndBeforeStart));
    let day = json!({"kind": "temporary", "from": "2026-02-01", "to": "2026-02-01"});
    assert!(check(&one(&day)).is_ok());
}

#[test]
fn there_is_one_present_home() {
    let homes = |to: &str| {
        json!({"addresses": [
            {"kind": "home", "town": "Sampleton"},
            {"kind": "home", "town": "Northtown", "to": to},
            {"kind": "temporary", "town": "Sampleton"},
        ]})
    };
    assert!(check(&homes("2026-11-23")).is_ok());
    assert!(matches!(flaw(&homes("2026-11-24"), "/addresses"), Some(Flaw::Contradiction(_))));
}

#[test]
fn where_they_are_is_the_first_that_holds() {
    let body = json!({"addresses": [
        {"kind": "prison", "establishment": "HMP Sampleford", "to": "2026-11-01"},
        {"kind": "home", "town": "Sampleton"},
    ]});
    let addresses = check(&body).ok().unwrap();
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    assert!(addresses.current(day(1)).unwrap().kind == AddressKind::Prison);
    assert!(addresses.current(day(2)).unwrap().kind == AddressKind::Home);
    assert!(Addresses::default().current(day(1)).is_none());
}
