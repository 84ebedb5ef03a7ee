//! Nothing that another page can make a browser send does anything.

use reqwest::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tests::asking::Asker;
use tests::conform;
use tests::visiting::WORLD;
use tests::world::PASSWORD;

/// What a browser says of who sends: another site, another origin of the same site, or neither.
const ELSEWHERE: [&[(&str, &str)]; 5] = [
    &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://localhost:1")],
    &[("sec-fetch-site", "none")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
];

/// The operations that take a cookie, for they are how a page goes on.
const BY_COOKIE: [&str; 2] = ["/sign-in/refresh", "/sign-out"];

fn saying(headers: &[(&'static str, &'static str)]) -> impl FnOnce(RequestBuilder) -> RequestBuilder {
    move |request| headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

#[test]
fn a_cookie_is_taken_from_our_own_pages_alone() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let anonymous = Asker::anonymous(address);
        let begun = anonymous.sign_in("efua", PASSWORD).await.expect(200);
        let cookie = begun.header("set-cookie").and_then(|set| set.split(';').next()).expect("a cookie").to_owned();
        let token = begun.body["access_token"].as_str().expect("a token");
        let asker = anonymous.with_token(token);
        for headers in ELSEWHERE {
            for path in BY_COOKIE {
                let sent = |request: RequestBuilder| saying(headers)(request.header(COOKIE, &cookie));
                let refused = asker.send(Method::POST, path, sent).await.expect(403);
                assert_eq!(refused.problem(), "foreign-page", "{path} {headers:?}");
                assert_eq!(refused.header("set-cookie"), None);
            }
        }
        // Nothing of it ended or turned the sign-in.
        asker.get("/me").await.expect(200);
        let own = |request: RequestBuilder| {
            request.header(COOKIE, &cookie).header("sec-fetch-site", "same-origin").header(ORIGIN, address)
        };
        anonymous.send(Method::POST, "/sign-in/refresh", own).await.expect(200);
    });
}

#[test]
fn every_other_operation_takes_a_token_and_never_a_cookie() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let begun = anonymous.sign_in("efua", PASSWORD).await.expect(200);
        let cookie = begun.header("set-cookie").and_then(|set| set.split(';').next()).expect("a cookie").to_owned();
        let nobody = uuid::Uuid::nil().to_string();
        let document = conform::document(&world.server.address).await;
        let mut walked = 0;
        for (template, item) in document["paths"].as_object().expect("paths") {
            let parts = template.split('/').map(|part| if part.starts_with('{') { nobody.as_str() } else { part });
            let path = parts.collect::<Vec<_>>().join("/");
            for (method, operation) in item.as_object().expect("methods") {
                if !operation["security"].is_null() {
                    // It says itself that it is open: the next test has those.
                    continue;
                }
                let method: Method = method.to_uppercase().parse().expect("a method");
                let sent = |request: RequestBuilder| request.header(COOKIE, &cookie).json(&Value::Null);
                let refused = anonymous.send_to(method.clone(), &path, sent).await;
                assert_eq!(refused.status, 401, "{method} {template} with a cookie alone");
                walked += 1;
            }
        }
        assert!(walked > 50, "{walked} were asked");
    });
}

#[test]
fn only_what_the_document_says_can_be_asked_without_a_token() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        for (path, item) in document["paths"].as_object().expect("paths") {
            for (method, operation) in item.as_object().expect("methods") {
                let is_open = operation["security"]
                    .as_array()
                    .is_some_and(|ways| ways.contains(&Value::Object(serde_json::Map::default())));
                // A program shows who it is in what it sends for its token.
                let is_signing_in =
                    path.contains("/sign-in") || path.ends_with("/oauth/token") || !path.starts_with("/api/");
                assert!(!is_open || is_signing_in, "{method} {path} is open");
            }
        }
    });
}

#[test]
fn a_form_of_another_page_is_no_body_of_ours() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        // These three are what a page can send without asking first.
        for kind in ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"] {
            let body = format!("{{\"name\": \"efua\", \"password\": \"{PASSWORD}\"}}");
            let sent = |request: RequestBuilder| request.header(CONTENT_TYPE, kind).body(body);
            let refused = anonymous.send(Method::POST, "/sign-in", sent).await.expect(415);
            assert_eq!(refused.header("set-cookie"), None);
        }
    });
}
