//! Present rows against what the ledger knows of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use uuid::Uuid;

use super::finding::Finding;
use super::reader::{Known, Reader};
use super::verify::Proved;
use crate::error::Error;
use crate::ledger::Written;

/// The most rows known at once, some 80 bytes each: past this the ledger is gone through again for the others.
const AT_ONCE: usize = 1_000_000;

type Page = fn(&mut dyn Reader, Option<Uuid>) -> Result<Vec<Known>, Error>;

/// The tables whose rows the ledger knows.
const TABLES: [(&str, Page); 4] = [
    ("record", |reader, after| reader.records(after)),
    ("organisation", |reader, after| reader.organisation(after)),
    ("membership", |reader, after| reader.memberships(after)),
    ("ledger_pruned", |reader, after| reader.taken_away(after)),
];

/// Compare every present row; how many there are.
pub fn compare(reader: &mut dyn Reader, proved: &mut Proved) -> Result<usize, Error> {
    let parts = count(reader)? / AT_ONCE + 1;
    let mut rows = 0;
    for part in 0..parts {
        let is_mine = |id: Uuid| id.as_u128() % parts as u128 == part as u128;
        let mut known = newest(reader, is_mine)?;
        for (table, page) in TABLES {
            let mut after = None;
            loop {
                let present = page(reader, after)?;
                let Some((last, ..)) = present.last() else { break };
                after = Some(*last);
                for row in present.iter().filter(|(id, ..)| is_mine(*id)) {
                    rows += 1;
                    compare_one(table, row, known.remove(&row.0), proved);
                }
            }
        }
        for (row, (version, digest)) in known {
            if digest != Written::GONE {
                proved.find(Finding::RowRemoved { row, version });
            }
        }
    }
    Ok(rows)
}

fn compare_one(table: &'static str, row: &Known, known: Option<(i32, [u8; 32])>, proved: &mut Proved) {
    let (row, version, digest) = *row;
    match known {
        Some((known, of_known)) if known == version && of_known == digest => {}
        Some((known, of_known)) if known > version && of_known != Written::GONE => {
            proved.find(Finding::RowOlder { table, row, version, known });
        }
        _ => proved.find(Finding::RowUnknown { table, row, version }),
    }
}

/// The newest version of each row that entries name.
fn newest(reader: &mut dyn Reader, is_mine: impl Fn(Uuid) -> bool) -> Result<HashMap<Uuid, (i32, [u8; 32])>, Error> {
    let mut known = HashMap::new();
    let mut after = None;
    loop {
        let writers = reader.writers(after)?;
        let Some((last, _)) = writers.last() else { return Ok(known) };
        after = Some(*last);
        let rows = writers.iter().flat_map(|(_, packed)| Written::all(packed)).filter(|row| is_mine(row.id));
        for row in rows {
            match known.entry(row.id) {
                Entry::Vacant(entry) => {
                    entry.insert((row.version, row.digest));
                }
                Entry::Occupied(mut entry) if row.version >= entry.get().0 || row.digest == Written::GONE => {
                    entry.insert((row.version, row.digest));
                }
                Entry::Occupied(_) => {}
            }
        }
    }
}

fn count(reader: &mut dyn Reader) -> Result<usize, Error> {
    let mut rows = 0;
    let mut after = None;
    loop {
        let writers = reader.writers(after)?;
        let Some((last, _)) = writers.last() else { return Ok(rows) };
        after = Some(*last);
        rows += writers.iter().map(|(_, packed)| Written::all(packed).count()).sum::<usize>();
    }
}
