//! The schema of a form as the API documents it, and the example that it makes.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use utoipa::ToSchema;

/// The schema of a form with all that it refers to.
pub struct Document {
    /// The form's own schema.
    pub root: Value,
    parts: BTreeMap<String, Value>,
}

/// A field of a form, or of a form within it.
pub struct Field {
    /// Where it stands in the example.
    pub pointer: String,
    /// Its schema, references followed.
    pub schema: Value,
    /// What is said of it.
    pub description: String,
    /// Whether the schema requires it.
    pub required: bool,
}

impl Document {
    /// The schema of `F`.
    pub fn of<F: ToSchema>() -> Self {
        let mut parts = Vec::new();
        F::schemas(&mut parts);
        let value = |schema| serde_json::to_value(schema).unwrap();
        Self {
            root: value(F::schema()),
            parts: parts.into_iter().map(|(name, schema)| (name, value(schema))).collect(),
        }
    }

    /// Follow references to the schema itself.
    pub fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let name = reference.rsplit('/').next().unwrap();
            return self.resolve(self.parts.get(name).unwrap_or_else(|| panic!("{name} is defined")));
        }
        match schema.get("allOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            Some(choices) => self.resolve(choices.iter().find(|choice| choice["type"] != "null").unwrap()),
            None => schema,
        }
    }

    /// An example with every field, from the examples of each.
    pub fn example(&self, schema: &Value) -> Value {
        if let Some(example) = schema.get("example").or_else(|| schema.get("examples").and_then(|all| all.get(0))) {
            return example.clone();
        }
        let schema = self.resolve(schema);
        if let Some(example) = schema.get("example").or_else(|| schema.get("examples").and_then(|all| all.get(0))) {
            return example.clone();
        }
        if let Some(words) = schema.get("enum") {
            return words[0].clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("object"), _) => {
                let fields = schema.get("properties").and_then(Value::as_object);
                fields.into_iter().flatten().map(|(name, field)| (name.clone(), self.example(field))).collect()
            }
            (Some("array"), _) => match self.example(&schema["items"]) {
                // A list of codes has no example of its own: which code stands in it depends on the list.
                Value::String(_) if self.resolve(&schema["items"]).get("format").is_none() => json!([]),
                item => json!([item]),
            },
            (Some("string"), Some("uuid")) => json!("6f2c1a52-90d5-4c1b-8d0e-3a5d2f8b7c11"),
            (Some("string"), Some("date")) => json!("2026-11-24"),
            (Some("string"), Some("date-time")) => json!("2026-11-24T14:05:00Z"),
            (Some("string"), _) => json!("Sample"),
            (Some("integer"), _) => schema.get("minimum").cloned().unwrap_or_else(|| json!(1)),
            (Some("boolean"), _) => json!(false),
            other => panic!("no example for {other:?}: {schema}"),
        }
    }

    /// Every field of the form, of its parts, and of the first entry of its lists.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        self.add_fields(&self.root, "", &mut fields);
        fields
    }

    fn add_fields(&self, schema: &Value, at: &str, fields: &mut Vec<Field>) {
        let schema = self.resolve(schema);
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        for (name, property) in properties {
            let pointer = format!("{at}/{name}");
            let resolved = self.resolve(property);
            fields.push(Field {
                pointer: pointer.clone(),
                schema: resolved.clone(),
                description: property["description"].as_str().unwrap_or_default().to_owned(),
                required: schema["required"].as_array().is_some_and(|required| required.iter().any(|r| r == name)),
            });
            match resolved["type"].as_str() {
                Some("object") => self.add_fields(resolved, &pointer, fields),
                Some("array") => self.add_fields(&resolved["items"], &format!("{pointer}/0"), fields),
                _ => {}
            }
        }
    }
}
