//! Which fields of which forms were sent, so that none is forgotten: the OpenAPI document lists them all.

use std::collections::BTreeSet;

use reqwest::Method;
use reqwest::header::IF_MATCH;
use serde_json::Value;
use tests::asking::{Answer, Asker};
use tests::conform;
use uuid::Uuid;

use super::words::STEM;

/// Texts of at least this length are somebody's own words; shorter ones are numbers and codes.
const WORDS: u64 = 64;

/// Fields of codes, keys, days of no person and one-time tokens, which are nobody's words.
const NO_WORDS: [&str; 23] = [
    "AcceptForm.token",
    "ApiClientForm.expires_on",
    "ApiClientForm.scopes",
    "ConfirmEnrolmentForm.code",
    "ConfirmEnrolmentForm.enrolment",
    "EnrolmentForm.pending",
    "GiveForm.to",
    "LookForm.day",
    "NewCredentialForm.key",
    "PasskeyAnswerForm.ceremony",
    "PasskeyAnswerForm.credential",
    "PasskeySignInForm.pending",
    "PasswordForm.current",
    "PasswordForm.new",
    "RegisterClientForm.key",
    "RegisterPasskeyForm.ceremony",
    "RegisterPasskeyForm.credential",
    "SecondFactorForm.code",
    "SecondFactorForm.pending",
    "StatementForm.month",
    "StepUpForm.code",
    "StepUpForm.password",
    "UnlockForm.password",
];

/// What was sent so far.
pub struct Sent {
    document: &'static Value,
    fields: BTreeSet<String>,
    bodies: String,
}

impl Sent {
    /// Nothing yet.
    pub async fn new(address: &str) -> Self {
        Self { document: conform::document(address).await, fields: BTreeSet::new(), bodies: String::new() }
    }

    /// Create.
    pub async fn post(&mut self, asker: &Asker, path: &str, body: &Value) -> Answer {
        self.send(asker, Method::POST, path, None, body).await
    }

    /// Change the version that is there.
    pub async fn put(&mut self, asker: &Asker, path: &str, version: u64, body: &Value) -> Answer {
        self.send(asker, Method::PUT, path, Some(version), body).await
    }

    /// Do something to the version that is there.
    pub async fn act(&mut self, asker: &Asker, path: &str, version: u64, body: &Value) -> Answer {
        self.send(asker, Method::POST, path, Some(version), body).await
    }

    /// Keep what has no version to name.
    pub async fn keep(&mut self, asker: &Asker, path: &str, body: &Value) -> Answer {
        self.send(asker, Method::PUT, path, None, body).await
    }

    /// Whether any body had this in it.
    pub fn has_sent(&self, word: &str) -> bool {
        self.bodies.contains(word)
    }

    /// The fields of texts and dates of any form that nobody has sent yet, or not with the word in it.
    pub fn never_sent(&self) -> Vec<String> {
        let mut all = BTreeSet::new();
        let operations = self.document["paths"].as_object().expect("paths").values();
        for body in operations.flat_map(|path| path.as_object().expect("operations").values()) {
            self.fields_of(&body["requestBody"]["content"]["application/json"]["schema"], "", &mut all);
        }
        all.difference(&self.fields).cloned().collect()
    }

    async fn send(&mut self, asker: &Asker, method: Method, path: &str, version: Option<u64>, body: &Value) -> Answer {
        let (_, operation) = conform::find(self.document, &method, &format!("/api/v1{path}")).expect("an operation");
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        let mut fields = std::mem::take(&mut self.fields);
        self.note(schema, "", body, &mut fields);
        self.fields = fields;
        self.bodies.push_str(&body.to_string());
        // Every change takes one of them; what needs both (closing, ending) is sent both.
        let made = |request: reqwest::RequestBuilder| {
            let keyed = request.header("Idempotency-Key", Uuid::new_v4().to_string()).json(body);
            version.into_iter().fold(keyed, |request, version| request.header(IF_MATCH, format!("\"{version}\"")))
        };
        asker.send(method, path, made).await
    }

    /// Note what a value fills.
    fn note(&self, schema: &Value, name: &str, value: &Value, fields: &mut BTreeSet<String>) {
        let (schema, name) = self.resolved(schema, name);
        match value {
            Value::Object(values) => {
                for (field, value) in values {
                    self.note(&schema["properties"][field], &format!("{name}.{field}"), value, fields);
                }
            }
            Value::Array(values) => {
                for value in values {
                    self.note(&schema["items"], &name, value, fields);
                }
            }
            Value::String(text) if !is_words(schema) || text.contains(STEM) => {
                fields.insert(name);
            }
            _ => {}
        }
    }

    /// Every field of a schema and those inside it.
    fn fields_of(&self, schema: &Value, name: &str, all: &mut BTreeSet<String>) {
        let (schema, name) = self.resolved(schema, name);
        for (field, inside) in schema["properties"].as_object().into_iter().flatten() {
            self.fields_of(inside, &format!("{name}.{field}"), all);
        }
        if schema["items"].is_object() {
            self.fields_of(&schema["items"], &name, all);
        }
        let is_choice = schema["enum"].is_array() || schema["format"] == "uuid";
        let is_text =
            schema["type"] == "string" || schema["type"].as_array().is_some_and(|some| some.contains(&"string".into()));
        if is_text && !is_choice && !NO_WORDS.contains(&name.as_str()) {
            all.insert(name);
        }
    }

    /// The schema that this is or points at; a form is named for its own, a value for its field.
    fn resolved<'a>(&self, schema: &'a Value, name: &str) -> (&'a Value, String)
    where
        Self: 'a,
    {
        let mut either = schema["oneOf"].as_array().into_iter().flatten();
        let target = schema["$ref"].as_str().or_else(|| either.find_map(|one| one["$ref"].as_str()));
        let Some(target) = target.and_then(|target| target.strip_prefix("#/components/schemas/")) else {
            return (schema, name.to_owned());
        };
        let found: &'static Value = &self.document["components"]["schemas"][target];
        let is_form = found["properties"].is_object();
        (found, if is_form { target.to_owned() } else { name.to_owned() })
    }
}

/// Whether a field takes somebody's own words.
fn is_words(schema: &Value) -> bool {
    schema["maxLength"].as_u64().is_some_and(|most| most >= WORDS) && schema["format"].is_null()
}
