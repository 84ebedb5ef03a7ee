//! What a process does first, and how its ledger thread writes.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::TimeDelta;
use domain::access::{OpenKeyFolder, Operation, Role};
use uuid::Uuid;
use vault::HashPurpose;

use super::{Conn, Unit, epoch, ledger, proof, setting};
use crate::error::Error;
use crate::ledger::{ChainRow, Entry, EntryRow, LinkRow, purpose_number, role_number};
use crate::proof::{Heads, heads_of};
use crate::settings::KEYS;
use crate::sql::{Instant, Key};
use crate::store::OPERATOR;

/// Entries younger than this may still be linked by the process that wrote them.
const SETTLED: TimeDelta = TimeDelta::seconds(60);

/// Bring the database into an epoch if it has none, open this process's chain by naming the heads it found, and enter
/// that the key folder was opened. Returns the hash before the chain's first link.
pub fn start(unit: &mut Unit<'_>, chain: Uuid) -> Result<[u8; 32], Error> {
    refuse_other_keys(unit)?;
    if epoch::current(unit.conn)?.is_none() {
        epoch::set_current(unit.conn, unit.world.keys.newest_epoch())?;
    }
    let named = heads_found(unit.conn)?;
    let first = vault::digest::sha256(&[chain.as_bytes(), &named]);
    ledger::insert_chain(unit.conn, &ChainRow { id: Key(chain), opened_at: unit.now.into(), heads: named })?;
    enter_opening(unit, chain);
    Ok(first)
}

/// The heads that a chain opens by naming. What the newest checkpoint names it stands for by its digest, or every start
/// would write more than the one before.
fn heads_found(conn: &mut Conn) -> Result<Vec<u8>, Error> {
    let mut named = Vec::new();
    let mut known = Heads::new();
    for note in proof::notes_to_newest(conn)? {
        named = vault::digest::sha256(&[note.as_bytes()]).to_vec();
        known.extend(heads_of(&note));
    }
    for head in ledger::heads(conn)? {
        if known.get(&head.chain_id.0).is_none_or(|known| known.hash.as_slice() != head.hash) {
            named.extend_from_slice(head.chain_id.0.as_bytes());
            named.extend_from_slice(&head.hash);
        }
    }
    Ok(named)
}

/// Enter that this process has the key folder open, up to which epoch: from now to its end it seals, opens and signs by
/// what is in it. Each use of a key is an entry of what it was used for, but for checkpoints, which would beget entries
/// that beget checkpoints.
fn enter_opening(unit: &mut Unit<'_>, chain: Uuid) {
    let row = EntryRow {
        staff_id: Some(Key(OPERATOR)),
        role: role_number(Role::Operator),
        record_id: Some(Key(chain)),
        record_version: Some(unit.world.keys.newest_epoch().0.cast_signed()),
        purpose: purpose_number(OpenKeyFolder::ROW.purpose),
        ..EntryRow::of(unit.new_id(), unit.now, OpenKeyFolder::ROW.operation)
    };
    unit.after.entries.push(Entry { row, subjects: Vec::new() });
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
