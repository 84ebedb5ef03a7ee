//! A contact in plaintext columns: its row, and the answer that says the same as the server's.

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::database::{PlainConn, on_either};

diesel::table! {
    /// Contacts, each field a column but for lists, which are JSON.
    plain_contact (id) {
        id -> Binary,
        person_id -> Binary,
        service_id -> Binary,
        episode_id -> Nullable<Binary>,
        started_at -> BigInt,
        minutes -> Integer,
        kind -> Text,
        medium -> Text,
        place -> Nullable<Text>,
        outcome -> Text,
        why -> Nullable<Text>,
        interventions -> Nullable<Text>,
        note -> Nullable<Text>,
        version -> Integer,
        recorded_at -> BigInt,
        recorded_by -> Binary,
    }
}

/// A row.
#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = plain_contact, treat_none_as_default_value = false)]
pub struct PlainRow {
    id: Vec<u8>,
    person_id: Vec<u8>,
    service_id: Vec<u8>,
    episode_id: Option<Vec<u8>>,
    started_at: i64,
    minutes: i32,
    kind: String,
    medium: String,
    place: Option<String>,
    outcome: String,
    why: Option<String>,
    interventions: Option<String>,
    note: Option<String>,
    version: i32,
    recorded_at: i64,
    recorded_by: Vec<u8>,
}

/// What is answered: the fields of `domain`'s recorded contact.
#[derive(Serialize)]
pub struct PlainContact {
    id: Uuid,
    version: i32,
    recorded_at: DateTime<Utc>,
    recorded_by: Uuid,
    service: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    episode: Option<Uuid>,
    started_at: DateTime<Utc>,
    minutes: i32,
    kind: String,
    medium: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    outcome: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    interventions: Vec<Put>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// An intervention put to somebody.
#[derive(Serialize, Deserialize)]
struct Put {
    intervention: String,
    response: String,
}

impl PlainRow {
    /// The row of a contact as `criis` answers it.
    pub fn answered(person: Uuid, contact: &Value) -> Result<Self> {
        let recorded_at = contact.get("recorded_at").and_then(Value::as_str).context("when it was recorded")?;
        Ok(Self {
            id: id(contact, "id").context("its id")?,
            version: 1,
            recorded_at: micros(recorded_at)?,
            recorded_by: id(contact, "recorded_by").context("who recorded it")?,
            ..Self::typed(person, contact)?
        })
    }

    /// The row of a contact as it is typed.
    pub fn typed(person: Uuid, contact: &Value) -> Result<Self> {
        let text = |field: &str| contact.get(field).and_then(Value::as_str).map(str::to_owned);
        Ok(Self {
            id: Uuid::new_v4().into_bytes().to_vec(),
            person_id: person.into_bytes().to_vec(),
            service_id: id(contact, "service").context("its service")?,
            episode_id: id(contact, "episode"),
            started_at: micros(&text("started_at").context("when it began")?)?,
            minutes: contact.get("minutes").and_then(Value::as_i64).context("minutes")? as i32,
            kind: text("kind").context("its kind")?,
            medium: text("medium").context("its medium")?,
            place: text("place"),
            outcome: text("outcome").context("its outcome")?,
            why: text("why"),
            interventions: contact.get("interventions").map(Value::to_string),
            note: text("note"),
            version: 1,
            recorded_at: micros("2026-01-01T00:00:00Z")?,
            recorded_by: Uuid::nil().into_bytes().to_vec(),
        })
    }
}

impl PlainContact {
    /// The answer of a row.
    pub fn of(row: PlainRow) -> Result<Self> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).context("an instant");
        Ok(Self {
            id: Uuid::from_slice(&row.id)?,
            version: row.version,
            recorded_at: instant(row.recorded_at)?,
            recorded_by: Uuid::from_slice(&row.recorded_by)?,
            service: Uuid::from_slice(&row.service_id)?,
            episode: row.episode_id.map(|id| Uuid::from_slice(&id)).transpose()?,
            started_at: instant(row.started_at)?,
            minutes: row.minutes,
            kind: row.kind,
            medium: row.medium,
            place: row.place,
            outcome: row.outcome,
            why: row.why,
            interventions: row.interventions.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default(),
            note: row.note,
        })
    }
}

/// Make the table, if it is missing.
pub fn make_tables(mut conn: PlainConn<'_>) -> Result<()> {
    let (bytes, big) = if matches!(conn, PlainConn::Sqlite(_)) { ("BLOB", "BIGINT") } else { ("BYTEA", "BIGINT") };
    conn.execute(&format!(
        "CREATE TABLE IF NOT EXISTS plain_contact (
            id {bytes} NOT NULL PRIMARY KEY, person_id {bytes} NOT NULL, service_id {bytes} NOT NULL,
            episode_id {bytes}, started_at {big} NOT NULL, minutes INTEGER NOT NULL, kind TEXT NOT NULL,
            medium TEXT NOT NULL, place TEXT, outcome TEXT NOT NULL, why TEXT, interventions TEXT, note TEXT,
            version INTEGER NOT NULL, recorded_at {big} NOT NULL, recorded_by {bytes} NOT NULL);
         CREATE INDEX IF NOT EXISTS plain_by_person ON plain_contact (person_id, started_at, id);"
    ))
}

/// A person's newest contacts.
pub fn page(conn: PlainConn<'_>, person: Uuid, limit: i64) -> Result<Vec<PlainRow>> {
    use plain_contact::dsl;
    let person = person.into_bytes().to_vec();
    let found = on_either!(conn, conn => {
        let mine = dsl::plain_contact.filter(dsl::person_id.eq(person));
        mine.order((dsl::started_at.desc(), dsl::id.desc())).limit(limit).load(conn)
    });
    Ok(found?)
}

/// Keep rows, in one commit.
pub fn insert(conn: PlainConn<'_>, rows: &[PlainRow]) -> Result<()> {
    // Sixteen columns each, under the limit of bound values.
    anyhow::ensure!(rows.len() <= 1_000, "too many rows at once");
    on_either!(conn, conn => diesel::insert_into(plain_contact::table).values(rows).execute(conn))?;
    Ok(())
}

fn id(contact: &Value, field: &str) -> Option<Vec<u8>> {
    let id: Uuid = contact.get(field)?.as_str()?.parse().ok()?;
    Some(id.into_bytes().to_vec())
}

fn micros(instant: &str) -> Result<i64> {
    Ok(instant.parse::<DateTime<Utc>>()?.timestamp_micros())
}
