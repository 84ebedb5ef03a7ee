//! The report's figures in SQL over plaintext: contacts in one table, what was put to people in another.

use anyhow::Result;
use diesel::prelude::*;
use serde_json::Value;

use crate::plain::{Counted, Plain, PlainConn, on_either};
use crate::random::Random;

diesel::table! {
    /// Contacts.
    report_contact (id) {
        id -> BigInt,
        person -> BigInt,
        service -> Integer,
        started_at -> BigInt,
        kind -> Text,
        outcome -> Text,
        note -> Text,
    }
}

diesel::table! {
    /// What was put to somebody in a contact.
    report_offer (contact, place) {
        contact -> BigInt,
        place -> Integer,
        intervention -> Text,
        response -> Text,
    }
}

/// What every figure comes from.
pub struct Figures {
    /// Contacts in all.
    pub contacts: u64,
}

/// Rows in one commit.
const BATCH: u64 = 2_000;
/// Services of the contract.
const SERVICES: u64 = 10;
/// Microseconds of the period: five years.
const PERIOD: u64 = 5 * 365 * 86_400 * 1_000_000;

/// The figures, one query each kind. Each ends in as many rows as the report has, which are read.
const QUERIES: &[&str] = &[
    "SELECT COUNT(*) AS counted FROM report_contact WHERE service < 10 AND started_at BETWEEN 0 AND {end} GROUP BY outcome",
    "SELECT COUNT(*) AS counted FROM report_contact WHERE service < 10 AND started_at BETWEEN 0 AND {end} GROUP BY kind",
    "SELECT COUNT(DISTINCT person) AS counted FROM report_contact
     WHERE service < 10 AND started_at BETWEEN 0 AND {end} AND outcome IN ('attended', 'attended_late')",
    "SELECT COUNT(*) AS counted FROM report_offer JOIN report_contact ON report_contact.id = report_offer.contact
     WHERE service < 10 AND started_at BETWEEN 0 AND {end} GROUP BY intervention, response",
];

/// Copies of `sample` until there are as many as `contacts`, with people and days of their own.
pub fn fill(plain: &Plain, sample: &[Value], contacts: u64, people: u64) -> Result<()> {
    plain.now(|mut conn| {
        conn.execute(
            "CREATE TABLE report_contact (id BIGINT PRIMARY KEY, person BIGINT NOT NULL, service INTEGER NOT NULL,
                started_at BIGINT NOT NULL, kind TEXT NOT NULL, outcome TEXT NOT NULL, note TEXT NOT NULL);
             CREATE TABLE report_offer (contact BIGINT NOT NULL, place INTEGER NOT NULL, intervention TEXT NOT NULL,
                response TEXT NOT NULL, PRIMARY KEY (contact, place));
             CREATE INDEX report_by_service ON report_contact (service, started_at)",
        )
    })?;
    let mut random = Random(79);
    for first in (0..contacts).step_by(usize::try_from(BATCH)?) {
        let (mut rows, mut offers) = (Vec::new(), Vec::new());
        for number in first..contacts.min(first + BATCH) {
            let Some(contact) = sample.get(random.below(sample.len() as u64) as usize) else { continue };
            let text = |field: &str| contact.get(field).and_then(Value::as_str).unwrap_or_default();
            let id = i64::try_from(number)?;
            rows.push((
                report_contact::id.eq(id),
                report_contact::person.eq(i64::try_from(random.below(people))?),
                report_contact::service.eq(random.below(SERVICES) as i32),
                report_contact::started_at.eq(i64::try_from(random.below(PERIOD))?),
                report_contact::kind.eq(text("kind").to_owned()),
                report_contact::outcome.eq(text("outcome").to_owned()),
                report_contact::note.eq(text("note").to_owned()),
            ));
            let put = contact.get("interventions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            for (place, offer) in put.iter().enumerate() {
                let word = |field: &str| offer.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
                offers.push((
                    report_offer::contact.eq(id),
                    report_offer::place.eq(i32::try_from(place)?),
                    report_offer::intervention.eq(word("intervention")),
                    report_offer::response.eq(word("response")),
                ));
            }
        }
        plain.now(|conn| {
            on_either!(conn, conn => {
                diesel::insert_into(report_contact::table).values(&rows).execute(conn)?;
                for offers in offers.chunks(5_000) {
                    diesel::insert_into(report_offer::table).values(offers).execute(conn)?;
                }
            });
            Ok(())
        })?;
    }
    plain.now(|mut conn| conn.execute("ANALYZE"))
}

/// Count.
pub fn count(conn: &mut PlainConn<'_>) -> Result<Figures> {
    let mut contacts = 0;
    for (place, query) in QUERIES.iter().enumerate() {
        let query = query.replace("{end}", &PERIOD.to_string());
        let rows: Vec<Counted> = on_either!(conn, conn => diesel::sql_query(query).load(*conn))?;
        if place == 0 {
            contacts = rows.iter().map(|row| row.counted.unsigned_abs()).sum();
        }
    }
    Ok(Figures { contacts })
}
