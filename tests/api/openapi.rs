//! The OpenAPI document, as the running server gives it.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
use tests::asking::Asker;
use tests::conform;
use tests::visiting::WORLD;

/// Every value of a document with this key, wherever it stands.
fn all<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                if name == key {
                    found.push(inner);
                }
                all(inner, key, found);
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| all(entry, key, found)),
        _ => {}
    }
}

/// Every operation with its method and address.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .flat_map(|(path, item)| {
            let item = item.as_object().expect("methods");
            item.iter().map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
        .collect()
}

#[test]
fn it_is_of_openapi_3_1_and_says_how_to_sign_in() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        assert!(
            document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")),
            "{}",
            document["openapi"]
        );
        let schemes = document["components"]["securitySchemes"].as_object().expect("ways to sign in");
        assert!(schemes.values().any(|scheme| scheme["type"] == "http" && scheme["scheme"] == "bearer"), "{schemes:?}");
    });
}

#[test]
fn every_reference_is_defined() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let mut references = Vec::new();
        all(document, "$ref", &mut references);
        assert!(references.len() > 100, "there are references to check");
        for reference in references {
            let pointer = reference.as_str().and_then(|text| text.strip_prefix('#')).expect("a reference within");
            assert!(document.pointer(pointer).is_some(), "{reference} is not defined");
        }
    });
}

#[test]
fn every_parameter_of_a_path_is_described() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        for (path, method, operation) in operations(document) {
            let named: BTreeSet<&str> =
                path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let described: BTreeSet<&str> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path" && parameter["required"] == true)
                .filter(|parameter| parameter["description"].as_str().is_some_and(|words| !words.is_empty()))
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            assert_eq!(named, described, "{method} {path}");
        }
    });
}

#[test]
fn every_operation_has_a_summary_an_id_and_the_problems_it_can_answer() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let mut ids = BTreeSet::new();
        for (path, method, operation) in operations(document) {
            let said = |field: &str| operation[field].as_str().is_some_and(|words| !words.is_empty());
            assert!(said("summary") && said("operationId"), "{method} {path}");
            assert!(ids.insert(operation["operationId"].as_str()), "{method} {path} has another's id");
            let responses = operation["responses"].as_object().expect("responses");
            assert!(responses.keys().any(|status| status.starts_with('2') || status == "303"), "{method} {path}");
            assert!(responses.keys().any(|status| status.starts_with('4')), "{method} {path}");
            for (status, response) in responses {
                assert!(
                    response["description"].as_str().is_some_and(|words| !words.is_empty()),
                    "{method} {path} {status}"
                );
                // RFC 6749 has a shape of its own for a token that is refused.
                let is_problem = !status.starts_with('2') && !path.ends_with("/oauth/token");
                if let Some(content) = response["content"].as_object().filter(|_| is_problem) {
                    assert!(content.contains_key("application/problem+json"), "{method} {path} {status}");
                }
            }
        }
    });
}

#[test]
fn nothing_private_shows_in_its_names() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let schemas = document["components"]["schemas"].as_object().expect("schemas");
        assert!(
            schemas.keys().all(|name| !name.contains("Private") && !name.contains("Code_")),
            "{:?}",
            schemas.keys()
        );
    });
}

#[test]
fn the_documentation_is_served_from_here_alone() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let document = anonymous.get_at_root("/openapi.json").await.expect(200);
        assert!(document.header("content-type").is_some_and(|kind| kind.starts_with("application/json")));
        let page = anonymous.get_at_root("/docs").await.expect(200);
        assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")));
        for elsewhere in ["src=\"http", "href=\"http", "url(http", "//cdn"] {
            assert!(!page.text.contains(elsewhere), "{elsewhere}");
        }
        assert!(page.header("content-security-policy").is_some_and(|policy| policy.contains("default-src 'none'")));
    });
}

#[test]
fn every_kind_of_problem_is_explained() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let mut kinds = Vec::new();
        all(document, "type", &mut kinds);
        let kinds: BTreeSet<&str> =
            kinds.iter().filter_map(|kind| kind.as_str()?.strip_prefix("/docs/problems#")).collect();
        assert!(kinds.len() > 10, "{kinds:?}");
        let page = Asker::anonymous(&world.server.address).get_at_root("/docs/problems").await.expect(200);
        for kind in kinds {
            assert!(page.text.contains(&format!("id=\"{kind}\"")), "{kind}");
        }
    });
}

#[test]
fn the_probes_answer_without_signing_in() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        assert_eq!(anonymous.get_at_root("/healthz").await.expect(200).body["status"], "alive");
        assert_eq!(anonymous.get_at_root("/readyz").await.expect(200).body["status"], "ready");
        anonymous.send_to(Method::POST, "/healthz", |request| request).await.expect(405);
    });
}
