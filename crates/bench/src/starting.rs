//! Starting: how long until a population can be searched, and how much memory that takes; then a search over
//! HTTP beside a bare commit of one row.

use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use crate::finding::drop_letter;
use crate::http::{self, Connection};
use crate::plain::Plain;
use crate::random::Random;
use crate::recording::commit_times;
use crate::scale::Scale;
use crate::site::{Criis, Desk, Kind};
use crate::spread::{Spread, median};
use crate::verdict::{Goal, Verdicts};

/// Starts of each population.
const STARTS: usize = 3;
/// The population that the goals are about.
const GOAL_FOR: u64 = 1_000_000;
/// Searches asked over HTTP.
const SEARCHES: u64 = 300;

/// Measure each population.
pub fn measure(kind: Kind, scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
    for &people in &scale.populations {
        let criis = Criis::demonstration(kind, &format!("starting_{people}"), people, false)?;
        let (mut seconds, mut memory, mut own) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..STARTS {
            let (server, took) = criis.serve()?;
            seconds.push(took.as_secs_f64());
            let used = server.used()?;
            memory.push(used.memory);
            own.push(used.own_memory);
        }
        let who = format!("(4) {}, {people} people: ", kind.name());
        let goals =
            if people == GOAL_FOR { (Goal::AtMost(5.0), Goal::AtMost(300.0)) } else { (Goal::Told, Goal::Told) };
        verdicts.add(format!("{who}until they can be searched"), "–", median(&seconds), "s", goals.0);
        verdicts.add(format!("{who}memory held then"), "–", median(&memory), "MiB", goals.1);
        verdicts.add(format!("{who}memory but for the mapped database"), "–", median(&own), "MiB", Goal::Told);

        let (server, _) = criis.serve()?;
        let found = searches(criis.port)?;
        let plain = Plain::open(&kind.fresh(criis.folder.path(), &format!("starting_{people}_plain"))?)?;
        let commits = commit_times(&plain, scale)?;
        let against = "bare commit of one row";
        let who = format!("(2) {}, {people} people: a search over HTTP ", kind.name());
        verdicts.add(format!("{who}at p50"), against, found.median() / commits.median(), "×", Goal::Told);
        verdicts.add(format!("{who}at p99"), against, found.p99() / commits.p99(), "×", Goal::Told);
        verdicts.add(format!("{who}at p99, in all"), "–", found.p99(), "ms", Goal::Told);
        drop(server);
    }
    Ok(())
}

/// A worker looks for people whom many are called like, each word with a slip in one of two.
fn searches(port: u16) -> Result<Spread> {
    let token = Desk::worker(port)?.token;
    let mut connection = Connection::open(port)?;
    let mut random = Random(73);
    let mut times = Vec::new();
    for _ in 0..SEARCHES {
        let given = slip(random.one_of(&["rowan", "frankie", "zephyr", "morgan", "charlie", "winter"]), &mut random);
        let family = slip(random.one_of(&["sampleson", "exampleton", "testperson", "mockworth"]), &mut random);
        let form = json!({"typed": format!("{given} {family}")});
        let request = http::post("/api/v1/service-users/search", Some(&token), None, &form);
        let asked = Instant::now();
        connection.json(&request, 200)?;
        times.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    Ok(Spread::of(times))
}

fn slip(word: &str, random: &mut Random) -> String {
    if random.below(2) == 0 { word.to_owned() } else { drop_letter(word, random) }
}
