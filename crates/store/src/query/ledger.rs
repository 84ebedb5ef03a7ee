//! The ledger's tables: entries, the people they tell of, and their links.

use std::collections::HashSet;

use diesel::prelude::*;
use domain::id::EntryId;
use uuid::Uuid;

use super::Conn;
use super::dialect::LEDGER_ROWS;
use crate::error::Error;
use crate::ledger::{ChainRow, Entry, EntryRow, LinkRow, SubjectRow};
use crate::schema::{ledger_chain, ledger_entry, ledger_link, ledger_subject};
use crate::sql::{Instant, Key};

/// Ids asked for in one statement, well under the limit of bound values.
const BATCH: usize = 500;

/// Write entries with their subjects.
pub fn insert(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    let rows: Vec<&EntryRow> = entries.iter().map(|entry| &entry.row).collect();
    for batch in rows.chunks(LEDGER_ROWS) {
        match batch {
            [row] => diesel::insert_into(ledger_entry::table).values(*row).execute(conn)?,
            rows => diesel::insert_into(ledger_entry::table).values(rows.to_vec()).execute(conn)?,
        };
    }
    let subjects: Vec<SubjectRow> = entries.iter().flat_map(Entry::subject_rows).collect();
    for batch in subjects.chunks(LEDGER_ROWS) {
        match batch {
            [row] => diesel::insert_into(ledger_subject::table).values(row).execute(conn)?,
            rows => diesel::insert_into(ledger_subject::table).values(rows).execute(conn)?,
        };
    }
    Ok(())
}

/// Write links.
pub fn insert_links(conn: &mut Conn, links: &[LinkRow]) -> Result<(), Error> {
    for batch in links.chunks(LEDGER_ROWS) {
        match batch {
            [link] => diesel::insert_into(ledger_link::table).values(link).execute(conn)?,
            links => diesel::insert_into(ledger_link::table).values(links).execute(conn)?,
        };
    }
    Ok(())
}

/// Open a chain.
pub fn insert_chain(conn: &mut Conn, chain: &ChainRow) -> Result<(), Error> {
    diesel::insert_into(ledger_chain::table).values(chain).execute(conn)?;
    Ok(())
}

/// The last link of a chain.
pub fn last(conn: &mut Conn, chain: Uuid) -> Result<Option<LinkRow>, Error> {
    let links = ledger_link::table.filter(ledger_link::chain_id.eq(Key(chain))).order(ledger_link::number.desc());
    Ok(links.select(LinkRow::as_select()).first(conn).optional()?)
}

/// Which of these entries some chain has linked.
pub fn linked(conn: &mut Conn, ids: &[Key<EntryId>]) -> Result<HashSet<Key<EntryId>>, Error> {
    let mut linked = HashSet::new();
    for batch in ids.chunks(BATCH) {
        let there: Vec<Key<EntryId>> =
            ledger_link::table.filter(ledger_link::entry_id.eq_any(batch)).select(ledger_link::entry_id).load(conn)?;
        linked.extend(there);
    }
    Ok(linked)
}

/// The last link of every chain, in the order of the chains' ids.
pub fn heads(conn: &mut Conn) -> Result<Vec<LinkRow>, Error> {
    // A grouping would read every link there ever was; this seeks the last of each chain.
    let chains = chain_ids(conn)?;
    let mut heads = Vec::with_capacity(chains.len());
    for chain in chains {
        heads.extend(last(conn, chain.0)?);
    }
    Ok(heads)
}

/// Every chain, in the order of their ids, which is that of their opening.
pub fn chain_ids(conn: &mut Conn) -> Result<Vec<Key<Uuid>>, Error> {
    Ok(ledger_chain::table.select(ledger_chain::id).order(ledger_chain::id.asc()).load(conn)?)
}

/// Entries from before `settled` that no chain has linked: a process ended before it could.
pub fn unlinked(conn: &mut Conn, settled: Instant) -> Result<Vec<Entry>, Error> {
    let rows: Vec<EntryRow> = ledger_entry::table
        .left_join(ledger_link::table.on(ledger_link::entry_id.eq(ledger_entry::id)))
        .filter(ledger_link::entry_id.is_null())
        .filter(ledger_entry::at.lt(settled))
        .order(ledger_entry::id.asc())
        .limit(10_000)
        .select(EntryRow::as_select())
        .load(conn)?;
    with_subjects(conn, rows)
}

/// Entries that tell of a person, newest first, from before `before`.
pub fn about(conn: &mut Conn, person: Uuid, before: Option<EntryId>, limit: i64) -> Result<Vec<EntryRow>, Error> {
    let mut found = ledger_subject::table
        .inner_join(ledger_entry::table.on(ledger_entry::id.eq(ledger_subject::entry_id)))
        .filter(ledger_subject::subject_id.eq(Key(person)))
        .into_boxed();
    if let Some(before) = before {
        found = found.filter(ledger_subject::entry_id.lt(Key(before)));
    }
    Ok(found.order(ledger_subject::entry_id.desc()).limit(limit).select(EntryRow::as_select()).load(conn)?)
}

/// Entries with the people whom they tell of.
pub fn with_subjects(conn: &mut Conn, rows: Vec<EntryRow>) -> Result<Vec<Entry>, Error> {
    let ids: Vec<Key<EntryId>> = rows.iter().map(|row| row.id).collect();
    let mut subjects: Vec<SubjectRow> = Vec::new();
    for batch in ids.chunks(BATCH) {
        subjects.extend(
            ledger_subject::table
                .filter(ledger_subject::entry_id.eq_any(batch))
                .select(SubjectRow::as_select())
                .load(conn)?,
        );
    }
    let mut of_entry = std::collections::HashMap::<Key<EntryId>, Vec<_>>::new();
    for subject in subjects {
        of_entry.entry(subject.entry_id).or_default().push(subject.subject_id.0);
    }
    let entry = |row: EntryRow| Entry { subjects: of_entry.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(entry).collect())
}
