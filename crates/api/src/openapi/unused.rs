//! Schemas that nothing refers to: what a generic schema was made of stands in it whole.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::openapi::OpenApi as Document;

/// Drop them, and those that only they referred to.
pub(super) fn drop_schemas(document: &mut Document) {
    let json = serde_json::to_value(&*document).unwrap_or_default();
    let mut used = BTreeSet::new();
    if let Some(paths) = json.get("paths") {
        follow(paths, &json, &mut used);
    }
    if let Some(components) = document.components.as_mut() {
        components.schemas.retain(|name, _| used.contains(name.as_str()));
    }
}

/// Note every schema that is reached from here.
pub(super) fn follow<'a>(from: &'a Value, document: &'a Value, used: &mut BTreeSet<&'a str>) {
    match from {
        Value::Object(object) => {
            for (key, value) in object {
                let name = value.as_str().filter(|_| key == "$ref").and_then(|reference| reference.rsplit('/').next());
                match name {
                    Some(name) if used.insert(name) => {
                        let schema = document.pointer("/components/schemas").and_then(|schemas| schemas.get(name));
                        follow(schema.unwrap_or(&Value::Null), document, used);
                    }
                    Some(_) => {}
                    None => follow(value, document, used),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| follow(value, document, used)),
        _ => {}
    }
}
