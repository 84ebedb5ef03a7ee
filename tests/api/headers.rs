//! What every answer tells the browser: of every operation in the document, and of every file.

use std::fs;

use reqwest::Method;
use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::conform;
use tests::server::Server;
use tests::visiting::{WORLD, wait};
use uuid::Uuid;

/// On every answer.
const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-robots-tag", "noindex, nofollow"),
];
/// In the policy of every answer.
const POLICY: [&str; 5] = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'; trusted-types 'none'",
];

fn has_what_every_answer_has(answer: &Answer, what: &str) -> String {
    for (name, value) in ALWAYS {
        assert_eq!(answer.header(name), Some(value), "{what}: {name}");
    }
    let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{what} has no policy"));
    for part in POLICY {
        assert!(policy.contains(part), "{what}: {part} is not in {policy}");
    }
    for weakness in ["unsafe-inline", "'unsafe-eval'", "*", "http"] {
        assert!(!policy.contains(weakness), "{what}: {policy}");
    }
    policy.to_owned()
}

/// An answer that may be about somebody: nobody keeps it, and opened as a page it can do nothing.
fn is_personal(answer: &Answer, what: &str) {
    let policy = has_what_every_answer_has(answer, what);
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
    assert!(policy.contains("sandbox") && !policy.contains("script-src"), "{what}: {policy}");
    assert_eq!(answer.header("access-control-allow-origin"), None, "{what}");
}

#[test]
fn every_operation_answers_what_nobody_keeps() {
    WORLD.visit(async |world| {
        let person = world.person("Heddy", "Headers").await;
        let anonymous = Asker::anonymous(&world.server.address);
        let document = conform::document(&world.server.address).await;
        let (mut walked, mut succeeded) = (0, 0);
        for (template, item) in document["paths"].as_object().expect("paths") {
            let parts = template.split('/').map(|part| match part {
                "{person}" => person.clone(),
                "{service}" => world.northtown.clone(),
                "{contract}" => world.contract.clone(),
                part if part.starts_with('{') => Uuid::new_v4().to_string(),
                part => part.to_owned(),
            });
            let path = parts.collect::<Vec<_>>().join("/");
            for method in item.as_object().expect("methods").keys() {
                let method: Method = method.to_uppercase().parse().expect("a method");
                for (asker, is_signed_in) in [(&anonymous, false), (&world.worker, true), (&world.administrator, true)]
                {
                    // Signing out for real would end the others' tests; the way back from a provider leads on.
                    if template.ends_with("/sign-out") && is_signed_in || template.ends_with("/callback") {
                        continue;
                    }
                    let sent = |request: reqwest::RequestBuilder| match method {
                        Method::GET => request,
                        _ => request.header("if-match", "\"9\"").json(&json!({"not": "a form"})),
                    };
                    let answer = asker.send_to(method.clone(), &path, sent).await;
                    let what = format!("{method} {template} ({})", answer.status);
                    if template.starts_with("/api/") {
                        is_personal(&answer, &what);
                    } else {
                        has_what_every_answer_has(&answer, &what);
                        assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}: it tells of now");
                    }
                    walked += 1;
                    succeeded += u32::from(answer.status.is_success());
                }
            }
        }
        assert!(walked > 150 && succeeded > 30, "{walked} asked, {succeeded} answered");
    });
}

#[test]
fn a_refusal_is_kept_as_little_as_an_answer() {
    WORLD.visit(async |world| {
        for path in ["/api/v1/nowhere", "/api/v1/me/nowhere", "/api/v1"] {
            is_personal(&world.worker.send_to(Method::GET, path, |request| request).await, path);
        }
        is_personal(&world.worker.send_to(Method::DELETE, "/api/v1/me", |request| request).await.expect(405), "405");
    });
}

#[test]
fn cookies_are_for_this_host_over_tls_and_for_no_script() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let answer = anonymous.sign_in("efua", tests::world::PASSWORD).await.expect(200);
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("a cookie");
            for part in ["__Host-", "; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/"] {
                assert!(set.contains(part), "{part}: {set}");
            }
            assert!(!set.contains("Domain"), "{set}");
        }
    });
}

#[test]
fn every_file_is_the_same_for_everybody_and_says_how_long_it_holds() {
    wait(async {
        let mut server = Server::prepare();
        let app = server.folder.path().join("app");
        fs::create_dir_all(app.join("assets")).expect("folders");
        let names = [
            "index.html",
            "office.html",
            "icon.svg",
            "assets/a-1.js",
            "assets/a-1.wasm",
            "assets/a-1.css",
            "assets/a-1.woff2",
        ];
        for name in names {
            fs::write(app.join(name), "invented").expect("a file");
        }
        server.serve_with(&["--web", &app.display().to_string(), "--public-url", "https://criis.example.org"]);
        let anonymous = Asker::anonymous(&server.address);
        let page = |request: reqwest::RequestBuilder| request.header("accept", "text/html");
        let files = names.iter().map(|name| match *name {
            "index.html" => String::from("/"),
            "office.html" => String::from("/office"),
            name => format!("/{name}"),
        });
        let documents = ["/docs", "/docs/problems", "/docs/docs.css", "/openapi.json"].map(str::to_owned);
        for path in files.chain(documents) {
            let answer = anonymous.send_to(Method::GET, &path, page).await.expect(200);
            let policy = has_what_every_answer_has(&answer, &path);
            assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'"), "{path}: {policy}");
            let kept = answer.header("cache-control");
            let expected =
                if path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
            assert_eq!(kept, Some(expected), "{path}");
            assert_eq!(answer.header("set-cookie"), None, "{path}");
            assert_eq!(
                answer.header("strict-transport-security"),
                Some("max-age=63072000; includeSubDomains"),
                "{path}"
            );
        }
        let gone = anonymous.send_to(Method::GET, "/assets/gone.js", |request| request).await.expect(404);
        has_what_every_answer_has(&gone, "a file that is not there");
        assert_eq!(gone.header("cache-control"), Some("no-store"));
        assert_ne!(gone.body, Value::Null, "a problem document");
    });
}
