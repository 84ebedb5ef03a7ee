//! Proving the ledger: every chain, link, entry and row, against a scan of the same rows that hashes each once.

mod scan;

use std::time::Instant;

use anyhow::{Result, ensure};

use crate::plain::Plain;
use crate::scale::Scale;
use crate::site::{Criis, Kind};
use crate::spread::median;
use crate::verdict::{Goal, Verdicts};

/// Turns of each.
const TURNS: usize = 3;
/// People whom the entries tell of.
const PEOPLE: u64 = 1_000;
/// The entries that the goal is about.
const GOAL_FOR: usize = 1_000_000;

/// Measure.
pub fn measure(kind: Kind, scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
    let criis = Criis::much_read(kind, "proving", PEOPLE, scale.entries)?;
    let plain = Plain::open(criis.database())?;
    let (mut seconds, mut ratios, mut memory) = (Vec::new(), Vec::new(), 0.0_f64);
    for _ in 0..TURNS {
        let begun = Instant::now();
        let scanned = plain.now(|mut conn| scan::all(&mut conn))?;
        let scan = begun.elapsed().as_secs_f64();
        ensure!(scanned >= scale.entries, "{scanned} entries, not {}", scale.entries);
        let (took, held) = criis.prove()?;
        seconds.push(took.as_secs_f64());
        ratios.push(took.as_secs_f64() / scan);
        memory = memory.max(held);
    }
    let who = format!("(7) {}, {} entries: ", kind.name(), scale.entries);
    let goal = if scale.entries == GOAL_FOR { Goal::AtMost(10.0) } else { Goal::Told };
    verdicts.add(format!("{who}proving the ledger"), "–", median(&seconds), "s", goal);
    let against = "a scan of the same rows with SHA-256 of each";
    verdicts.add(format!("{who}proving the ledger"), against, median(&ratios), "×", Goal::Told);
    verdicts.add(format!("{who}memory of its own at most"), "–", memory, "MiB", Goal::Told);
    Ok(())
}
