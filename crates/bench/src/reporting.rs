//! The activity report over very many contacts, opened one by one, against the same figures in SQL over
//! plaintext.
//!
//! The plaintext contacts are as many as the report counted, each a copy of one of the sealed ones that a
//! worker can read, with a person and a day of its own: the figures are of the same kind and size.

mod figures;

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::plain::Plain;
use crate::scale::Scale;
use crate::site::{Criis, Desk, Kind};
use crate::spread::median;
use crate::verdict::{Goal, Verdicts};

/// Contacts that somebody in a demonstration has on average, a little under.
const EACH: u64 = 17;
/// Turns of each.
const TURNS: usize = 3;

/// Measure.
pub fn measure(kind: Kind, scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
    let criis = Criis::demonstration(kind, "reporting", scale.contacts / EACH, true)?;
    let (_server, _) = criis.serve()?;
    let mut desk = Desk::administrator(criis.port)?;
    let contract = contract(&mut desk)?;
    let path = format!("/api/v1/contracts/{contract}/activity?from=2021-12-01&to={}", last_month(&mut desk)?);
    let counted = contacts_in(&desk.read(&path)?)?;
    let plain = Plain::open(&kind.fresh(criis.folder.path(), "reporting_plain")?)?;
    let people = scale.contacts / EACH;
    figures::fill(&plain, &sample(criis.port)?, counted, people)?;
    let mut ratios = Vec::new();
    for _ in 0..TURNS {
        let begun = Instant::now();
        let figures = plain.now(|mut conn| figures::count(&mut conn))?;
        let sql = begun.elapsed().as_secs_f64();
        ensure!(figures.contacts == counted, "{} contacts in SQL, {counted} in the report", figures.contacts);
        let mut desk = Desk::administrator(criis.port)?;
        let begun = Instant::now();
        desk.read(&path)?;
        ratios.push(begun.elapsed().as_secs_f64() / sql);
    }
    let what = format!("(5) {}, {counted} contacts: the activity report", kind.name());
    verdicts.add(what, "the same figures in SQL over plaintext", median(&ratios), "×", Goal::AtMost(2.0));
    Ok(())
}

/// The contract whose data is held here.
fn contract(desk: &mut Desk) -> Result<String> {
    let contracts = desk.read("/api/v1/contracts")?;
    let all = contracts.as_array().or_else(|| contracts.get("items")?.as_array()).context("contracts")?;
    let here = all.iter().find(|contract| contract.get("data_held").and_then(Value::as_str) == Some("here"));
    let id = here.and_then(|contract| contract.get("id")).and_then(Value::as_str);
    Ok(id.context("a contract whose data is here")?.to_owned())
}

/// The last day of the month before this one, by the server's clock.
fn last_month(desk: &mut Desk) -> Result<String> {
    let me = desk.read("/api/v1/me")?;
    let now: chrono::DateTime<chrono::Utc> =
        me.get("server_time").and_then(Value::as_str).context("the server's time")?.parse()?;
    let first = now.date_naive().format("%Y-%m-01").to_string().parse::<chrono::NaiveDate>()?;
    Ok(first.pred_opt().context("a day before")?.to_string())
}

fn contacts_in(activity: &Value) -> Result<u64> {
    let rows = activity.get("rows").and_then(Value::as_array).context("figures")?;
    let contacts = rows.iter().find(|row| row.get("kind").and_then(Value::as_str) == Some("contacts"));
    let value = contacts.and_then(|row| row.get("value")).and_then(Value::as_f64).context("contacts")?;
    Ok(value as u64)
}

/// Contacts as a worker reads them.
fn sample(port: u16) -> Result<Vec<Value>> {
    let mut desk = Desk::worker(port)?;
    let caseload = desk.read("/api/v1/caseload")?;
    let rows = caseload.get("rows").and_then(Value::as_array).context("a caseload")?;
    let people: Vec<String> = rows.iter().filter_map(|row| Some(row.get("person")?.as_str()?.to_owned())).collect();
    let mut contacts = Vec::new();
    for person in people.iter().take(100) {
        let page = desk.read(&format!("/api/v1/service-users/{person}/contacts"))?;
        contacts.extend(page.get("items").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    ensure!(!contacts.is_empty(), "no contacts to copy");
    Ok(contacts)
}
