//! Every live answer is compared with the OpenAPI document that the same program gives.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use reqwest::Method;
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::asking::Answer;

static DOCUMENT: OnceCell<Value> = OnceCell::const_new();
static SCHEMAS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// The document of whoever serves at this address; all servers of a suite are the same program.
pub async fn document(address: &str) -> &'static Value {
    DOCUMENT
        .get_or_init(async || {
            let client = crate::tls::client().build().expect("a client");
            let response = client.get(format!("{address}/openapi.json")).send().await.expect("the document");
            response.json().await.expect("the document is JSON")
        })
        .await
}

/// Compare an answer's status, content type and body with the document.
pub async fn check(address: &str, method: &Method, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap_or(path);
    if *method == Method::OPTIONS && answer.status == 204 {
        // What a browser asks for another app's page is no operation.
        return;
    }
    let document = document(address).await;
    let Some((template, operation)) = find(document, method, path) else {
        if !path.starts_with("/api/v1/") {
            // A page of the documentation, a file of the app.
            return;
        }
        // What is not in the document does not exist: not found, or another method.
        assert!(
            matches!(answer.status.as_u16(), 401 | 404 | 405),
            "{method} {path} is undocumented: {}",
            answer.status
        );
        return;
    };
    let documented = &operation["responses"][answer.status.as_str()];
    assert!(documented.is_object(), "{method} {template} answers {} undocumented: {}", answer.status, answer.text);
    let Some(content) = documented["content"].as_object() else {
        assert!(
            answer.text.is_empty(),
            "{method} {template} {} has an undocumented body: {}",
            answer.status,
            answer.text
        );
        return;
    };
    let kind = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
    let media = content.get(kind).unwrap_or_else(|| panic!("{method} {template} {} is {kind:?}", answer.status));
    if kind.ends_with("json") {
        let key = format!("{method} {template} {} {kind}", answer.status);
        validate(&key, document, &media["schema"], &answer.body);
    }
}

fn validate(key: &str, document: &Value, schema: &Value, body: &Value) {
    let known = SCHEMAS.lock().expect("no lock is held at a surprise").get(key).cloned();
    let validator = known.unwrap_or_else(|| {
        let mut root = schema.clone();
        root["components"] = document["components"].clone();
        let made = jsonschema::draft202012::new(&root).unwrap_or_else(|error| panic!("{key}: {error}"));
        let made = Arc::new(made);
        SCHEMAS.lock().expect("no lock is held at a surprise").insert(key.to_owned(), Arc::clone(&made));
        made
    });
    let errors: Vec<String> =
        validator.iter_errors(body).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{key} is not as documented: {errors:#?}");
}

/// The documented operation at a path, with the template of its address.
pub fn find<'a>(document: &'a Value, method: &Method, path: &str) -> Option<(&'a str, &'a Value)> {
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
