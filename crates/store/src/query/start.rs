//! What a process does first, and how its ledger thread writes.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::TimeDelta;
use uuid::Uuid;
use vault::HashPurpose;

use super::{Conn, Unit, epoch, ledger, setting};
use crate::error::Error;
use crate::ledger::{ChainRow, Entry, LinkRow};
use crate::settings::KEYS;
use crate::sql::{Instant, Key};

/// Entries younger than this may still be linked by the process that wrote them.
const SETTLED: TimeDelta = TimeDelta::seconds(60);

/// Bring the database into an epoch if it has none, open this process's chain by naming the heads it
/// found, and adopt entries that a process left unlinked. Returns the hash before the chain's first link.
pub fn start(unit: &mut Unit<'_>, chain: Uuid) -> Result<[u8; 32], Error> {
    refuse_other_keys(unit)?;
    if epoch::current(unit.conn)?.is_none() {
        epoch::set_current(unit.conn, unit.world.keys.newest_epoch())?;
    }
    let heads = ledger::heads(unit.conn)?;
    let named: Vec<u8> =
        heads.iter().flat_map(|head| [head.chain_id.0.as_bytes().as_slice(), &head.hash].concat()).collect();
    let first = vault::digest::sha256(&[chain.as_bytes(), &named]);
    ledger::insert_chain(unit.conn, &ChainRow { id: Key(chain), opened_at: unit.now.into(), heads: named })?;
    Ok(first)
}

/// Refuse another database's keys: nothing that is here would open, and what they sealed would be lost. The
/// first folder to open a database leaves its mark, which tells nothing of its keys.
fn refuse_other_keys(unit: &mut Unit<'_>) -> Result<(), Error> {
    let mark = unit.world.keys.keyed_hash(HashPurpose::RowTag, &[b"the key folder of this database"]);
    let mark = BASE64_STANDARD.encode(mark);
    setting::set_once(unit.conn, KEYS, &mark)?;
    if setting::get(unit.conn, KEYS)?.as_deref() == Some(mark.as_str()) {
        return Ok(());
    }
    Err(Error::Unusable(
        "The key folder is another database's: set `keys` to the one that this database was made with".to_owned(),
    ))
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
