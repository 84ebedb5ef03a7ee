//! What an answer says of a record beside its content.

use chrono::{DateTime, Utc};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use crate::flat::{self, Fields};
use crate::id::StaffId;

/// A record as it is kept: its content with who recorded which version when.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recorded<T> {
    /// The record's identifier.
    pub id: Uuid,
    /// Counts up from 1 with each change; the `ETag` of the record.
    pub version: u32,
    /// When this version was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded this version.
    pub recorded_by: StaffId,
    /// Pointers of what the reader's role does not see, whether or not anything is there; one that ends in `/*`
    /// is of a list of which some entries may be left out. Such a field is not empty: it is held for others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<String>,
    /// The content.
    #[serde(flatten)]
    pub content: T,
}

impl<T> Recorded<T> {
    /// The same record with its content made into something else.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded {
            id: self.id,
            version: self.version,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            withheld: self.withheld,
            content: make(self.content),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Recorded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::deserialize(deserializer)?;
        let (record, content) = split(fields).map_err(D::Error::custom)?;
        let content = flat::rest(content).map_err(D::Error::custom)?;
        Ok(record.map(|()| content))
    }
}

/// The bookkeeping, and the fields of the content. Apart, so that it is compiled once for every noun.
fn split(mut fields: Fields) -> serde_json::Result<(Recorded<()>, Fields)> {
    let record = Recorded {
        id: flat::take(&mut fields, "id")?,
        version: flat::take(&mut fields, "version")?,
        recorded_at: flat::take(&mut fields, "recorded_at")?,
        recorded_by: flat::take(&mut fields, "recorded_by")?,
        withheld: flat::take_optional(&mut fields, "withheld")?.unwrap_or_default(),
        content: (),
    };
    Ok((record, fields))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn sample() -> Value {
        json!({
            "id": Uuid::from_u128(7),
            "version": 3,
            "recorded_at": "2026-11-24T14:05:00Z",
            "recorded_by": Uuid::from_u128(8),
            "word": "sample",
        })
    }

    #[test]
    fn what_is_read_is_written_alike() {
        let read: Recorded<Value> = serde_json::from_value(sample()).unwrap();
        assert_eq!((read.version, &read.content), (3, &json!({ "word": "sample" })));
        assert_eq!(serde_json::to_value(&read).unwrap(), sample());
        let from_text: Recorded<Value> = serde_json::from_str(&sample().to_string()).unwrap();
        assert_eq!(serde_json::to_value(&from_text).unwrap(), sample());
    }

    #[test]
    fn a_record_without_its_bookkeeping_is_refused() {
        for name in ["id", "version", "recorded_at", "recorded_by"] {
            let mut without = sample();
            without.as_object_mut().unwrap().remove(name);
            let refused = serde_json::from_value::<Recorded<Value>>(without).err().unwrap();
            assert!(refused.to_string().contains(name));
        }
    }
}
