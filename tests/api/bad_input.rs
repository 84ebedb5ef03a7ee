//! What no form is: answered with its reason, in one shape, wherever it is sent.

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::forms;
use tests::visiting::WORLD;
use uuid::Uuid;

/// Where every body goes that is not about anybody in particular.
const PATH: &str = "/service-users/search";
/// The largest body, in bytes.
const LARGEST: usize = 512 * 1024;

async fn send(asker: &Asker, body: Vec<u8>) -> Answer {
    asker.send(Method::POST, PATH, |request| request.header(CONTENT_TYPE, "application/json").body(body)).await
}

/// Every refusal is a problem document, says what to do, and names its request.
fn is_a_problem(answer: &Answer, status: u16, kind: &str) {
    assert_eq!((answer.status.as_u16(), answer.problem()), (status, kind), "{}", answer.text);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(answer.body["status"], status);
    let said = |field: &str| answer.body[field].as_str().is_some_and(|words| !words.is_empty());
    assert!(said("title") && said("detail"), "{}", answer.text);
    let request: Uuid = answer.body["request_id"].as_str().expect("the request's id").parse().expect("an id");
    assert_eq!(answer.header("x-request-id"), Some(request.to_string().as_str()));
}

#[test]
fn malformed_json_is_told_by_its_place() {
    WORLD.visit(async |world| {
        for body in
            ["", "{", "{\"typed\": }", "{\"typed\": \"a\"} {}", "nope", "{'typed': 'a'}", "{\"typed\": \"\u{0}\"}"]
        {
            is_a_problem(&send(&world.worker, body.into()).await, 400, "malformed");
        }
        is_a_problem(&send(&world.worker, b"{\"typed\": \"\xff\"}".to_vec()).await, 400, "malformed");
        let broken = send(&world.worker, b"{\"typed\":\n nope}".to_vec()).await;
        assert!(broken.body["detail"].as_str().is_some_and(|detail| detail.contains("line 2")), "{}", broken.text);
    });
}

#[test]
fn an_oversized_body_is_refused_with_the_limit() {
    WORLD.visit(async |world| {
        let frame = json!({"typed": ""}).to_string().len();
        let body = |length: usize| json!({"typed": "a".repeat(length - frame)}).to_string().into_bytes();
        let refused = send(&world.worker, body(LARGEST + 1)).await;
        is_a_problem(&refused, 413, "too-large");
        assert!(refused.body["detail"].as_str().is_some_and(|detail| detail.contains(&LARGEST.to_string())));
        assert_eq!(send(&world.worker, body(LARGEST)).await.expect(422).flaw("/typed"), Some("too_long"));
    });
}

#[test]
fn a_deeply_nested_body_is_refused_with_the_limit() {
    WORLD.visit(async |world| {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            for depth in [17, 100_000] {
                let body = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                let refused = send(&world.worker, body.into_bytes()).await;
                if refused.status == StatusCode::PAYLOAD_TOO_LARGE {
                    continue;
                }
                is_a_problem(&refused, 400, "too-deep");
                assert!(
                    refused.body["detail"].as_str().is_some_and(|detail| detail.contains("16")),
                    "{}",
                    refused.text
                );
            }
        }
    });
}

#[test]
fn a_body_of_another_kind_is_refused() {
    WORLD.visit(async |world| {
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""] {
            let request =
                |request: reqwest::RequestBuilder| request.header(CONTENT_TYPE, kind).body("{\"typed\": \"a\"}");
            let refused = world.worker.send(Method::POST, PATH, request).await;
            is_a_problem(&refused, 415, "not-json");
        }
        let with_charset = |request: reqwest::RequestBuilder| {
            request.header(CONTENT_TYPE, "Application/JSON; charset=utf-8").body("{\"typed\": \"a\"}")
        };
        world.worker.send(Method::POST, PATH, with_charset).await.expect(200);
    });
}

#[test]
fn a_body_that_is_no_object_is_refused() {
    WORLD.visit(async |world| {
        for body in [json!([]), json!("rowan"), json!(1), json!(null), json!(true)] {
            let refused = world.worker.post(PATH, &body).await.expect(422);
            assert_eq!(refused.flaw(""), Some("wrong_type"), "{body}");
        }
    });
}

#[test]
fn unknown_names_and_wrong_types_are_all_named_with_their_place() {
    WORLD.visit(async |world| {
        let form = json!({
            "identity": {"given_names": 7, "previous_names": [{"family_name": ["a"]}, "b"], "nickname": "Ro", "a/b~c": 1},
            "ways": {"kind": "phone"},
            "service": "Northtown",
            "not_the_same": [1, "x"],
        });
        let refused = world.worker.post("/service-users", &form).await.expect(422);
        for (at, code) in [
            ("/identity/given_names", "wrong_type"),
            ("/identity/previous_names/0/family_name", "wrong_type"),
            ("/identity/previous_names/1", "wrong_type"),
            ("/identity/nickname", "unknown_field"),
            ("/identity/a~1b~0c", "unknown_field"),
            ("/ways", "wrong_type"),
            ("/service", "wrong_type"),
            ("/not_the_same/0", "wrong_type"),
            ("/not_the_same/1", "wrong_type"),
        ] {
            assert_eq!(refused.flaw(at), Some(code), "{at}: {}", refused.text);
        }
        assert_eq!(refused.body["errors"].as_array().map(Vec::len), Some(9));
    });
}

#[test]
fn numbers_that_are_none_are_refused() {
    WORLD.visit(async |world| {
        let person = world.person("Nina", "Numbers").await;
        let path = format!("/service-users/{person}/contacts");
        for minutes in [json!(-1), json!(1.5), json!(4_294_967_296_u64), json!("45"), json!([45])] {
            let form = forms::with(forms::contact(&world.northtown), &json!({"minutes": minutes}));
            assert_eq!(
                world.worker.post(&path, &form).await.expect(422).flaw("/minutes"),
                Some("wrong_type"),
                "{minutes}"
            );
        }
        let body = forms::contact(&world.northtown).to_string().replace("\"minutes\":45", "\"minutes\":1e400");
        let request = |request: reqwest::RequestBuilder| {
            request
                .header("Idempotency-Key", Uuid::new_v4().to_string())
                .header(CONTENT_TYPE, "application/json")
                .body(body)
        };
        is_a_problem(&world.worker.send(Method::POST, &path, request).await, 400, "malformed");
    });
}

#[test]
fn a_refusal_repeats_nothing_that_was_sent() {
    WORLD.visit(async |world| {
        let secret = "Zaphodina Canaryson 😀";
        let form =
            json!({"identity": {"given_names": secret, "birth_date": secret, secret: secret}, "service": secret});
        let refused = world.worker.post("/service-users", &form).await.expect(422);
        let messages: Vec<&Value> =
            refused.body["errors"].as_array().expect("flaws").iter().map(|flaw| &flaw["message"]).collect();
        assert!(messages.iter().all(|message| !message.to_string().contains("Canaryson")), "{messages:?}");
        let log = std::fs::read_to_string(world.server.log()).expect("the log");
        assert!(!log.contains("Canaryson"), "the log tells nobody's name");
    });
}

#[test]
fn what_is_no_id_names_nothing() {
    WORLD.visit(async |world| {
        for path in ["/service-users/rowan", "/service-users/1/contacts", "/service-users/%00", "/drafts/%2e%2e%2fme"] {
            is_a_problem(&world.worker.get(path).await, 404, "not-found");
        }
        is_a_problem(&world.worker.get("/no-such-noun").await, 404, "not-found");
        is_a_problem(&world.worker.get("/api/v2/me").await, 404, "not-found");
    });
}

#[test]
fn another_method_is_refused_with_those_there_are() {
    WORLD.visit(async |world| {
        for (method, path, allowed) in [
            (Method::DELETE, "/service-users", "POST"),
            (Method::PATCH, "/contracts", "GET, POST"),
            (Method::GET, "/sign-in", "POST"),
            (Method::POST, "/me", "GET"),
        ] {
            let refused = world.worker.send(method, path, |request| request).await;
            is_a_problem(&refused, 405, "method-not-allowed");
            assert_eq!(refused.header("allow"), Some(allowed), "{path}");
        }
    });
}

#[test]
fn whoever_may_not_ask_learns_nothing_of_their_body() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        is_a_problem(&send(&anonymous, b"{".to_vec()).await, 401, "not-signed-in");
        is_a_problem(&send(&world.administrator, b"{".to_vec()).await, 403, "forbidden");
        is_a_problem(&world.administrator.post("/service-users", &json!({"x": 1})).await, 403, "forbidden");
    });
}

#[test]
fn a_control_character_or_nul_in_any_text_is_refused() {
    WORLD.visit(async |world| {
        let person = world.person("Nina", "Controls").await;
        let path = format!("/service-users/{person}/contacts");
        for text in ["a\u{0}b", "a\u{1b}[31m", "a\u{7f}b", "a\u{9f}b"] {
            let form = forms::with(forms::contact(&world.northtown), &json!({"note": text}));
            assert_eq!(world.worker.post(&path, &form).await.expect(422).flaw("/note"), Some("control_character"));
        }
        let note = "First line\nSecond\tline, with 😀 and <script>alert(1)</script>";
        let form = forms::with(forms::contact(&world.northtown), &json!({"note": note}));
        assert_eq!(world.worker.post(&path, &form).await.expect(201).body["note"], note);
    });
}
