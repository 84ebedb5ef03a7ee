//! Every live answer is compared with the OpenAPI document that the same server gives.

use std::collections::HashMap;
use std::sync::Mutex;

use reqwest::Method;
use serde_json::Value;

use crate::asking::Answer;

static DOCUMENT: Mutex<Option<Value>> = Mutex::new(None);
static SCHEMAS: Mutex<Option<HashMap<String, jsonschema::Validator>>> = Mutex::new(None);

/// Compare an answer's status, content type and body with the document.
pub async fn check(address: &str, method: &Method, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap_or(path);
    if !path.starts_with("/api/v1/") {
        return;
    }
    let document = document(address).await;
    let Some((template, operation)) = find(&document, method, path) else {
        // What is not in the document does not exist: not found, or another method.
        assert!(matches!(answer.status.as_u16(), 401 | 404 | 405), "{method} {path} is undocumented: {}", answer.status);
        return;
    };
    let documented = &operation["responses"][answer.status.as_str()];
    assert!(documented.is_object(), "{method} {template} answers {} undocumented: {}", answer.status, answer.text);
    let Some(content) = documented["content"].as_object() else {
        assert!(answer.text.is_empty(), "{method} {template} {} has an undocumented body: {}", answer.status, answer.text);
        return;
    };
    let kind = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
    let media = content.get(kind).unwrap_or_else(|| panic!("{method} {template} {} is {kind:?}", answer.status));
    if kind.ends_with("json") {
        let key = format!("{method} {template} {} {kind}", answer.status);
        validate(&key, &document, &media["schema"], &answer.body);
    }
}

fn validate(key: &str, document: &Value, schema: &Value, body: &Value) {
    let mut schemas = SCHEMAS.lock().expect("no test panicked here");
    let schemas = schemas.get_or_insert_with(HashMap::new);
    let validator = schemas.entry(key.to_owned()).or_insert_with(|| {
        let mut root = schema.clone();
        root["components"] = document["components"].clone();
        jsonschema::draft202012::new(&root).unwrap_or_else(|error| panic!("{key}: {error}"))
    });
    let errors: Vec<String> =
        validator.iter_errors(body).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{key} is not as documented: {errors:#?}");
}

async fn document(address: &str) -> Value {
    if let Some(document) = DOCUMENT.lock().expect("no test panicked here").as_ref() {
        return document.clone();
    }
    let response = reqwest::get(format!("{address}/openapi.json")).await.expect("the document");
    let document: Value = response.json().await.expect("the document is JSON");
    *DOCUMENT.lock().expect("no test panicked here") = Some(document.clone());
    document
}

fn find<'a>(document: &'a Value, method: &Method, path: &str) -> Option<(&'a str, &'a Value)> {
    let paths = document["paths"].as_object()?;
    let fits = |template: &str| {
        let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        template.len() == path.len()
            && template.iter().zip(&path).all(|(part, given)| part.starts_with('{') || part == given)
    };
    // A literal part is meant before a parameter of the same place.
    let mut found: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
    found.sort_by_key(|(template, _)| template.matches('{').count());
    let (template, item) = found.first()?;
    let operation = item.get(method.as_str().to_lowercase())?;
    Some((template.as_str(), operation))
}
