//! Versions of a record as a history: who, when, what changed.

use domain::trail::{HistoryEntry, changes};
use domain::{Private, Recorded};
use serde::Serialize;
use serde_json::Value;

use crate::answer::Answer;
use crate::problem::Refused;

/// A record's versions, newest first, each with what is other than in the one before it.
pub fn history<T: Serialize>(versions: Vec<Recorded<T>>) -> Answer<Vec<HistoryEntry>> {
    let mut entries: Vec<HistoryEntry> = Vec::with_capacity(versions.len());
    for version in versions {
        let content = content(&version.content)?;
        if let Some(newer) = entries.last_mut() {
            newer.changes = changes(&content, &newer.content);
        }
        entries.push(HistoryEntry {
            version: version.version,
            at: version.recorded_at,
            by: version.recorded_by,
            content,
            changes: Vec::new(),
        });
    }
    Ok(entries)
}

fn content<T: Serialize>(content: &T) -> Result<Private<Value>, Refused> {
    serde_json::to_value(content).map(Private::new).map_err(|_| Refused::Broken("a record is no JSON"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn version(number: u32, content: Value) -> Recorded<Value> {
        Recorded {
            id: Uuid::from_u128(1),
            version: number,
            recorded_at: domain::instant::parse("2026-11-24T14:00:00Z").unwrap(),
            recorded_by: Uuid::from_u128(2).into(),
            withheld: Vec::new(),
            content,
        }
    }

    #[test]
    fn each_version_says_what_it_changed() {
        let versions =
            vec![version(2, json!({"minutes": 45, "note": "x"})), version(1, json!({"minutes": 30, "note": "x"}))];
        let entries = history(versions).unwrap();
        assert_eq!(
            serde_json::to_value(&entries[0].changes).unwrap(),
            json!([{"pointer": "/minutes", "old": 30, "new": 45}])
        );
        assert!(entries[1].changes.is_empty());
    }
}
