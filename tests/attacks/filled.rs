//! Forms whose every text is of the attacker's choice, found by walking the document's schemas.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::walk::resolved;

/// Deeper than any form is nested.
const DEEPEST: usize = 8;

/// What is put where, and where it is not put because it was refused there.
pub struct Filling<'a> {
    /// The document that schemas refer to.
    pub document: &'a Value,
    /// What every text becomes.
    pub text: &'a str,
    /// The pointers at which it was refused: there, the accepted form's own value stays.
    pub refused: BTreeSet<String>,
}

/// Something between the root of a form and its leaves.
struct Place<'a> {
    schema: &'a Value,
    /// What the accepted form has here.
    accepted: Option<&'a Value>,
    pointer: String,
    depth: usize,
}

impl Filling<'_> {
    /// The accepted form with every text of the schema filled.
    pub fn fill(&self, schema: &Value, accepted: &Value) -> Value {
        let place = Place { schema, accepted: Some(accepted), pointer: String::new(), depth: 0 };
        self.at(&place).unwrap_or_else(|| accepted.clone())
    }

    /// Note the refusal of what stands at a pointer, or of the nearest thing round it that was filled in.
    /// Answers whether there is one.
    pub fn refuse(&mut self, pointer: &str, accepted: &Value, sent: &Value) -> bool {
        let within = |pointer: &str| accepted.pointer(pointer) == sent.pointer(pointer);
        let mut at = pointer;
        while within(at) && !at.is_empty() {
            at = at.rsplit_once('/').map_or("", |(before, _)| before);
        }
        !at.is_empty() && self.refused.insert(at.to_owned())
    }

    fn at(&self, place: &Place<'_>) -> Option<Value> {
        let kept = || place.accepted.cloned();
        if self.refused.contains(&place.pointer) || place.depth > DEEPEST {
            return kept();
        }
        let schema = resolved(place.schema, self.document);
        let is = |kind: &str| {
            schema["type"] == kind || schema["type"].as_array().is_some_and(|all| all.contains(&kind.into()))
        };
        if is("object") && schema["properties"].is_object() {
            return self.object(schema, place);
        }
        if is("array") {
            return self.array(schema, place);
        }
        if is("string") && schema["enum"].is_null() && schema["format"].is_null() {
            return Some(Value::String(self.text.to_owned()));
        }
        kept()
    }

    fn object(&self, schema: &Value, place: &Place<'_>) -> Option<Value> {
        let mut object = place.accepted.and_then(Value::as_object).cloned().unwrap_or_default();
        for (name, schema) in schema["properties"].as_object()? {
            let pointer = format!("{}/{name}", place.pointer);
            let accepted = place.accepted.and_then(|accepted| accepted.get(name));
            let child = Place { schema, accepted, pointer, depth: place.depth + 1 };
            if let Some(value) = self.at(&child).or_else(|| self.example(place, &child)) {
                object.insert(name.clone(), value);
            }
        }
        (place.accepted.is_some() || !object.is_empty()).then_some(Value::Object(object))
    }

    fn array(&self, schema: &Value, place: &Place<'_>) -> Option<Value> {
        let accepted = place.accepted.and_then(Value::as_array).cloned().unwrap_or_default();
        let element = |index: usize, accepted| Place {
            schema: &schema["items"],
            accepted,
            pointer: format!("{}/{index}", place.pointer),
            depth: place.depth + 1,
        };
        if accepted.is_empty() {
            let only = self.at(&element(0, None))?;
            return Some(Value::Array(vec![only]));
        }
        let filled = accepted.iter().enumerate().filter_map(|(index, value)| self.at(&element(index, Some(value))));
        Some(Value::Array(filled.collect()))
    }

    /// What an object that the accepted form lacks needs beside its texts.
    fn example(&self, parent: &Place<'_>, child: &Place<'_>) -> Option<Value> {
        if parent.accepted.is_some() || self.refused.contains(&child.pointer) {
            return None;
        }
        let schema = resolved(child.schema, self.document);
        let first = || schema["enum"].as_array().and_then(|all| all.first());
        schema.get("example").or_else(first).cloned()
    }
}

/// Every place of a form at which an object stands, with the names that its schema knows.
pub fn objects(schema: &Value, form: &Value, document: &Value) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    gather(schema, form, document, "", &mut found);
    found
}

fn gather(schema: &Value, form: &Value, document: &Value, pointer: &str, found: &mut Vec<(String, BTreeSet<String>)>) {
    let schema = resolved(schema, document);
    let none = Map::new();
    match form {
        // One without named properties, such as a draft's content, is whatever somebody typed.
        Value::Object(fields) if schema["properties"].is_object() => {
            let properties = schema["properties"].as_object().unwrap_or(&none);
            found.push((pointer.to_owned(), properties.keys().cloned().collect()));
            for (name, value) in fields {
                gather(&schema["properties"][name], value, document, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                gather(&schema["items"], entry, document, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}
