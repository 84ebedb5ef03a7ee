//! How a form is read: field by field, so that every flaw is named at once.
//!
//! serde stops at the first bad field. A [`form!`](crate::form!) is therefore read from any JSON value by
//! [`Typed::read`], which notes each wrong type and unknown name with its pointer and reads on. The same
//! form is the request body, the browser's form state and the draft.

use serde_json::Value;
use uuid::Uuid;

use crate::flaw::{Flaw, Flaws, Pointer};
use crate::private::Private;

/// Deeper nesting than any form has, and far from exhausting a stack.
pub const MAX_DEPTH: usize = 16;

/// Something that can stand in a form.
pub trait Typed: Sized {
    /// Read it, noting what is wrong; `None` when nothing usable is there.
    fn read(value: &Value, at: &Pointer, flaws: &mut Flaws) -> Option<Self>;
}

/// Read a whole form from a request's body.
///
/// # Errors
/// Every wrong type and unknown name, with its pointer.
pub fn read<F: Typed + Default>(value: &Value) -> Result<F, Flaws> {
    let mut flaws = Flaws::none();
    let form = F::read(value, &Pointer::root(), &mut flaws);
    match form {
        Some(form) if flaws.is_empty() => Ok(form),
        _ => Err(flaws),
    }
}

macro_rules! typed {
    ($what:ty, $name:literal, $read:expr) => {
        impl Typed for $what {
            fn read(value: &Value, at: &Pointer, flaws: &mut Flaws) -> Option<Self> {
                let read: fn(&Value) -> Option<Self> = $read;
                let found = read(value);
                if found.is_none() {
                    flaws.add(at.clone(), Flaw::WrongType($name));
                }
                found
            }
        }
    };
}

typed!(String, "a text", |value| value.as_str().map(str::to_owned));
typed!(bool, "true or false", Value::as_bool);
typed!(u32, "a whole number", |value| value.as_u64().and_then(|n| u32::try_from(n).ok()));
typed!(i64, "a whole number", Value::as_i64);
typed!(Uuid, "an identifier", |value| value.as_str().and_then(|text| text.parse().ok()));

impl<T: Typed> Typed for Private<T> {
    fn read(value: &Value, at: &Pointer, flaws: &mut Flaws) -> Option<Self> {
        T::read(value, at, flaws).map(Self::new)
    }
}

impl<T: Typed> Typed for Vec<T> {
    fn read(value: &Value, at: &Pointer, flaws: &mut Flaws) -> Option<Self> {
        let Some(entries) = value.as_array() else {
            flaws.add(at.clone(), Flaw::WrongType("a list"));
            return None;
        };
        Some(entries.iter().enumerate().filter_map(|(index, entry)| T::read(entry, &at.entry(index), flaws)).collect())
    }
}

/// Define a form: a struct whose every field is optional, which reads itself from JSON naming all flaws,
/// serialises without its empty fields, and prints nothing of what was typed.
///
/// `#[schema(…)]` on a field is utoipa's and says the *rule* (required, length, code list), for the
/// documentation; a test compares it with what `check` does.
#[macro_export]
macro_rules! form {
    (
        $(#[doc = $doc:expr])*
        pub struct $Form:ident {
            $(
                $(#[doc = $field_doc:expr])*
                $(#[schema($($schema:tt)*)])?
                pub $field:ident: $Type:ty,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $Form {
            $(
                $(#[doc = $field_doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                $(#[cfg_attr(feature = "openapi", schema($($schema)*))])?
                pub $field: Option<$Type>,
            )*
        }

        impl $crate::form::Typed for $Form {
            fn read(
                value: &serde_json::Value,
                at: &$crate::flaw::Pointer,
                flaws: &mut $crate::flaw::Flaws,
            ) -> Option<Self> {
                let Some(object) = value.as_object() else {
                    flaws.add(at.clone(), $crate::flaw::Flaw::WrongType("an object"));
                    return None;
                };
                let mut form = Self::default();
                for (name, value) in object {
                    match name.as_str() {
                        $(stringify!($field) => {
                            if !value.is_null() {
                                form.$field = <$Type as $crate::form::Typed>::read(value, &at.field(name), flaws);
                            }
                        })*
                        _ => flaws.add(at.field(name), $crate::flaw::Flaw::UnknownField),
                    }
                }
                Some(form)
            }
        }

        impl std::fmt::Debug for $Form {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($Form), " [private]"))
            }
        }

        impl<'de> serde::Deserialize<'de> for $Form {
            /// A draft is read back as far as it goes: what no longer fits is left out, not refused.
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                let mut flaws = $crate::flaw::Flaws::none();
                let form = <Self as $crate::form::Typed>::read(&value, &$crate::flaw::Pointer::root(), &mut flaws);
                form.ok_or_else(|| serde::de::Error::custom("a form is an object"))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    form! {
        /// An entry of the sample.
        pub struct EntryForm {
            /// Text.
            #[schema(value_type = String)]
            pub label: Private<String>,
        }
    }
    form! {
        /// A sample.
        pub struct SampleForm {
            /// Number.
            pub minutes: u32,
            /// List.
            #[schema(value_type = Vec<EntryForm>)]
            pub entries: Vec<EntryForm>,
        }
    }

    #[test]
    fn every_flaw_is_named_at_once() {
        let body = json!({"minutes": "ten", "entries": [{"label": 3}, {"lable": "x"}], "extra": 1});
        let flaws = read::<SampleForm>(&body).unwrap_err();
        for pointer in ["/minutes", "/entries/0/label", "/entries/1/lable", "/extra"] {
            assert!(flaws.at(pointer).is_some(), "{pointer}");
        }
        assert_eq!(flaws.to_fields().len(), 4);
    }

    #[test]
    fn null_is_nothing_typed() {
        assert_eq!(read::<SampleForm>(&json!({"minutes": null})).unwrap(), SampleForm::default());
    }

    #[test]
    fn a_form_comes_back_as_it_went() {
        let form = SampleForm { minutes: Some(45), entries: Some(vec![EntryForm { label: Some("x".into()) }]) };
        assert_eq!(read::<SampleForm>(&serde_json::to_value(&form).unwrap()).unwrap(), form);
    }

    #[test]
    fn printing_a_form_tells_nothing() {
        let form = EntryForm { label: Some("Rowan".into()) };
        assert_eq!(format!("{form:?}"), "EntryForm [private]");
    }

    /// Any JSON, with the sample's own names more often than chance would have them.
    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            let name = prop_oneof!["label", "minutes", "entries", ".{0,4}"];
            let object = proptest::collection::btree_map(name, inner.clone(), 0..4);
            prop_oneof![
                proptest::collection::vec(inner, 0..4).prop_map(Value::from),
                object.prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_json_panics_and_each_flaw_is_within_it(value in any_json()) {
            if let Err(flaws) = read::<SampleForm>(&value) {
                for flaw in flaws.to_fields() {
                    prop_assert!(value.pointer(&flaw.pointer).is_some(), "{} in {value}", flaw.pointer);
                }
            }
        }
    }
}
