//! What a summary of health shows, and that its writer can neither wipe nor alter the rest.

use proptest::option;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::Private;
use crate::specimen::{NOW, at};
use crate::text::Line;

fn today() -> NaiveDate {
    at(NOW).date_naive()
}

fn read(content: Json) -> Health {
    serde_json::from_value(content).unwrap()
}

fn narrowed(health: &Health) -> Health {
    let mut health = health.clone();
    health.narrow(today());
    health
}

fn without_nulls(value: Json) -> Json {
    match value {
        Json::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        Json::Array(values) => values.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

fn some_health() -> impl Strategy<Value = Json> {
    let word = || option::of("[a-c]{1,2}");
    let result = || option::of(prop::sample::select(vec!["positive", "negative", "awaited"]));
    let condition = ("[a-c]", word(), option::of(Just("2019")))
        .prop_map(|(name, note, since)| json!({"name": name, "note": note, "since": since}));
    let conditions = prop::collection::vec(condition, 0..5);
    (conditions, word(), word(), result(), result(), option::of(any::<bool>()), word()).prop_map(
        |(conditions, note, mental, hep_b, hiv, referred, free)| {
            without_nulls(json!({
                "conditions": conditions,
                "mental_health": {"need": free.as_ref().map(|_| "yes"), "note": mental},
                "blood_borne": {"hep_b": hep_b, "hiv": hiv, "hep_c_referred": referred, "hep_b_status": free},
                "note": note,
            }))
        },
    )
}

/// What is noted of which condition, in an order of their own.
fn detailed(health: &Health) -> Vec<(String, String)> {
    let noted = health.conditions.iter().filter_map(|kept| Some((&kept.name, kept.note.as_ref()?)));
    let words = |(name, note): (&Private<Line>, &Private<Line>)| {
        (name.reveal().as_str().to_owned(), note.reveal().as_str().to_owned())
    };
    let mut words: Vec<(String, String)> = noted.map(words).collect();
    words.sort_unstable();
    words
}

/// Conditions' names, in an order of their own.
fn names(health: &Health) -> Vec<String> {
    let mut names: Vec<String> = health.conditions.iter().map(|kept| kept.name.reveal().as_str().to_owned()).collect();
    names.sort_unstable();
    names
}

proptest! {
    #[test]
    fn what_one_does_not_see_one_cannot_wipe_or_alter(present in some_health(), written in some_health()) {
        let (present, written) = (read(present), narrowed(&read(written)));
        let mut merged = written.clone();
        merged.keep_withheld(&present, today());
        prop_assert_eq!(detailed(&merged), detailed(&present));
        let results = |health: &Health| health.blood_borne.as_ref().map(|part| (part.hep_b, part.hiv)).unwrap_or_default();
        prop_assert!(results(&merged) == results(&present));
        let referred = |health: &Health| health.blood_borne.as_ref().and_then(|part| part.hep_c_referred.clone());
        prop_assert!(referred(&merged) == referred(&present));
        let noted = |health: &Health| health.mental_health.as_ref().and_then(|part| part.note.clone());
        prop_assert!(noted(&merged) == noted(&present));
        // And what they wrote is there.
        prop_assert!(merged.note == written.note);
        let (after, asked) = (names(&merged), names(&written));
        prop_assert!(asked.iter().all(|name| after.contains(name)));
    }

    #[test]
    fn saving_what_one_was_shown_changes_nothing(present in some_health()) {
        let present = read(present);
        let mut merged = narrowed(&present);
        merged.keep_withheld(&present, today());
        prop_assert!(names(&merged) == names(&present));
        prop_assert!(narrowed(&merged) == narrowed(&present));
        prop_assert_eq!(detailed(&merged), detailed(&present));
    }

    #[test]
    fn a_summary_may_be_written_by_whoever_sees_a_summary(health in some_health()) {
        prop_assert!(narrowed(&read(health)).beyond_summary().is_empty());
    }
}

#[test]
fn what_keeps_somebody_safe_is_in_the_summary() {
    let health = read(json!({
        "substances": [{"substance": "4201"}],
        "injecting": "C",
        "naloxone": {"status": "issued"},
        "allergies": [{"substance": "Penicillin", "severe": true}],
        "medication": [{"name": "Methadone"}],
        "pregnancy": {"status": "pregnant"},
        "note": "Carries an inhaler",
    }));
    assert!(narrowed(&health) == health);
}

#[test]
fn a_part_that_held_nothing_else_is_left_out() {
    let health = read(json!({"blood_borne": {"hiv": "negative"}, "mental_health": {"note": "An invented diagnosis"}}));
    let summary = narrowed(&health);
    assert!(summary.blood_borne.is_none() && summary.mental_health.is_none());
}

#[test]
fn results_from_whoever_sees_a_summary_are_flaws() {
    let flaws = read(json!({"blood_borne": {"hiv": "negative"}, "conditions": [{"name": "Asthma", "note": "mild"}]}));
    let flaws = flaws.beyond_summary();
    assert!(flaws.at("/blood_borne/hiv").is_some() && flaws.at("/conditions/0/note").is_some());
}
