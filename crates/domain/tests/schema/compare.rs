//! What a schema says against what the rules do.

use domain::code::CodeLists;
use domain::form::{self, Typed};
use domain::{Against, Flaw, Flaws, code_lists, instant};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::document::{Document, Field};

/// Compare the schema of form `F` with its reading and `check`.
pub fn compare<F: ToSchema + Typed + Default>(
    check: impl Fn(&F, &Against<'_>) -> Result<(), Flaws>,
    with: &Value,
    together: &[&str],
) {
    let lists = code_lists::built_in();
    let now = instant::parse("2026-11-24T15:00:00Z").unwrap();
    let document = Document::of::<F>();
    let mut example = document.example(&document.root);
    merge(&mut example, with);
    let flaws = |value: &Value| {
        let checked = form::read::<F>(value).and_then(|form| check(&form, &Against { lists: &lists, now }));
        checked.err().unwrap_or_else(Flaws::none)
    };
    let found = flaws(&example);
    assert!(found.is_empty(), "the example is valid: {:?} in {example:#}", found.to_fields());
    let case = Case { flaws: &flaws, example: &example, lists: &lists, together };
    let fields = document.fields();
    let mut compared = 0;
    for field in &fields {
        if example.pointer(&field.pointer).is_some() {
            case.compare(field);
            compared += 1;
        }
    }
    assert!(compared > 0 && compared + 3 >= fields.len(), "nearly every field is compared");
    let unknown = case.with("/no_such_field", json!(1));
    assert_eq!(flaws(&unknown).at("/no_such_field"), Some(&Flaw::UnknownField));
}

/// One form with its example and its rules.
struct Case<'a> {
    flaws: &'a dyn Fn(&Value) -> Flaws,
    example: &'a Value,
    lists: &'a CodeLists,
    together: &'a [&'a str],
}

impl Case<'_> {
    fn compare(&self, field: &Field) {
        self.absence(field);
        self.wrong_type(field);
        match field.schema["type"].as_str() {
            Some("string") if field.schema.get("enum").is_some() => self.words(field),
            Some("string") => self.text(field),
            Some("integer") => self.number(field),
            Some("array") => self.list(field),
            _ => {}
        }
    }

    /// A required field is missed and an optional one is not, however its absence is said.
    fn absence(&self, field: &Field) {
        if self.together.contains(&field.pointer.as_str()) {
            return;
        }
        let mut absences = vec![self.without(&field.pointer), self.with(&field.pointer, Value::Null)];
        if field.schema["type"] == "string" && field.schema.get("enum").is_none() && field.schema["format"] != "uuid" {
            absences.push(self.with(&field.pointer, json!("  ")));
        }
        for value in absences {
            let flaws = (self.flaws)(&value);
            let missing = matches!(flaws.at(&field.pointer), Some(Flaw::Missing(_)));
            assert_eq!(missing, field.required, "{} is required: {:?}", field.pointer, flaws.to_fields());
            assert!(field.required || flaws.is_empty(), "{} may be left out: {:?}", field.pointer, flaws.to_fields());
        }
    }

    fn wrong_type(&self, field: &Field) {
        let other = if field.schema["type"] == "boolean" { json!("yes") } else { json!(true) };
        assert!(matches!(self.at(field, other), Some(Flaw::WrongType(_))), "{} is of one type", field.pointer);
    }

    /// Every word of a choice is taken, and no other.
    fn words(&self, field: &Field) {
        for word in field.schema["enum"].as_array().unwrap() {
            assert!(
                !matches!(self.at(field, word.clone()), Some(Flaw::WrongType(_))),
                "{} takes {word}",
                field.pointer
            );
        }
        assert!(matches!(self.at(field, json!("no such word")), Some(Flaw::WrongType(_))), "{}", field.pointer);
    }

    fn text(&self, field: &Field) {
        let pointer = &field.pointer;
        match field.schema["format"].as_str() {
            Some("date") => return assert_eq!(self.at(field, json!("soon")), Some(Flaw::NotADate), "{pointer}"),
            Some("date-time") => {
                return assert_eq!(self.at(field, json!("soon")), Some(Flaw::NotAnInstant), "{pointer}");
            }
            Some("uuid") => {
                return assert!(matches!(self.at(field, json!("me")), Some(Flaw::WrongType(_))), "{pointer}");
            }
            _ => {}
        }
        if let Some(list) = field.description.split("Code of the list `").nth(1).and_then(|rest| rest.split('`').next())
        {
            assert!(!self.lists.items(list).is_empty(), "{pointer}: the list {list} exists");
            let flaw = self.at(field, json!("no such code"));
            assert!(matches!(flaw, Some(Flaw::UnknownCode(name)) if name == list), "{pointer} takes codes of {list}");
            return;
        }
        let Some(longest) = field.schema["maxLength"].as_u64().and_then(|n| usize::try_from(n).ok()) else {
            return assert!(field.schema.get("pattern").is_some(), "{pointer} says how long it may be");
        };
        assert!(
            !matches!(self.at(field, json!("a".repeat(longest))), Some(Flaw::TooLong(_))),
            "{pointer} at its longest"
        );
        let beyond = self.at(field, json!("a".repeat(longest + 1)));
        assert!(
            beyond.as_ref().is_some_and(|flaw| *flaw == Flaw::TooLong(longest) || is_format(flaw)),
            "{pointer} beyond"
        );
    }

    fn number(&self, field: &Field) {
        let bound =
            |name: &str| field.schema[name].as_i64().unwrap_or_else(|| panic!("{} has a {name}", field.pointer));
        let (least, most) = (bound("minimum"), bound("maximum"));
        for inside in [least, most] {
            assert_eq!(self.at(field, json!(inside)), None, "{} takes {inside}", field.pointer);
        }
        assert_eq!(self.at(field, json!(most + 1)), Some(Flaw::OutOfRange(least, most)), "{}", field.pointer);
    }

    fn list(&self, field: &Field) {
        let most = field.schema["maxItems"].as_u64().and_then(|n| usize::try_from(n).ok());
        let most = most.unwrap_or_else(|| panic!("{} says how many entries it takes", field.pointer));
        let entry =
            self.example.pointer(&field.pointer).and_then(|list| list.get(0)).cloned().unwrap_or(json!("Sample"));
        let many = |count: usize| self.at(field, Value::Array(vec![entry.clone(); count]));
        assert_ne!(many(most), Some(Flaw::TooMany(most)), "{} at its fullest", field.pointer);
        assert_eq!(many(most + 1), Some(Flaw::TooMany(most)), "{} beyond", field.pointer);
        if let Some(list) =
            field.description.split("Codes of the list `").nth(1).and_then(|rest| rest.split('`').next())
        {
            let flaws = (self.flaws)(&self.with(&field.pointer, json!(["no such code"])));
            let flaw = flaws.at(&format!("{}/0", field.pointer));
            assert!(matches!(flaw, Some(Flaw::UnknownCode(name)) if *name == list), "{} takes {list}", field.pointer);
        }
    }

    fn at(&self, field: &Field, value: Value) -> Option<Flaw> {
        (self.flaws)(&self.with(&field.pointer, value)).at(&field.pointer).cloned()
    }

    fn with(&self, pointer: &str, value: Value) -> Value {
        self.changed(pointer, |place, name| drop(place.insert(name.to_owned(), value)))
    }

    fn without(&self, pointer: &str) -> Value {
        self.changed(pointer, |place, name| drop(place.remove(name)))
    }

    fn changed(&self, pointer: &str, change: impl FnOnce(&mut serde_json::Map<String, Value>, &str)) -> Value {
        let mut changed = self.example.clone();
        let place = changed.pointer_mut(parent(pointer)).and_then(Value::as_object_mut).unwrap();
        change(place, pointer.rsplit('/').next().unwrap());
        changed
    }
}

/// Flaws of a field whose shape, not whose length, is documented.
fn is_format(flaw: &Flaw) -> bool {
    matches!(
        flaw,
        Flaw::NotADate
            | Flaw::NotAnNhsNumber
            | Flaw::NotAPostcode
            | Flaw::NotAPhoneNumber
            | Flaw::NotAnEmail
            | Flaw::NotAnOdsCode
            | Flaw::NotACrn
            | Flaw::NotAPncNumber
            | Flaw::NotAPrisonNumber
            | Flaw::NotAnOffenceCode
            | Flaw::NotATime
            | Flaw::NotASignInCode
    )
}

fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Put a patch into a value: objects field by field, lists entry by entry, `null` takes away.
fn merge(value: &mut Value, patch: &Value) {
    match (value, patch) {
        (Value::Object(fields), Value::Object(patches)) => {
            for (name, patch) in patches {
                if patch.is_null() {
                    fields.remove(name);
                } else {
                    merge(fields.entry(name.clone()).or_insert(Value::Null), patch);
                }
            }
        }
        (Value::Array(entries), Value::Array(patches)) => {
            entries.iter_mut().zip(patches).for_each(|(e, p)| merge(e, p));
            entries.extend(patches.iter().skip(entries.len()).cloned());
        }
        (value, patch) => *value = patch.clone(),
    }
}
