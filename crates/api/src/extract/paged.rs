//! Where a page of a list begins, as an opaque word.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::instant;
use serde::{Deserialize, Deserializer};
use store::Cursor;
use utoipa::IntoParams;
use uuid::Uuid;

/// The parameter, as the documentation has it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where the page begins: `next` of the page before, or nothing for the first.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub cursor: Paged,
}

/// Where a page begins.
#[derive(Clone, Copy, Default)]
pub struct Paged(pub Option<Cursor>);

impl<'de> Deserialize<'de> for Paged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        if word.is_empty() {
            return Ok(Self(None));
        }
        let cursor = decode(&word);
        cursor.map(|cursor| Self(Some(cursor))).ok_or_else(|| serde::de::Error::custom("a cursor as it was answered"))
    }
}

/// The word of a cursor: its instant, then its id.
pub fn encode(cursor: Cursor) -> String {
    let at = cursor.at.0.timestamp_micros().to_be_bytes();
    BASE64_URL_SAFE_NO_PAD.encode([at.as_slice(), cursor.id.as_bytes()].concat())
}

fn decode(word: &str) -> Option<Cursor> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(word).ok()?;
    let (at, id) = bytes.split_at_checked(8)?;
    let at = chrono::DateTime::from_timestamp_micros(i64::from_be_bytes(at.try_into().ok()?))?;
    let id = Uuid::from_slice(id).ok()?;
    (at >= earliest()?).then_some(Cursor { at: at.into(), id })
}

/// Nothing was recorded before this; a word that says so was made up.
fn earliest() -> Option<chrono::DateTime<chrono::Utc>> {
    instant::parse("1900-01-01T00:00:00Z").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let at = instant::parse("2026-11-24T14:05:00.000123Z").unwrap();
        let cursor = Cursor { at: at.into(), id: Uuid::from_u128(9) };
        let word = encode(cursor);
        assert!(decode(&word).is_some_and(|decoded| decoded.at == cursor.at && decoded.id == cursor.id));
    }

    #[test]
    fn what_was_made_up_is_refused() {
        for word in ["x", "AAAA", "not base64!", &"A".repeat(31), &"A".repeat(33), &"_".repeat(32)] {
            let refused = serde_json::from_value::<Paged>(serde_json::json!(word));
            assert!(refused.is_err(), "{word}");
        }
    }
}
