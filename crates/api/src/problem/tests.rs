//! Each way to be refused, and what is answered.

use domain::{Flaw, Flaws, Pointer};
use serde_json::json;

use super::*;

fn present() -> store::Present {
    let at = domain::instant::parse("2026-11-24T14:05:00Z").unwrap();
    store::Present { version: 4, by: domain::id::StaffId(Uuid::from_u128(7)), at }
}

fn every() -> Vec<(Refused, u16, &'static str)> {
    let flaws = || Flaws::one(Pointer::root().field("note"), Flaw::TooLong(10));
    let secret = || "duplicate key value (Rowan Sampleson)".to_owned();
    vec![
        (Error::NotSignedIn.into(), 401, "not-signed-in"),
        (Error::SignInRefused.into(), 401, "sign-in-refused"),
        (Error::CodeRefused.into(), 401, "code-refused"),
        (Error::PasskeyRefused.into(), 401, "passkey-refused"),
        (Error::CeremonyOver.into(), 401, "sign-in-over"),
        (Error::Throttled(7).into(), 429, "throttled"),
        (Error::Forbidden.into(), 403, "forbidden"),
        (Error::ScopeNeeded("contacts:read".parse().unwrap()).into(), 403, "scope-needed"),
        (Error::StepUpNeeded.into(), 403, "step-up-needed"),
        (Error::NotFound.into(), 404, "not-found"),
        (Error::Stale(present()).into(), 412, "stale"),
        (Error::Flawed(flaws()).into(), 422, "flawed-form"),
        (Error::LikelyDuplicates(vec![Uuid::from_u128(1)]).into(), 409, "likely-duplicates"),
        (Error::KeyReused(Uuid::from_u128(2)).into(), 422, "key-reused"),
        (Error::Conflict("Open it again first").into(), 409, "conflict"),
        (Error::Database(secret()).into(), 503, "unavailable"),
        (Error::Ledger(secret()).into(), 503, "unavailable"),
        (Error::Tampered(Uuid::from_u128(3)).into(), 503, "unavailable"),
        (Error::Keys(secret()).into(), 500, "internal"),
        (Error::Unusable(secret()).into(), 500, "internal"),
        (Refused::ForeignPage, 403, "foreign-page"),
        (Refused::NoToken, 401, "not-signed-in"),
        (BodyFault::Malformed { line: 1, column: 9 }.into(), 400, "malformed"),
        (BodyFault::CutShort.into(), 400, "malformed"),
        (BodyFault::TooDeep(16).into(), 400, "too-deep"),
        (BodyFault::TooLarge(1_000).into(), 413, "too-large"),
        (BodyFault::NotJson.into(), 415, "not-json"),
        (BodyFault::TooSlow(30).into(), 408, "too-slow"),
        (BodyFault::Encoded.into(), 415, "encoded"),
        (Refused::TooMany(3), 429, "too-many-requests"),
        (Error::Overloaded.into(), 503, "overloaded"),
        (Refused::BadHeader("If-Match", "an ETag"), 400, "bad-header"),
        (Refused::BadQuery, 400, "bad-query"),
        (Refused::NoVersion, 428, "version-required"),
        (Refused::NoSuchAddress, 404, "not-found"),
        (Refused::Method("GET, PUT".to_owned()), 405, "method-not-allowed"),
        (Refused::Broken("a token could not be signed"), 500, "internal"),
    ]
}

#[test]
fn each_refusal_has_its_status_and_kind() {
    for (refused, status, word) in every() {
        let document = refused.document(None);
        assert_eq!((document.status, refused.kind().word()), (status, word), "{refused:?}");
        assert_eq!(document.kind, format!("/docs/problems#{word}"));
        assert_eq!(refused.answer(None).status().as_u16(), status);
        assert!(document.detail.is_some_and(|detail| !detail.is_empty()));
    }
}

#[test]
fn every_kind_is_used() {
    let used: Vec<Kind> = every().iter().map(|(refused, ..)| refused.kind()).collect();
    for kind in Kind::ALL {
        assert!(used.contains(kind), "{}", kind.word());
    }
}

#[test]
fn nothing_of_what_went_wrong_is_told() {
    for (refused, ..) in every() {
        let words = serde_json::to_string(&refused.document(None)).unwrap();
        assert!(!words.contains("Sampleson"), "{words}");
    }
}

#[test]
fn what_helps_is_told() {
    let documents = |refused: Refused| serde_json::to_value(refused.document(Some(Uuid::from_u128(5)))).unwrap();
    let stale = documents(Error::Stale(present()).into());
    assert_eq!(stale["version"], 4);
    assert_eq!(stale["recorded_by"], json!(Uuid::from_u128(7)));
    assert_eq!(stale["recorded_at"], json!("2026-11-24T14:05:00Z"));
    assert_eq!(stale["request_id"], json!(Uuid::from_u128(5)));
    assert_eq!(documents(Error::KeyReused(Uuid::from_u128(2)).into())["records"], json!([Uuid::from_u128(2)]));
    let flawed = documents(Error::flaw("note", Flaw::TooLong(10)).into());
    assert_eq!(
        flawed["errors"],
        json!([{"pointer": "/note", "code": "too_long", "message": "Use 10 characters or fewer"}])
    );
    assert!(documents(BodyFault::TooLarge(262_144).into())["detail"].as_str().unwrap().contains("262144"));
}

#[test]
fn headers_say_when_and_how() {
    let value =
        |refused: Refused, name| refused.answer(None).headers().get(name).map(|v| v.to_str().unwrap().to_owned());
    assert_eq!(value(Error::Throttled(7).into(), header::RETRY_AFTER).as_deref(), Some("7"));
    assert!(value(Error::Database(String::new()).into(), header::RETRY_AFTER).is_some());
    assert_eq!(value(Refused::NoToken, header::WWW_AUTHENTICATE).as_deref(), Some("Bearer"));
    assert_eq!(value(Refused::Method("GET".to_owned()), header::ALLOW).as_deref(), Some("GET"));
    assert!(value(Error::NotFound.into(), header::RETRY_AFTER).is_none());
}
