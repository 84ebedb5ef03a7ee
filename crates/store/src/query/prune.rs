//! Taking away the oldest months of the ledger, under the operator's role.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Months, TimeZone, Utc};
use diesel::prelude::*;
use domain::access::PruneLedger;
use domain::id::{EntryId, MembershipId};
use uuid::Uuid;

use super::{Unit, dialect, ledger, proof};
use crate::access::Access;
use crate::error::Error;
use crate::ledger::Written;
use crate::schema::{
    ledger_entry, ledger_link, ledger_pruned, ledger_subject, membership, organisation, person, record,
};
use crate::sql::{Identifier, Instant, Key};

/// How long an entry is kept at least: seven years.
const KEPT: Months = Months::new(7 * 12);
/// Entries taken away in one unit.
const UNIT: i64 = 500;

/// An entry's number in its chain, its id, when it was made and the rows written.
type Oldest = (i64, Key<EntryId>, Instant, Option<Vec<u8>>);

/// Take away the oldest entries of a chain, at most 500, if they are of months that ended seven years ago and tell of
/// nobody who is still here. How many; none when there is nothing more to take.
pub fn some(unit: &mut Unit<'_>, access: &Access<PruneLedger>, chain: Uuid) -> Result<i64, Error> {
    let from = proof::pruned(unit.conn)?.get(&chain).map_or(1, |gone| gone.length + 1);
    let oldest: Vec<Oldest> = ledger_link::table
        .inner_join(ledger_entry::table.on(ledger_entry::id.eq(ledger_link::entry_id)))
        .filter(ledger_link::chain_id.eq(Key(chain)))
        .filter(ledger_link::number.between(from, from + UNIT - 1))
        .order(ledger_link::number.asc())
        .select((ledger_link::number, ledger_entry::id, ledger_entry::at, ledger_entry::written))
        .load(unit.conn)?;
    let before = first_kept(unit.now);
    let old: Vec<_> = oldest.into_iter().take_while(|(_, _, at, _)| at.0 < before).collect();
    let entries: Vec<Key<EntryId>> = old.iter().map(|(_, id, ..)| *id).collect();
    let written: Vec<Written> =
        old.iter().flat_map(|(.., written)| Written::all(written.as_deref().unwrap_or_default())).collect();
    let Some((through, ..)) = old.last() else { return Ok(0) };
    if tell_of_somebody(unit, &entries, &written)? {
        return Ok(0);
    }
    let Some(hash) = proof::hash_at(unit.conn, chain, *through)? else { return Ok(0) };
    dialect::open_ledger(unit.conn)?;
    diesel::delete(ledger_subject::table.filter(ledger_subject::entry_id.eq_any(&entries))).execute(unit.conn)?;
    diesel::delete(ledger_link::table.filter(ledger_link::entry_id.eq_any(&entries))).execute(unit.conn)?;
    diesel::delete(ledger_entry::table.filter(ledger_entry::id.eq_any(&entries))).execute(unit.conn)?;
    dialect::close_ledger(unit.conn)?;
    diesel::insert_into(ledger_pruned::table)
        .values((
            ledger_pruned::chain_id.eq(Key(chain)),
            ledger_pruned::through.eq(through),
            ledger_pruned::hash.eq(hash.to_vec()),
            ledger_pruned::at.eq(Instant(unit.now)),
        ))
        .execute(unit.conn)?;
    name_again(unit, written)?;
    // What was taken away without an entry that says so is missing, not past its time.
    unit.wrote(chain, proof::version_of(*through), hash);
    let entry = unit.enter(access, access.role(), Vec::new());
    entry.row.record_id = Some(Key(chain));
    entry.row.count = i32::try_from(entries.len()).unwrap_or(i32::MAX);
    Ok(entries.len().try_into().unwrap_or(i64::MAX))
}

/// Every chain, oldest first.
pub fn chains(unit: &mut Unit<'_>) -> Result<Vec<Uuid>, Error> {
    Ok(ledger::chain_ids(unit.conn)?.into_iter().map(|chain| chain.0).collect())
}

/// The first instant that is kept: the first of a month.
fn first_kept(now: DateTime<Utc>) -> DateTime<Utc> {
    let then = now.checked_sub_months(KEPT).unwrap_or(DateTime::UNIX_EPOCH);
    Utc.with_ymd_and_hms(then.year(), then.month(), 1, 0, 0, 0).single().unwrap_or(DateTime::UNIX_EPOCH)
}

/// Whether entries tell of somebody who is still here, or know a row of theirs.
fn tell_of_somebody(unit: &mut Unit<'_>, entries: &[Key<EntryId>], written: &[Written]) -> Result<bool, Error> {
    let subject: Option<Key<domain::id::PersonId>> = ledger_subject::table
        .inner_join(person::table.on(person::id.eq(ledger_subject::subject_id)))
        .filter(ledger_subject::entry_id.eq_any(entries))
        .select(person::id)
        .first(unit.conn)
        .optional()?;
    if subject.is_some() {
        return Ok(true);
    }
    for batch in written.chunks(500) {
        let ids: Vec<Key<Uuid>> = batch.iter().map(|row| Key(row.id)).collect();
        let row: Option<Key<Uuid>> =
            record::table.filter(record::id.eq_any(ids)).select(record::id).first(unit.conn).optional()?;
        if row.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Rows of the organisation, and what says how far a chain was taken away, are there for longer than seven years: what
/// the ledger knew of them, it goes on to know.
fn name_again(unit: &mut Unit<'_>, written: Vec<Written>) -> Result<(), Error> {
    let newest: HashMap<Uuid, Written> = written.into_iter().map(|row| (row.id, row)).collect();
    let ids: Vec<Uuid> = newest.keys().copied().collect();
    for batch in ids.chunks(500) {
        for id in still_here(unit, batch)? {
            if let Some(row) = newest.get(&id) {
                unit.wrote(row.id, row.version, row.digest);
            }
        }
    }
    Ok(())
}

/// Which of these ids rows of the organisation, memberships or chains that were taken from have.
fn still_here(unit: &mut Unit<'_>, ids: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    let keys: Vec<Key<Uuid>> = ids.iter().map(|id| Key(*id)).collect();
    let held: Vec<Key<MembershipId>> = ids.iter().map(|id| Key(MembershipId::of(*id))).collect();
    let organisation: Vec<Key<Uuid>> =
        organisation::table.filter(organisation::id.eq_any(&keys)).select(organisation::id).load(unit.conn)?;
    let memberships: Vec<Key<MembershipId>> =
        membership::table.filter(membership::id.eq_any(&held)).select(membership::id).load(unit.conn)?;
    let chains: Vec<Key<Uuid>> = ledger_pruned::table
        .filter(ledger_pruned::chain_id.eq_any(&keys))
        .select(ledger_pruned::chain_id)
        .distinct()
        .load(unit.conn)?;
    let mut found: Vec<Uuid> = organisation.into_iter().chain(chains).map(|id| id.0).collect();
    found.extend(memberships.into_iter().map(|id| id.0.0));
    Ok(found)
}
