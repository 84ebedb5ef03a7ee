//! Forms take the fields that they have and no others, and the document says so.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::openapi::schema::{AdditionalProperties, Schema};
use utoipa::openapi::{OpenApi as Document, RefOr};

use super::unused::follow;

/// Close every object that a request carries. What answers carry stays open: a newer server may say more.
pub(super) fn close_forms(document: &mut Document) {
    let json = serde_json::to_value(&*document).unwrap_or_default();
    let (mut sent, mut answered) = (BTreeSet::new(), BTreeSet::new());
    let operations = json.get("paths").and_then(Value::as_object).into_iter().flat_map(|paths| paths.values());
    for operation in operations.filter_map(Value::as_object).flat_map(|item| item.values()) {
        follow(operation.get("requestBody").unwrap_or(&Value::Null), &json, &mut sent);
        follow(operation.get("responses").unwrap_or(&Value::Null), &json, &mut answered);
    }
    let Some(components) = document.components.as_mut() else { return };
    for (name, schema) in &mut components.schemas {
        if sent.contains(name.as_str()) && !answered.contains(name.as_str()) {
            close(schema);
        }
    }
}

/// An object without named properties, such as a draft's content, is whatever somebody typed.
fn close(schema: &mut RefOr<Schema>) {
    if let RefOr::T(Schema::Object(object)) = schema
        && !object.properties.is_empty()
    {
        object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_closed_and_answers_are_open() {
        let document = serde_json::to_value(&*crate::openapi::DOCUMENT).unwrap();
        let closed = |name: &str| &document["components"]["schemas"][name]["additionalProperties"];
        assert_eq!(closed("ContactForm"), &Value::Bool(false));
        assert_eq!(closed("PreviousNameForm"), &Value::Bool(false), "within another form");
        assert_eq!(closed("Recorded_Contact"), &Value::Null);
    }
}
