//! What the banner says.

use super::*;
use crate::identity::IdentityForm;
use crate::{Against, code_lists, form, instant};
use serde_json::{Value, json};

fn banner(identity: &Value) -> Banner {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    let form = form::read::<IdentityForm>(identity).unwrap();
    let identity = form.check(&Against { lists: &lists, now }).ok().unwrap();
    Banner::of(PersonId(uuid::Uuid::nil()), &identity)
}

fn rowan() -> Value {
    json!({
        "given_names": "Rowan", "family_name": "Sampleson", "preferred_name": "Ro", "birth_date": "1985-07-14",
        "nhs_number": "9990000018",
    })
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

#[test]
fn names_stand_as_the_nhs_banner_has_them() {
    let banner = banner(&rowan());
    assert_eq!(banner.display_name().reveal(), "SAMPLESON, Rowan");
    assert_eq!(banner.known_as().reveal(), "Ro Sampleson");
    assert_eq!(banner.nhs_number_text().reveal(), "999 000 0018");
}

#[test]
fn a_single_name_stands_alone() {
    let family = banner(&json!({"family_name": "Cher", "birth_date": "1985"}));
    assert_eq!((family.display_name().reveal().as_str(), family.known_as().reveal().as_str()), ("CHER", "Cher"));
    let given = banner(&json!({"given_names": "Cher", "birth_date": "1985"}));
    assert_eq!((given.display_name().reveal().as_str(), given.known_as().reveal().as_str()), ("Cher", "Cher"));
}

#[test]
fn what_is_not_known_says_so() {
    assert_eq!(banner(&json!({"family_name": "Cher", "birth_date": "1985"})).nhs_number_text().reveal(), "Not known");
}

#[test]
fn a_birth_date_says_how_much_is_known() {
    let text = |date: &str, estimated: bool| {
        let banner = banner(&json!({"family_name": "Cher", "birth_date": date, "birth_date_estimated": estimated}));
        banner.born(today()).into_revealed()
    };
    assert_eq!(text("1985-07-14", false), "14-Jul-1985 (41y)");
    assert_eq!(text("1985", false), "1985 (40 or 41y)");
    assert_eq!(text("1985-07", false), "Jul-1985 (41y)");
    assert_eq!(text("1985", true), "1985 (about 41y)");
}

#[test]
fn the_dead_keep_the_age_that_they_reached() {
    let mut body = rowan();
    body["died_on"] = json!("2026-07-13");
    let banner = banner(&body);
    assert_eq!(banner.born(today()).reveal(), "14-Jul-1985 (40y)");
    assert_eq!(banner.died().unwrap().reveal(), "13-Jul-2026");
}
