//! Valid forms, for tests to send or to spoil.

use std::sync::atomic::{AtomicI32, Ordering};

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use domain::instant::london_day;
use serde_json::{Value, json};

/// The present instant.
#[expect(clippy::disallowed_methods, reason = "a suite lives by the machine's clock, as whoever asks does")]
pub fn now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}

/// An instant some minutes ago.
pub fn minutes_ago(minutes: i64) -> String {
    (now() - TimeDelta::minutes(minutes)).to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The present day in London.
pub fn today() -> NaiveDate {
    london_day(now())
}

/// A day some days ago.
pub fn days_ago(days: i64) -> String {
    (today() - TimeDelta::days(days)).to_string()
}

/// A day some days ahead.
pub fn days_ahead(days: i64) -> String {
    days_ago(-days)
}

/// A contract that runs and whose data is held here.
pub fn contract() -> Value {
    json!({
        "name": "Northshire substance misuse",
        "commissioner": "Northshire Council (invented)",
        "starts_on": days_ago(400),
        "data_held": "here",
    })
}

/// A service under a contract.
pub fn service(name: &str, contract: &str) -> Value {
    json!({"name": format!("{name} Recovery Service"), "contract": contract, "kind": "community"})
}

/// A member of staff who signs in under this name.
pub fn staff(name: &str) -> Value {
    json!({
        "name": format!("{name} Testworker"),
        "sign_in_name": name,
        "started_on": days_ago(300),
    })
}

/// A birth date that no other call answers, nor one that might be it mistyped.
pub fn birth_date() -> String {
    static CALLS: AtomicI32 = AtomicI32::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    format!("{}-{:02}-{:02}", 1950 + call * 7 % 50, 1 + call % 12, 1 + call % 28)
}

/// A registration with a service.
pub fn registration(given: &str, family: &str, born: &str, service: &str) -> Value {
    json!({
        "identity": {"given_names": given, "family_name": family, "birth_date": born},
        "ways": [{"kind": "phone", "value": "07700 900 123", "may_leave_message": false, "may_say_who_we_are": false}],
        "service": service,
    })
}

/// An emergency in which somebody's health is needed.
pub fn emergency(given: &str, family: &str, born: &str) -> Value {
    json!({
        "given_names": given,
        "family_name": family,
        "birth_date": born,
        "classes": ["health"],
        "reason": "An invented collapse in the waiting room",
    })
}

/// A contact an hour ago, attended, with two interventions and a note.
pub fn contact(service: &str) -> Value {
    json!({
        "service": service,
        "started_at": minutes_ago(60),
        "minutes": 45,
        "kind": "one_to_one",
        "medium": "01",
        "place": "clinic",
        "outcome": "attended",
        "interventions": [
            {"intervention": "key_work", "response": "accepted"},
            {"intervention": "hep_c_test", "response": "declined"},
        ],
        "note": "Came on time. Slept two nights at their sister’s.",
    })
}

/// The same contact with a reason, as a correction takes it.
pub fn correction(service: &str) -> Value {
    with(contact(service), &json!({"reason": "A slip of the pen", "note": "Slept two nights at their brother’s."}))
}

/// An episode that began ten days ago.
pub fn episode(service: &str, key_worker: &str) -> Value {
    json!({"service": service, "opened_on": days_ago(10), "key_worker": key_worker, "referral_source": "self"})
}

/// A danger of the class casework.
pub fn alert() -> Value {
    json!({"kind": "violence", "level": "danger", "words": "Meet in pairs, near the door.", "since": days_ago(3)})
}

/// An appointment tomorrow at two.
pub fn appointment(service: &str, staff: &str) -> Value {
    json!({
        "service": service,
        "day": days_ahead(1),
        "time": "14:00",
        "minutes": 45,
        "kind": "one_to_one",
        "medium": "01",
        "place": "clinic",
        "staff": staff,
    })
}

/// Who somebody is, with more than registering takes.
pub fn identity(given: &str, family: &str, born: &str) -> Value {
    json!({
        "given_names": given,
        "family_name": family,
        "preferred_name": "Ro",
        "previous_names": [{"family_name": "Exampleton", "until": "2014"}],
        "birth_date": born,
        "sex": "M",
        "pronouns": "they/them",
        "ethnicity": "G",
        "interpreter_needed": "no",
    })
}

/// Where somebody lives and lived.
pub fn addresses() -> Value {
    json!({
        "addresses": [
            {"kind": "home", "lines": ["1 Sample Street"], "town": "Sampleton", "postcode": "sr1 3jp", "from": days_ago(40)},
            {"kind": "prison", "establishment": "HMP Sampleford", "from": days_ago(400), "to": days_ago(41)},
            {"kind": "no_fixed_abode", "postcode": "ZZ99 3VZ", "from": days_ago(800), "to": days_ago(401)},
        ],
        "accommodation": "tenant_private",
    })
}

/// How to reach somebody, with what is safe to say.
pub fn reach() -> Value {
    json!({
        "ways": [
            {"kind": "text", "value": "07700 900 123", "preferred": true, "may_leave_message": true, "may_say_who_we_are": false},
            {"kind": "email", "value": "ro@example.org"},
        ],
        "next_of_kin": [
            {"name": "Kit Testperson", "relationship": "partner", "phone": "07700 900 456", "may_tell_of_treatment": false},
        ],
        "gp": {"practice": "Sampleton Surgery", "ods_code": "A81001", "may_share": true},
    })
}

/// Somebody's health in brief.
pub fn health() -> Value {
    json!({
        "conditions": [{"name": "Asthma", "since": "2019"}],
        "medication": [{"name": "Methadone 1 mg/ml", "dose": "40 ml", "supervised": true}],
        "allergies_known": "listed",
        "allergies": [{"substance": "Penicillin", "severe": true}],
        "substances": [{"substance": "1011", "days": 21, "age_first_used": 19}],
        "naloxone": {"status": "issued", "issued_on": days_ago(5)},
        "review_due_on": days_ahead(90),
    })
}

/// An offence and the order that came of it.
pub fn convictions() -> Value {
    json!({
        "convictions": [{
            "offence": "Theft from a shop",
            "status": "convicted",
            "convicted_on": days_ago(200),
            "order_type": "community_order",
            "order_from": days_ago(200),
            "order_to": days_ahead(165),
            "conditions": "Not to enter Sample Street",
        }],
        "crn": "X123456",
        "probation_officer": "Efua Testofficer",
    })
}

/// A restriction to some members of staff.
pub fn restriction(staff: &[&str]) -> Value {
    json!({"reason": "relative", "words": "Sister of an invented colleague", "staff": staff})
}

/// A contact's draft about somebody.
pub fn draft(person: &str, note: &str) -> Value {
    json!({"person": person, "form": "contact", "content": {"note": note}})
}

/// A form with other fields in the place of its own.
#[must_use]
pub fn with(mut form: Value, others: &Value) -> Value {
    let (Some(fields), Some(others)) = (form.as_object_mut(), others.as_object()) else {
        panic!("a form is an object");
    };
    fields.extend(others.iter().map(|(name, value)| (name.clone(), value.clone())));
    form
}

/// A form without one of its fields.
#[must_use]
pub fn without(mut form: Value, field: &str) -> Value {
    form.as_object_mut().expect("a form is an object").remove(field).expect("the form has the field");
    form
}
