//! What the proof of the ledger reads, and where checkpoints stand beside it.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{EntryId, MembershipId};
use uuid::Uuid;
use vault::Keys;

use super::{Conn, Unit, ledger};
use crate::error::Error;
use crate::ledger::{ChainRow, Entry, EntryRow, LinkRow, link_hash};
use crate::noun::Noun;
use crate::proof::{Finding, Head, Heads, Proved, Segment, before_whole};
use crate::row::{MembershipRow, OrganisationRow, RecordRow};
use crate::schema::{
    ledger_chain, ledger_checkpoint, ledger_entry, ledger_link, ledger_pruned, ledger_subject, membership,
    organisation, record,
};
use crate::sql::{Instant, Key};

/// Links in one statement.
const LINKS: i64 = 5_000;
/// Rows in one statement.
const ROWS: i64 = 2_000;

/// Where every chain ends; one whose links are all gone by age ends where it did.
pub fn heads(unit: &mut Unit<'_>) -> Result<Heads, Error> {
    let mut heads = pruned(unit.conn)?;
    for link in ledger::heads(unit.conn)? {
        heads.insert(link.chain_id.0, Head { length: link.number, hash: hash_of(&link.hash) });
    }
    Ok(heads)
}

/// Up to where each chain's beginning is gone by age.
pub fn pruned(conn: &mut Conn) -> Result<Heads, Error> {
    let rows: Vec<(Key<Uuid>, i64, Vec<u8>)> = ledger_pruned::table
        .select((ledger_pruned::chain_id, ledger_pruned::through, ledger_pruned::hash))
        .order(ledger_pruned::through.asc())
        .load(conn)?;
    Ok(rows.into_iter().map(|(chain, length, hash)| (chain.0, Head { length, hash: hash_of(&hash) })).collect())
}

/// Keep a checkpoint's note beside the ledger; whether nobody else's has its number.
pub fn keep(unit: &mut Unit<'_>, note: &str, number: i64, at: Instant) -> Result<bool, Error> {
    let row = (ledger_checkpoint::number.eq(number), ledger_checkpoint::at.eq(at), ledger_checkpoint::note.eq(note));
    let kept = diesel::insert_into(ledger_checkpoint::table).values(row).on_conflict_do_nothing().execute(unit.conn)?;
    Ok(kept > 0)
}

/// The highest number of a checkpoint.
pub fn newest(unit: &mut Unit<'_>) -> Result<Option<i64>, Error> {
    newest_number(unit.conn)
}

fn newest_number(conn: &mut Conn) -> Result<Option<i64>, Error> {
    Ok(ledger_checkpoint::table.select(diesel::dsl::max(ledger_checkpoint::number)).first(conn)?)
}

/// The notes that together name where every chain ended at the newest of them.
pub fn notes_to_newest(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let before = before_whole(newest_number(conn)?.unwrap_or(0).unsigned_abs()).cast_signed();
    notes_after(conn, before, 1_100)
}

/// The notes of the checkpoints after one, in order.
pub fn after(unit: &mut Unit<'_>, number: i64) -> Result<Vec<String>, Error> {
    notes_after(unit.conn, number, 1_100)
}

/// Some of the notes after a number, in order.
pub fn notes_after(conn: &mut Conn, number: i64, limit: i64) -> Result<Vec<String>, Error> {
    let found = ledger_checkpoint::table.filter(ledger_checkpoint::number.gt(number));
    Ok(found.order(ledger_checkpoint::number.asc()).limit(limit).select(ledger_checkpoint::note).load(conn)?)
}

/// Every chain with the hash before its first link and the number of its last.
pub fn chains(conn: &mut Conn) -> Result<Vec<(Uuid, [u8; 32], i64)>, Error> {
    let rows: Vec<ChainRow> = ledger_chain::table.select(ChainRow::as_select()).load(conn)?;
    let mut chains = Vec::with_capacity(rows.len());
    for row in rows {
        let length = ledger::last(conn, row.id.0)?.map_or(0, |link| link.number);
        chains.push((row.id.0, vault::digest::sha256(&[row.id.0.as_bytes(), &row.heads]), length));
    }
    Ok(chains)
}

/// Chains that have links and no row of their own.
pub fn chains_without_row(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    let found: Vec<Key<Uuid>> = ledger_link::table
        .left_join(ledger_chain::table.on(ledger_chain::id.eq(ledger_link::chain_id)))
        .filter(ledger_chain::id.is_null())
        .filter(ledger_link::number.eq(1))
        .select(ledger_link::chain_id)
        .load(conn)?;
    Ok(found.into_iter().map(|id| id.0).collect())
}

/// The hash of a link, if it is there.
pub fn hash_at(conn: &mut Conn, chain: Uuid, number: i64) -> Result<Option<[u8; 32]>, Error> {
    let hash: Option<Vec<u8>> =
        ledger_link::table.find((Key(chain), number)).select(ledger_link::hash).first(conn).optional()?;
    Ok(hash.map(|hash| hash_of(&hash)))
}

/// Prove a stretch of a chain: every link follows from the one before and binds what its entry says.
pub fn prove(conn: &mut Conn, keys: &Keys, segment: &Segment, proved: &mut Proved) -> Result<(), Error> {
    let mut running = match segment.before {
        Some(before) => Some(before),
        None => hash_at(conn, segment.chain, segment.from - 1)?,
    };
    let mut next = segment.from;
    while next <= segment.to {
        let through = segment.to.min(next + LINKS - 1);
        let links = stretch(conn, segment.chain, next, through)?;
        let mut subjects = subjects(conn, segment.chain, next, through)?;
        for (link, row) in links {
            let (chain, number, entry) = (segment.chain, link.number, link.entry_id.0.0);
            if number != next {
                proved.find(Finding::LinksRemoved { chain, from: next, to: number - 1 });
                running = None;
            }
            let previous = hash_of(&link.previous);
            if running.is_some_and(|running| running != previous) {
                proved.find(Finding::OutOfOrder { chain, number, entry });
            }
            let hash = hash_of(&link.hash);
            match row {
                None => proved.find(Finding::EntryRemoved { chain, number, entry }),
                Some(row) => {
                    let told = Entry { row, subjects: subjects.remove(&number).unwrap_or_default() };
                    if link_hash(chain, number, &told, &previous, keys) == hash {
                        proved.entries += 1;
                    } else {
                        proved.find(Finding::Altered { chain, number, entry });
                    }
                }
            }
            running = Some(hash);
            next = number + 1;
        }
        if next <= through {
            proved.find(Finding::LinksRemoved { chain: segment.chain, from: next, to: through });
            running = None;
            next = through + 1;
        }
    }
    Ok(())
}

fn stretch(conn: &mut Conn, chain: Uuid, from: i64, to: i64) -> Result<Vec<(LinkRow, Option<EntryRow>)>, Error> {
    Ok(ledger_link::table
        .left_join(ledger_entry::table.on(ledger_entry::id.eq(ledger_link::entry_id)))
        .filter(ledger_link::chain_id.eq(Key(chain)))
        .filter(ledger_link::number.between(from, to))
        .order(ledger_link::number.asc())
        .select((LinkRow::as_select(), Option::<EntryRow>::as_select()))
        .load(conn)?)
}

/// The people whom each entry of a stretch tells of.
fn subjects(
    conn: &mut Conn,
    chain: Uuid,
    from: i64,
    to: i64,
) -> Result<HashMap<i64, Vec<domain::id::PersonId>>, Error> {
    let rows: Vec<(i64, Key<domain::id::PersonId>)> = ledger_link::table
        .inner_join(ledger_subject::table.on(ledger_subject::entry_id.eq(ledger_link::entry_id)))
        .filter(ledger_link::chain_id.eq(Key(chain)))
        .filter(ledger_link::number.between(from, to))
        .select((ledger_link::number, ledger_subject::subject_id))
        .load(conn)?;
    let mut subjects = HashMap::<i64, Vec<_>>::new();
    for (number, subject) in rows {
        subjects.entry(number).or_default().push(subject.0);
    }
    Ok(subjects)
}

/// How many entries from before an instant no chain has linked, and the first of them.
pub fn unlinked(conn: &mut Conn, before: Instant) -> Result<Option<(i64, Uuid, Instant)>, Error> {
    let found = || {
        ledger_entry::table
            .left_join(ledger_link::table.on(ledger_link::entry_id.eq(ledger_entry::id)))
            .filter(ledger_link::entry_id.is_null())
            .filter(ledger_entry::at.lt(before))
    };
    let first: Option<(Key<EntryId>, Instant)> =
        found().order(ledger_entry::id.asc()).select((ledger_entry::id, ledger_entry::at)).first(conn).optional()?;
    let Some((id, at)) = first else { return Ok(None) };
    Ok(Some((found().count().get_result(conn)?, id.0.0, at)))
}

/// Entries that name rows they wrote, after one, in the order of their ids.
pub fn writers(conn: &mut Conn, after: Option<Uuid>) -> Result<Vec<(Uuid, Vec<u8>)>, Error> {
    let after = Key(EntryId(after.unwrap_or(Uuid::nil())));
    let rows: Vec<(Key<EntryId>, Option<Vec<u8>>)> = ledger_entry::table
        .filter(ledger_entry::id.gt(after))
        .filter(ledger_entry::written.is_not_null())
        // The first layout's hash does not bind what was written, and nothing honest of it says so.
        .filter(ledger_entry::layout.ge(2))
        .order(ledger_entry::id.asc())
        .limit(ROWS)
        .select((ledger_entry::id, ledger_entry::written))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, written)| (id.0.0, written.unwrap_or_default())).collect())
}

/// Present records after one, with version and digest. Drafts are left out: the ledger does not know them.
pub fn records(conn: &mut Conn, after: Option<Uuid>) -> Result<Vec<(Uuid, i32, [u8; 32])>, Error> {
    let rows: Vec<RecordRow> = record::table
        .filter(record::id.gt(Key(after.unwrap_or(Uuid::nil()))))
        .filter(record::noun.ne(Noun::Draft.number()))
        .order(record::id.asc())
        .limit(ROWS)
        .select(RecordRow::as_select())
        .load(conn)?;
    Ok(rows.iter().map(|row| (row.id.0, row.version, row.digest())).collect())
}

/// Present contracts, services and staff after one.
pub fn organisation(conn: &mut Conn, after: Option<Uuid>) -> Result<Vec<(Uuid, i32, [u8; 32])>, Error> {
    let rows: Vec<OrganisationRow> = organisation::table
        .filter(organisation::id.gt(Key(after.unwrap_or(Uuid::nil()))))
        .order(organisation::id.asc())
        .limit(ROWS)
        .select(OrganisationRow::as_select())
        .load(conn)?;
    Ok(rows.iter().map(|row| (row.id.0, row.version, row.digest())).collect())
}

/// How far each chain's beginning was taken away, the chains after one.
pub fn taken_away(conn: &mut Conn, after: Option<Uuid>) -> Result<Vec<(Uuid, i32, [u8; 32])>, Error> {
    let after = after.unwrap_or(Uuid::nil());
    let gone = pruned(conn)?.into_iter().filter(|(chain, _)| *chain > after);
    Ok(gone.map(|(chain, head)| (chain, version_of(head.length), head.hash)).collect())
}

/// A chain's length as the version of its row, past which nothing counts.
pub fn version_of(length: i64) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// Memberships after one.
pub fn memberships(conn: &mut Conn, after: Option<Uuid>) -> Result<Vec<(Uuid, i32, [u8; 32])>, Error> {
    let rows: Vec<MembershipRow> = membership::table
        .filter(membership::id.gt(Key(MembershipId(after.unwrap_or(Uuid::nil())))))
        .order(membership::id.asc())
        .limit(ROWS)
        .select(MembershipRow::as_select())
        .load(conn)?;
    Ok(rows.iter().map(|row| (row.id.0.0, row.version(), row.digest())).collect())
}

fn hash_of(bytes: &[u8]) -> [u8; 32] {
    // One that is no hash is never equal to one.
    bytes.try_into().unwrap_or([0; 32])
}
