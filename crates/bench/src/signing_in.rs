//! Whether the time of a refused sign-in tells a name that somebody has from one that nobody has.
//!
//! The tries take turns, each pair from an address of its own behind a declared proxy, so that no try has to wait for
//! those before; the names that somebody has take turns too.

use std::time::Instant;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::http::{self, Connection};
use crate::site::{Criis, Kind};
use crate::spread::Spread;
use crate::verdict::{Goal, Verdicts};

/// Tries of each.
const TRIES: usize = 200;
/// Tries that are not counted: what is done once is done by then.
const WARM_UP: usize = 10;
/// Who works in a demonstration: so many that none is tried more often than costs nothing.
const KNOWN: [&str; 7] = [
    "efua.testworker",
    "pat.exemplar",
    "sam.placeholder",
    "nia.mockworker",
    "lee.modelleader",
    "dee.protection-example",
    "noor.testclinician",
];
/// By how much the medians may differ: less than the tries do among themselves.
const CLOSE: f64 = 1.05;

/// Measure.
pub fn measure(kind: Kind, verdicts: &mut Verdicts) -> Result<()> {
    let criis = Criis::demonstration(kind, "signing_in", 0, false)?;
    let _server = criis.serve_behind_proxy()?;
    let mut connection = Connection::open(criis.port)?;
    let (mut known, mut unknown) = (Vec::with_capacity(TRIES), Vec::with_capacity(TRIES));
    for (turn, name) in KNOWN.iter().cycle().take(WARM_UP + TRIES).enumerate() {
        // As long as the other, and nobody's.
        let nobody = format!("{}{turn:0>1$}", "q", name.len() - 1);
        let mut times = [0.0; 2];
        // Neither always comes first.
        for place in if turn.is_multiple_of(2) { [0, 1] } else { [1, 0] } {
            let tried = if place == 0 { *name } else { nobody.as_str() };
            let took = refused(&mut connection, tried, turn)?;
            if let Some(time) = times.get_mut(place) {
                *time = took;
            }
        }
        if turn >= WARM_UP {
            known.push(times[0]);
            unknown.push(times[1]);
        }
    }
    let (known, unknown) = (Spread::of(known), Spread::of(unknown));
    let ratio = known.median() / unknown.median();
    let apart = ratio.max(1.0 / ratio);
    let what = format!("(8) {}, {TRIES} refused sign-ins of names that somebody has: median", kind.name());
    verdicts.add(what, "as many of names that nobody has", ratio, "×", Goal::Told);
    let what = format!("(8) {}: the medians apart, either way", kind.name());
    verdicts.add(what, "each other", apart, "×", Goal::AtMost(CLOSE));
    let spread = known.at(0.75) / known.at(0.25);
    verdicts.add(
        format!("(8) {}: upper quartile of the same names", kind.name()),
        "lower quartile",
        spread,
        "×",
        Goal::Told,
    );
    Ok(())
}

/// How many milliseconds a wrong password took.
fn refused(connection: &mut Connection, name: &str, turn: usize) -> Result<f64> {
    let form = json!({"name": name, "password": "not the password of anybody"});
    let address = format!("X-Forwarded-For: 198.51.{turn}.7");
    let request = http::with_header(&http::post("/api/v1/sign-in", None, None, &form), &address);
    let begun = Instant::now();
    let status = connection.ask(&request)?.status;
    let took = begun.elapsed().as_secs_f64() * 1e3;
    ensure!(status == 401, "{name} is answered by {status}");
    Ok(took)
}
