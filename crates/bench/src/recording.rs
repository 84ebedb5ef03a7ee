//! Recording contacts, each durable before it is answered, against commits of one row one after another.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

use crate::load::press;
use crate::plain::{Plain, PlainRow, insert};
use crate::random::Random;
use crate::scale::Scale;
use crate::site::{Criis, Desk, Kind, contact};
use crate::spread::{Spread, median};
use crate::verdict::{Goal, Verdicts};
use crate::words;

/// People recorded with: no two clients with the same.
const PEOPLE: usize = 64;
/// The longest wait wanted, in milliseconds.
const LONGEST: f64 = 250.0;

/// Measure with 1, 8 and 64 clients.
pub fn measure(kind: Kind, scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
    let criis = Criis::demonstration(kind, "recording", scale.bystanders, true)?;
    let (_server, _) = criis.serve()?;
    let people = Desk::worker(criis.port)?.register(PEOPLE, 61)?;
    // Its own database, on the same disk or in the same cluster.
    let plain = Arc::new(Plain::open(&kind.fresh(criis.folder.path(), "recording_plain")?)?);
    let mut seed = 67;
    for clients in [1, 8, 64] {
        let (mut ratios, mut rates, mut worst, mut slow) = (Vec::new(), Vec::new(), 0.0_f64, Vec::new());
        for _ in 0..scale.turns {
            let commits = one_at_a_time(&plain, scale)?;
            let desk = Desk::worker(criis.port)?;
            seed += 1;
            let pressed = press(criis.port, clients, scale.turn, 201, |client, number| {
                let mut random = Random(seed << 40 | (client << 24 | number) as u64);
                let person = people.get(client % people.len()).map(String::as_str).unwrap_or_default();
                contact(&desk.token, &desk.service, person, &mut random)
            })?;
            ratios.push(pressed.rate / commits);
            rates.push(pressed.rate);
            worst = worst.max(pressed.waits.worst());
            slow.push(pressed.waits.p99());
        }
        let who = format!("(3) {}, {clients} clients: ", kind.name());
        let is_goal = kind == Kind::Sqlite && clients == 64;
        let rate_goal = if is_goal { Goal::AtLeast(8.0) } else { Goal::Told };
        let wait_goal = if is_goal { Goal::AtMost(LONGEST) } else { Goal::Told };
        let against = "single-row commits, one at a time";
        verdicts.add(format!("{who}durable contacts"), against, median(&ratios), "×", rate_goal);
        verdicts.add(format!("{who}wait at p99"), "–", median(&slow), "ms", Goal::Told);
        verdicts.add(format!("{who}worst wait"), "–", worst, "ms", wait_goal);
    }
    Ok(())
}

/// Bare commits a second, each of one row of plaintext.
fn one_at_a_time(plain: &Plain, scale: &Scale) -> Result<f64> {
    let waits = commits(plain, scale)?;
    Ok(1e3 / (waits.iter().sum::<f64>() / waits.len() as f64))
}

/// How long a bare commit of one row takes, in milliseconds.
pub fn commit_times(plain: &Plain, scale: &Scale) -> Result<Spread> {
    Ok(Spread::of(commits(plain, scale)?))
}

fn commits(plain: &Plain, scale: &Scale) -> Result<Vec<f64>> {
    let mut random = Random(71);
    let (begun, mut waits) = (Instant::now(), Vec::new());
    while begun.elapsed() < scale.turn / 2 {
        let row = PlainRow::typed(
            Uuid::new_v4(),
            &json!({
                "service": Uuid::nil(), "started_at": "2025-03-04T10:00:00Z", "minutes": 30, "kind": "one_to_one",
                "medium": "01", "outcome": "attended", "note": words::note(&mut random),
            }),
        )?;
        let asked = Instant::now();
        plain.now(|conn| insert(conn, std::slice::from_ref(&row)))?;
        waits.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    Ok(waits)
}
