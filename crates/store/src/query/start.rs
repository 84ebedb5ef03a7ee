//! What a process does first, and how its ledger thread writes.

use chrono::TimeDelta;
use uuid::Uuid;

use super::{Conn, Unit, epoch, ledger};
use crate::error::Error;
use crate::ledger::{ChainRow, Entry, LinkRow};
use crate::sql::{Instant, Key};

/// Entries younger than this may still be linked by the process that wrote them.
const SETTLED: TimeDelta = TimeDelta::seconds(60);

/// Bring the database into an epoch if it has none, open this process's chain by naming the heads it
/// found, and adopt entries that a process left unlinked. Returns the hash before the chain's first link.
pub fn start(unit: &mut Unit<'_>, chain: Uuid) -> Result<[u8; 32], Error> {
    if epoch::current(unit.conn)?.is_none() {
        epoch::set_current(unit.conn, unit.world.keys.newest_epoch())?;
    }
    let heads = ledger::heads(unit.conn)?;
    let named: Vec<u8> = heads.iter().flat_map(|head| [head.chain_id.0.as_bytes().as_slice(), &head.hash].concat()).collect();
    let first = vault::digest::sha256(&[chain.as_bytes(), &named]);
    ledger::insert_chain(unit.conn, &ChainRow { id: Key(chain), opened_at: unit.now.into(), heads: named })?;
    Ok(first)
}

/// Entries that a process left unlinked, for this one's chain.
pub fn orphans(unit: &mut Unit<'_>) -> Result<Vec<Entry>, Error> {
    ledger::unlinked(unit.conn, Instant(unit.now - SETTLED))
}

/// Write new entries and links in one commit.
pub fn write(conn: &mut Conn, entries: &[Entry], links: &[LinkRow]) -> Result<(), Error> {
    ledger::insert(conn, entries)?;
    ledger::insert_links(conn, links)
}
