//! Reading a noun whose JSON holds another's fields beside its own.
//!
//! Serde's own way, `flatten`, compiles every reader a second time, for the buffer that it reads from, and the
//! browser would have to fetch both. Here a noun takes its own fields out of the object, and what is left is the
//! other's. `flatten` stays where these nouns are written.

use serde::de::DeserializeOwned;
use serde_json::{Error, Map, Result, Value};

/// The fields of one object.
pub(crate) type Fields = Map<String, Value>;

/// Take a field out and read it.
///
/// # Errors
/// When it is missing or cannot be read.
pub(crate) fn take<T: DeserializeOwned>(fields: &mut Fields, name: &'static str) -> Result<T> {
    let value = fields.remove(name).ok_or_else(|| <Error as serde::de::Error>::missing_field(name))?;
    serde_json::from_value(value)
}

/// Take a field out that may be missing.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn take_optional<T: DeserializeOwned>(fields: &mut Fields, name: &str) -> Result<Option<T>> {
    serde_json::from_value(fields.remove(name).unwrap_or_default())
}

/// Read what is left.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn rest<T: DeserializeOwned>(fields: Fields) -> Result<T> {
    serde_json::from_value(Value::Object(fields))
}

/// `Deserialize` by a type's own `from_fields`.
macro_rules! flat {
    ($T:ty) => {
        impl<'de> serde::Deserialize<'de> for $T {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let fields = <$crate::flat::Fields as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_fields(fields).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use flat;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: &Value) -> Fields {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn a_field_that_is_taken_is_not_left() {
        let mut fields = fields(&json!({ "one": 1, "other": 2 }));
        assert_eq!(take::<u32>(&mut fields, "one").unwrap(), 1);
        assert_eq!(rest::<Value>(fields).unwrap(), json!({ "other": 2 }));
    }

    #[test]
    fn a_missing_field_is_named_unless_it_may_be_missing() {
        let mut fields = fields(&json!({ "wrong": "words" }));
        assert!(take::<u32>(&mut fields, "one").unwrap_err().to_string().contains("one"));
        assert_eq!(take_optional::<u32>(&mut fields, "one").unwrap(), None);
        assert!(take_optional::<u32>(&mut fields, "wrong").is_err());
    }
}
