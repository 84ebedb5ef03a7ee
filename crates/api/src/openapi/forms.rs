//! Forms as they are read: they take the fields that they have and no others, and what may be left out may be
//! null as well.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::openapi::schema::{AdditionalProperties, OneOf, Schema, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, OpenApi as Document, Ref, RefOr};

use super::unused::follow;

/// Say so of every object that a request carries. What answers carry stays open: a newer server may say more.
pub(super) fn describe(document: &mut Document) {
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
            as_read(schema);
        }
    }
}

/// An object without named properties, such as a draft's content, is whatever somebody typed.
fn as_read(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    if object.properties.is_empty() {
        return;
    }
    object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    for (name, property) in &mut object.properties {
        if !object.required.contains(name) {
            or_null(property);
        }
    }
}

fn or_null(property: &mut RefOr<Schema>) {
    match property {
        RefOr::T(Schema::Object(object)) => {
            if let Some(values) = object.enum_values.as_mut() {
                values.push(Value::Null);
            }
            add_null(&mut object.schema_type);
        }
        RefOr::T(Schema::Array(array)) => add_null(&mut array.schema_type),
        RefOr::Ref(named) => *property = RefOr::T(Schema::OneOf(null_or(named))),
        RefOr::T(_) => {}
    }
}

fn add_null(schema_type: &mut SchemaType) {
    if let SchemaType::Type(only) = schema_type {
        *schema_type = SchemaType::Array(vec![only.clone(), Type::Null]);
    }
}

/// What is said of this use of a named schema is said of both.
fn null_or(named: &Ref) -> OneOf {
    let null = ObjectBuilder::new().schema_type(Type::Null).build();
    let mut either = OneOf::new();
    either.items = vec![null.into(), Ref::new(named.ref_location.clone()).into()];
    either.description = Some(named.description.clone()).filter(|words| !words.is_empty());
    either
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn forms_are_closed_and_answers_are_open() {
        let document = serde_json::to_value(&*crate::openapi::DOCUMENT).unwrap();
        let closed = |name: &str| &document["components"]["schemas"][name]["additionalProperties"];
        assert_eq!(closed("ContactForm"), &Value::Bool(false));
        assert_eq!(closed("PreviousNameForm"), &Value::Bool(false), "within another form");
        assert_eq!(closed("Recorded_Contact"), &Value::Null);
    }

    #[test]
    fn what_may_be_left_out_may_be_null() {
        let document = serde_json::to_value(&*crate::openapi::DOCUMENT).unwrap();
        let form = &document["components"]["schemas"]["ContactForm"]["properties"];
        assert_eq!(form["note"]["type"], json!(["string", "null"]));
        assert_eq!(form["interventions"]["type"], json!(["array", "null"]));
        assert_eq!(form["minutes"]["type"], "integer", "it is required");
        assert_eq!(form["episode"]["oneOf"][1]["$ref"], "#/components/schemas/EpisodeId");
    }
}
