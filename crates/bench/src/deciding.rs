//! Deciding who may: the pure function, in the process, over the whole table.

use std::hint::black_box;
use std::time::Instant;

use domain::access::{Relation, Role, Standing, TABLE, decide};
use domain::id::ServiceId;
use uuid::Uuid;

use crate::verdict::{Goal, Verdicts};

/// How often the whole table is decided over.
const ROUNDS: u32 = 20_000;
/// The longest that a decision may take, in microseconds.
const LONGEST: f64 = 1.0;

/// Measure a decision, of somebody who holds a role in four services, over a person of four others.
pub fn measure(verdicts: &mut Verdicts) {
    let service = |number: u128| ServiceId(Uuid::from_u128(number));
    let held = |number| Standing { role: Role::RecoveryWorker, service: Some(service(number)) };
    let standings = [held(1), held(2), held(3), held(4)];
    let services = [service(5), service(6), service(7), service(4)];
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for row in TABLE {
            let _ = black_box(decide(black_box(row), black_box(&standings), Relation::person(black_box(&services))));
        }
    }
    let decisions = f64::from(ROUNDS) * TABLE.len() as f64;
    let each = start.elapsed().as_secs_f64() * 1e6 / decisions;
    verdicts.add("(6) an access decision", "–", each, "µs", Goal::AtMost(LONGEST));
}
