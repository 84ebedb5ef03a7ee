//! Valid forms, for tests to send or to spoil.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::world::PASSWORD;

/// An instant some minutes ago.
pub fn minutes_ago(minutes: i64) -> String {
    let then: DateTime<Utc> = std::time::SystemTime::now().into();
    (then - TimeDelta::minutes(minutes)).to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// A day some days ago.
pub fn days_ago(days: i64) -> String {
    let then: DateTime<Utc> = std::time::SystemTime::now().into();
    (then - TimeDelta::days(days)).date_naive().to_string()
}

/// A contract that runs and whose data is held here.
pub fn contract() -> Value {
    json!({
        "name": "Northshire substance misuse",
        "commissioner": "Northshire Council (invented)",
        "starts_on": "2026-01-01",
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
        "password": PASSWORD,
        "started_on": "2026-01-05",
    })
}

/// A registration with a service.
pub fn registration(given: &str, family: &str, born: &str, service: &str) -> Value {
    json!({
        "identity": {"given_names": given, "family_name": family, "birth_date": born},
        "ways": [{"kind": "phone", "value": "07700 900 123", "may_leave_message": false, "may_say_who_we_are": false}],
        "service": service,
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
