//! The document is whole: nothing dangles, nothing is left undescribed.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

fn json() -> Value {
    serde_json::to_value(&*DOCUMENT).unwrap()
}

/// Every string under this key, anywhere.
fn under<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if name == key => found.push(text),
                    _ => under(value, key, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| under(value, key, found)),
        _ => {}
    }
}

/// Every operation, with its address.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of = |(path, item): (&String, _)| {
        let item: &Value = item;
        item.as_object()
            .unwrap()
            .iter()
            .map(|(method, operation)| (format!("{method} {path}"), operation))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

#[test]
fn every_reference_leads_somewhere() {
    let document = json();
    let mut references = Vec::new();
    under(&document, "$ref", &mut references);
    assert!(references.len() > 100, "the search finds references");
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_operation_says_what_it_is_for_and_has_a_name_of_its_own() {
    let document = json();
    let mut names = BTreeSet::new();
    for (address, operation) in operations(&document) {
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{address}");
        assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{address}");
        assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{address}");
    }
    assert!(names.len() > 60);
}

#[test]
fn every_parameter_of_a_path_is_described() {
    let document = json();
    for (address, operation) in operations(&document) {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        for name in address.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            let found = parameters.iter().find(|parameter| parameter["name"] == name && parameter["in"] == "path");
            let found = found.unwrap_or_else(|| panic!("{address}: {name}"));
            assert!(found["description"].as_str().is_some_and(|words| !words.is_empty()), "{address}: {name}");
        }
    }
}

#[test]
fn every_refusal_is_a_problem_document() {
    let document = json();
    for (address, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].as_str().is_some_and(|words| !words.is_empty()), "{address} {status}");
            let is_oauths = address.ends_with("/oauth/token") && ["400", "401"].contains(&status.as_str());
            if status.starts_with(['4', '5']) && !is_oauths {
                assert!(response["content"]["application/problem+json"].is_object(), "{address} {status}");
            }
        }
    }
}
