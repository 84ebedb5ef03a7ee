//! Where a page of a list begins, as an opaque word.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::DateTime;
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
    #[param(value_type = Option<String>, pattern = "^[A-Za-z0-9_-]*$")]
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

/// The word of a cursor: its instant, its id, and a check, so that one that was changed is refused and not
/// taken for another place. It guards nothing: what a page may show is decided where it is read.
pub fn encode(cursor: Cursor) -> String {
    let at = cursor.at.0.timestamp_micros().to_be_bytes();
    let id = cursor.id.as_bytes();
    BASE64_URL_SAFE_NO_PAD.encode([at.as_slice(), id, &check(&at, id)].concat())
}

fn decode(word: &str) -> Option<Cursor> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(word).ok()?;
    let (at, rest) = bytes.split_at_checked(8)?;
    let (id, checked) = rest.split_at_checked(16)?;
    if checked != check(at, id) {
        return None;
    }
    let at = DateTime::from_timestamp_micros(i64::from_be_bytes(at.try_into().ok()?))?;
    Some(Cursor { at: at.into(), id: Uuid::from_slice(id).ok()? })
}

fn check(at: &[u8], id: &[u8]) -> [u8; 4] {
    let [a, b, c, d, ..] = vault::digest::sha256(&[b"cursor", at, id]);
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let at = domain::instant::parse("2026-11-24T14:05:00.000123Z").unwrap();
        let cursor = Cursor { at: at.into(), id: Uuid::from_u128(9) };
        let word = encode(cursor);
        assert!(decode(&word).is_some_and(|decoded| decoded.at == cursor.at && decoded.id == cursor.id));
    }

    #[test]
    fn what_was_made_up_is_refused() {
        let word = encode(Cursor { at: DateTime::UNIX_EPOCH.into(), id: Uuid::from_u128(9) });
        let changed = format!("B{}", &word[1..]);
        assert!(decode(&word).is_some() && decode(&changed).is_none());
        for word in ["x", "AAAA", "not base64!", &"A".repeat(31), &"A".repeat(33), &"_".repeat(32)] {
            let refused = serde_json::from_value::<Paged>(serde_json::json!(word));
            assert!(refused.is_err(), "{word}");
        }
    }

    proptest! {
        #[test]
        fn no_word_panics_and_every_cursor_comes_back(word in ".*", at in any::<i32>(), id in any::<u128>()) {
            let _ = decode(&word);
            let at = DateTime::from_timestamp(i64::from(at), 0).unwrap_or_default();
            let cursor = Cursor { at: at.into(), id: Uuid::from_u128(id) };
            let back = decode(&encode(cursor));
            prop_assert!(back.is_some_and(|back| back.at == cursor.at && back.id == cursor.id));
        }
    }
}
