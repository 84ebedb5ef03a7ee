//! Schemas as people read them: a table of fields.

use serde_json::Value;

use super::page::{at, escape, prose};

/// Every schema, each under an anchor of its own.
pub fn all(schemas: &Value) -> String {
    let schemas = schemas.as_object().into_iter().flatten();
    schemas.map(|(name, schema)| one(name, schema)).collect()
}

/// What a schema is, in a few words, with a link where it has a name.
pub fn kind(schema: &Value) -> String {
    if let Some(name) = at(schema, "/$ref").as_str().and_then(|reference| reference.rsplit('/').next()) {
        return format!("<a href=\"#schema-{0}\"><code>{0}</code></a>", escape(name));
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(choices) = schema.get(several).unwrap_or(&Value::Null).as_array() {
            let between = if several == "allOf" { " and " } else { " or " };
            let choices: Vec<_> = choices.iter().filter(|choice| at(choice, "/type") != "null").map(kind).collect();
            return choices.join(between);
        }
    }
    let of_entries = || format!("list of {}", kind(at(schema, "/items")));
    match at(schema, "/type") {
        Value::String(name) if name == "array" => of_entries(),
        Value::String(name) => format!("<code>{}</code>{}", escape(name), rules(schema)),
        Value::Array(names) if names.iter().any(|name| name == "array") => of_entries(),
        Value::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect();
            format!("<code>{}</code>{}", escape(&names.join(" or ")), rules(schema))
        }
        _ => "anything".to_owned(),
    }
}

fn one(name: &str, schema: &Value) -> String {
    let name = escape(name);
    let description = prose(at(schema, "/description").as_str().unwrap_or_default());
    let content = if let Some(words) = at(schema, "/enum").as_array() {
        let words: Vec<_> =
            words.iter().filter_map(Value::as_str).map(|word| format!("<code>{}</code>", escape(word))).collect();
        format!("<p>One of {}.</p>", words.join(", "))
    } else {
        let parts = at(schema, "/allOf").as_array().map_or(std::slice::from_ref(schema), Vec::as_slice);
        parts.iter().map(part).collect()
    };
    format!(
        "<details id=\"schema-{name}\"><summary><code>{name}</code></summary><div><p>{description}</p>{content}</div></details>"
    )
}

fn part(schema: &Value) -> String {
    let Some(properties) = at(schema, "/properties").as_object() else { return format!("<p>{}</p>", kind(schema)) };
    let required = at(schema, "/required").as_array().map_or(&[] as &[Value], Vec::as_slice);
    let row = |(name, field): (&String, &Value)| {
        let needed = if required.iter().any(|of| of == name) { ", required" } else { "" };
        let description = prose(at(field, "/description").as_str().unwrap_or_default());
        let name = escape(name);
        format!("<tr><td><code>{name}</code>{needed}</td><td>{}</td><td>{description}</td></tr>", kind(field))
    };
    let rows: Vec<String> = properties.iter().map(row).collect();
    let rows = rows.concat();
    format!(
        "<table><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Kind</th><th scope=\"col\">What</th></tr>\
         </thead><tbody>{rows}</tbody></table>"
    )
}

/// Limits that the kind alone does not say.
fn rules(schema: &Value) -> String {
    let mut rules = Vec::new();
    if let Some(format) = at(schema, "/format").as_str() {
        rules.push(escape(format));
    }
    for (key, words) in [("minLength", "at least"), ("maxLength", "at most"), ("minimum", "from"), ("maximum", "to")] {
        if let Some(limit) = schema.get(key).unwrap_or(&Value::Null).as_i64() {
            rules.push(format!("{words} {limit}"));
        }
    }
    if rules.is_empty() { String::new() } else { format!(" ({})", rules.join(", ")) }
}
