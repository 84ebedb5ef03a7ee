//! Many clients at once, each waiting for its answer before it asks again.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};

use crate::http::Connection;
use crate::spread::Spread;

/// What came of a turn.
pub struct Pressed {
    /// Answers a second.
    pub rate: f64,
    /// How long each answer was waited for.
    pub waits: Spread,
}

/// Let so many clients ask for so long: `request` makes a client's next request. Any answer but `status` ends
/// the run.
pub fn press(
    port: u16,
    clients: usize,
    turn: Duration,
    status: u16,
    request: impl Fn(usize, usize) -> Vec<u8> + Sync,
) -> Result<Pressed> {
    let (start, request) = (Barrier::new(clients), &request);
    let (start, begun) = (&start, Instant::now());
    let waits = thread::scope(|scope| {
        let each = (0..clients).map(|client| {
            scope.spawn(move || {
                let opened = Connection::open(port);
                start.wait();
                one(opened?, turn, status, |number| request(client, number))
            })
        });
        let each: Vec<_> = each.collect();
        let each = each.into_iter().map(|client| client.join().map_err(|_| anyhow!("a client stopped"))?);
        each.collect::<Result<Vec<_>>>()
    })?;
    let elapsed = begun.elapsed().as_secs_f64();
    let waits = Spread::of(waits.concat());
    Ok(Pressed { rate: waits.count() as f64 / elapsed, waits })
}

fn one(
    mut connection: Connection,
    turn: Duration,
    status: u16,
    request: impl Fn(usize) -> Vec<u8>,
) -> Result<Vec<f64>> {
    let begun = Instant::now();
    let mut waits = Vec::new();
    while begun.elapsed() < turn {
        let request = request(waits.len());
        let asked = Instant::now();
        let answer = connection.ask(&request)?;
        waits.push(asked.elapsed().as_secs_f64() * 1e3);
        ensure!(answer.status == status, "{}: {}", answer.status, String::from_utf8_lossy(answer.body));
    }
    Ok(waits)
}
