//! What is typed of a form so far, and how each change changes it.
//!
//! The state is the form's own JSON, addressed by the same pointers that flaws carry: what one types, what
//! a draft keeps, what is sent and what is refused are one thing. Reading it as the typed form, and
//! checking that, is left to the moment of sending.

use std::rc::Rc;

use domain::FieldFlaw;
use domain::form::Typed as Readable;
use serde_json::{Map, Value};
use yew::Reducible;

/// A form as far as it is typed. Prints nothing: it is about a person.
#[derive(Clone, PartialEq)]
pub(crate) struct Typed {
    content: Value,
    flaws: Vec<FieldFlaw>,
    /// Counts what somebody typed, so that a draft knows what is new.
    edits: u32,
    /// Counts refusals, so that the error summary takes the focus at each.
    refusals: u32,
}

/// A change.
pub(crate) enum Change {
    /// A field was typed; `Null` empties it.
    Set(String, Value),
    /// An entry is added to a list.
    Add(String, Value),
    /// The entry of this number leaves a list.
    Remove(String, usize),
    /// The whole form comes from elsewhere: a draft, a record, a default.
    Fill(Value),
    /// These flaws were found.
    Refuse(Vec<FieldFlaw>),
}

impl Typed {
    /// A form that starts with this content.
    pub(crate) fn new(content: Value) -> Self {
        let content = if content.is_object() { content } else { Value::Object(Map::new()) };
        Self { content, flaws: Vec::new(), edits: 0, refusals: 0 }
    }

    /// The whole content.
    pub(crate) const fn content(&self) -> &Value {
        &self.content
    }

    /// How often something was typed since the form was made.
    pub(crate) const fn edits(&self) -> u32 {
        self.edits
    }

    /// How often it was refused.
    pub(crate) const fn refusals(&self) -> u32 {
        self.refusals
    }

    /// Every flaw, in the order of the fields.
    pub(crate) fn flaws(&self) -> &[FieldFlaw] {
        &self.flaws
    }

    /// The flaw at a pointer.
    pub(crate) fn flaw(&self, at: &str) -> Option<&str> {
        self.flaws.iter().find(|flaw| flaw.pointer == at).map(|flaw| flaw.message.as_str())
    }

    /// A field as its input shows it.
    pub(crate) fn text(&self, at: &str) -> String {
        match self.content.pointer(at) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Whether a box is ticked.
    pub(crate) fn is_ticked(&self, at: &str) -> bool {
        self.content.pointer(at).and_then(Value::as_bool).unwrap_or_default()
    }

    /// How many entries a list has.
    pub(crate) fn count(&self, at: &str) -> usize {
        self.content.pointer(at).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The entries of a list of texts.
    pub(crate) fn texts(&self, at: &str) -> Vec<String> {
        let entries = self.content.pointer(at).and_then(Value::as_array);
        entries.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Read it as the form that it is; the wrong types are flaws.
    ///
    /// # Errors
    /// Every wrong type, with its pointer.
    pub(crate) fn read<F: Readable + Default>(&self) -> Result<F, Vec<FieldFlaw>> {
        domain::form::read(&self.content).map_err(|flaws| flaws.to_fields())
    }
}

impl Reducible for Typed {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match change {
            Change::Set(at, value) => {
                next.edits += 1;
                set(&mut next.content, &at, value);
            }
            Change::Add(at, value) => {
                next.edits += 1;
                let count = next.count(&at);
                set(&mut next.content, &format!("{at}/{count}"), value);
            }
            Change::Remove(at, index) => {
                next.edits += 1;
                if let Some(Value::Array(entries)) = next.content.pointer_mut(&at)
                    && index < entries.len()
                {
                    entries.remove(index);
                }
                // Flaws of later entries would stand beside the wrong ones.
                next.flaws.retain(|flaw| !flaw.pointer.starts_with(&format!("{at}/")));
            }
            Change::Fill(content) => next.content = content,
            Change::Refuse(flaws) => {
                next.refusals += u32::from(!flaws.is_empty());
                next.flaws = flaws;
            }
        }
        Rc::new(next)
    }
}

/// Set the value at a pointer, making the objects and lists on the way. `Null` and an empty text take a
/// field out of its object, for nothing typed is no field.
fn set(content: &mut Value, at: &str, value: Value) {
    let Some((step, rest)) = at.strip_prefix('/').map(|at| at.split_once('/').unwrap_or((at, ""))) else {
        return;
    };
    let below = if rest.is_empty() { String::new() } else { format!("/{rest}") };
    if content.is_null() {
        let is_index = step.bytes().all(|b| b.is_ascii_digit());
        *content = if is_index { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
    }
    match content {
        Value::Object(fields) if below.is_empty() && is_nothing(&value) => {
            fields.remove(step);
        }
        Value::Object(fields) => put(fields.entry(step).or_insert(Value::Null), &below, value),
        Value::Array(entries) => {
            let Ok(index) = step.parse::<usize>() else {
                return;
            };
            if index == entries.len() {
                entries.push(Value::Null);
            }
            if let Some(entry) = entries.get_mut(index) {
                put(entry, &below, value);
            }
        }
        _ => {}
    }
}

fn put(place: &mut Value, below: &str, value: Value) {
    if below.is_empty() { *place = value } else { set(place, below, value) }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn after(content: Value, changes: impl IntoIterator<Item = Change>) -> Rc<Typed> {
        changes.into_iter().fold(Rc::new(Typed::new(content)), Reducible::reduce)
    }

    fn flaw(pointer: &str) -> FieldFlaw {
        FieldFlaw { pointer: pointer.into(), code: "missing".into(), message: "Enter it".into() }
    }

    #[test]
    fn a_field_is_set_with_what_is_above_it() {
        let typed = after(Value::Null, [Change::Set("/gp/name".into(), json!("Dr Placeholder"))]);
        assert_eq!(*typed.content(), json!({"gp": {"name": "Dr Placeholder"}}));
        assert_eq!((typed.text("/gp/name").as_str(), typed.edits()), ("Dr Placeholder", 1));
    }

    #[test]
    fn an_emptied_field_is_no_field() {
        let typed = after(json!({"note": "x", "minutes": 5}), [Change::Set("/note".into(), json!(""))]);
        assert_eq!(*typed.content(), json!({"minutes": 5}));
    }

    #[test]
    fn entries_come_and_go() {
        let typed = after(
            Value::Null,
            [
                Change::Add("/ways".into(), json!({"kind": "mobile"})),
                Change::Add("/ways".into(), json!({"kind": "email"})),
                Change::Set("/ways/1/value".into(), json!("x")),
                Change::Remove("/ways".into(), 0),
            ],
        );
        assert_eq!(*typed.content(), json!({"ways": [{"kind": "email", "value": "x"}]}));
        assert_eq!(typed.count("/ways"), 1);
    }

    #[test]
    fn removing_an_entry_takes_its_flaws() {
        let typed = after(
            json!({"ways": [{}, {}]}),
            [Change::Refuse(vec![flaw("/ways/1/value"), flaw("/note")]), Change::Remove("/ways".into(), 0)],
        );
        assert!(typed.flaw("/ways/1/value").is_none() && typed.flaw("/note").is_some());
    }

    #[test]
    fn each_refusal_counts_and_an_acceptance_clears() {
        let typed = after(Value::Null, [Change::Refuse(vec![flaw("/note")]), Change::Refuse(Vec::new())]);
        assert_eq!((typed.refusals(), typed.flaws().len()), (1, 0));
    }

    #[test]
    fn filling_is_not_typing() {
        assert_eq!(after(Value::Null, [Change::Fill(json!({"a": "b"}))]).edits(), 0);
    }

    #[test]
    fn what_is_typed_is_read_as_its_form() {
        use domain::contact::ContactForm;
        let typed = after(Value::Null, [Change::Set("/minutes".into(), json!("ten"))]);
        assert_eq!(typed.read::<ContactForm>().unwrap_err()[0].pointer, "/minutes");
    }
}
