//! What changed between two versions of a record.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Pointer, Private};

/// A field that changed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// JSON Pointer of the field in the record.
    #[cfg_attr(feature = "openapi", schema(example = "/minutes"))]
    pub pointer: String,
    /// What it was, of whatever type the field is; none if it was empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Value>))]
    pub old: Option<Private<Value>>,
    /// What it is, of whatever type the field is; none if it is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Value>))]
    pub new: Option<Private<Value>>,
}

/// What changed from one version's content to the next, each field once, in the order of their pointers.
/// Objects are compared field by field; a list that changed is one change, since an entry taken out of
/// its middle would else read as a change of every entry after it. Null and nothing are the same.
pub fn changes(old: &Private<Value>, new: &Private<Value>) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&Pointer::root(), Some(old.reveal()), Some(new.reveal()), &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn compare(at: &Pointer, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Change>) {
    let (old, new) = (old.filter(|value| !value.is_null()), new.filter(|value| !value.is_null()));
    if old == new {
        return;
    }
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (old, new) else {
        let keep = |value: Option<&Value>| value.cloned().map(Private::new);
        found.push(Change { pointer: at.to_string(), old: keep(old), new: keep(new) });
        return;
    };
    for (name, value) in before {
        compare(&at.field(name), Some(value), after.get(name), found);
    }
    for (name, value) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        compare(&at.field(name), None, Some(value), found);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn pointers(old: Value, new: Value) -> Vec<String> {
        changes(&old.into(), &new.into()).into_iter().map(|change| change.pointer).collect()
    }

    #[test]
    fn what_changed_is_named_with_both_its_values() {
        let old = json!({"minutes": 45, "note": "Came."}).into();
        let found = changes(&old, &json!({"minutes": 50, "note": "Came."}).into());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].pointer, "/minutes");
        assert!(found[0].old == Some(json!(45).into()) && found[0].new == Some(json!(50).into()));
    }

    #[test]
    fn fields_come_and_go() {
        assert_eq!(pointers(json!({"a": 1}), json!({"b": 2})), ["/a", "/b"]);
        assert_eq!(pointers(json!({"a": null}), json!({})), [""; 0]);
    }

    #[test]
    fn a_part_is_compared_field_by_field_and_a_list_as_one() {
        let old = json!({"gp": {"name": "A", "code": "X"}, "ways": [1, 2, 3]});
        let new = json!({"gp": {"name": "B", "code": "X"}, "ways": [1, 3]});
        assert_eq!(pointers(old, new), ["/gp/name", "/ways"]);
    }

    fn content() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![any::<bool>().prop_map(Value::from), (0..4).prop_map(Value::from), Just(Value::Null)];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::btree_map("[ab/~]{1,2}", inner.clone(), 0..3)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
                prop::collection::vec(inner, 0..3).prop_map(Value::from),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_changed_names_nothing(content in content()) {
            prop_assert!(pointers(content.clone(), content).is_empty());
        }

        #[test]
        fn every_change_is_found_at_its_pointer(old in content(), new in content()) {
            for change in changes(&old.clone().into(), &new.clone().into()) {
                let found = |value: &Value| value.pointer(&change.pointer).filter(|v| !v.is_null()).cloned();
                prop_assert_eq!(found(&old), change.old.map(Private::into_revealed));
                prop_assert_eq!(found(&new), change.new.map(Private::into_revealed));
            }
        }
    }
}
