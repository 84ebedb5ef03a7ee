//! A scan of the ledger's tables, in steps by their keys, that hashes every row once and compares nothing.

use anyhow::Result;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable, SmallInt, Text};
use sha2::{Digest, Sha256};

use crate::plain::{PlainConn, on_either};

/// Rows in one step.
const STEP: usize = 5_000;

#[derive(QueryableByName)]
struct EntryRow {
    #[diesel(sql_type = Binary)]
    row_id: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    at: i64,
    #[diesel(sql_type = Nullable<Binary>)]
    staff: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    session: Option<Vec<u8>>,
    #[diesel(sql_type = SmallInt)]
    role: i16,
    #[diesel(sql_type = Text)]
    operation: String,
    #[diesel(sql_type = SmallInt)]
    outcome: i16,
    #[diesel(sql_type = Nullable<Binary>)]
    record: Option<Vec<u8>>,
    #[diesel(sql_type = Integer)]
    count: i32,
    #[diesel(sql_type = Nullable<Binary>)]
    request: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Text>)]
    origin: Option<String>,
    #[diesel(sql_type = Nullable<Binary>)]
    written: Option<Vec<u8>>,
}

#[derive(QueryableByName)]
struct LinkRow {
    #[diesel(sql_type = Binary)]
    chain: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Binary)]
    entry: Vec<u8>,
    #[diesel(sql_type = Binary)]
    previous: Vec<u8>,
    #[diesel(sql_type = Binary)]
    hash: Vec<u8>,
}

#[derive(QueryableByName)]
struct SubjectRow {
    #[diesel(sql_type = Binary)]
    entry: Vec<u8>,
    #[diesel(sql_type = Binary)]
    subject: Vec<u8>,
}

/// Scan all three tables; how many entries there are.
pub fn all(conn: &mut PlainConn<'_>) -> Result<usize> {
    let mut all = Sha256::new();
    let mut scanned = 0;
    let mut after = vec![0; 16];
    loop {
        let rows: Vec<EntryRow> = next(conn, ENTRIES, &after, None)?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.row_id);
        scanned += rows.len();
        for row in &rows {
            all.update(entry(row));
        }
    }
    let (mut after, mut number) = (vec![0; 16], 0);
    loop {
        let rows: Vec<LinkRow> = next(conn, LINKS, &after, Some(number))?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.chain);
        number = last.number;
        for row in &rows {
            all.update(link(row));
        }
    }
    let mut after = vec![0; 16];
    loop {
        let rows: Vec<SubjectRow> = next(conn, SUBJECTS, &after, None)?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.entry);
        for row in &rows {
            all.update(Sha256::new().chain_update(&row.entry).chain_update(&row.subject).finalize());
        }
    }
    std::hint::black_box(all.finalize());
    Ok(scanned)
}

const ENTRIES: &str = "SELECT {id} AS row_id, at, {staff_id} AS staff, {session_id} AS session, role, operation, outcome, \
    {record_id} AS record, count, {request_id} AS request, origin, written FROM ledger_entry WHERE id > {?} ORDER BY id";
const LINKS: &str = "SELECT {chain_id} AS chain, number, {entry_id} AS entry, previous, hash FROM ledger_link \
    WHERE (chain_id, number) > ({?}, {number}) ORDER BY chain_id, number";
/// Nearly every entry here tells of one person; of the others a step may leave some out, a handful of a million.
const SUBJECTS: &str = "SELECT {entry_id} AS entry, {subject_id} AS subject FROM ledger_subject WHERE entry_id > {?} \
    ORDER BY entry_id";

fn next<T>(conn: &mut PlainConn<'_>, sql: &str, after: &[u8], number: Option<i64>) -> Result<Vec<T>>
where
    T: diesel::deserialize::QueryableByName<diesel::sqlite::Sqlite>
        + diesel::deserialize::QueryableByName<diesel::pg::Pg>
        + 'static,
{
    let place = after.iter().fold(String::new(), |place, byte| format!("{place}{byte:02x}"));
    let number = number.unwrap_or_default().to_string();
    let sql = match conn {
        PlainConn::Sqlite(_) => {
            sql.replace("{?}", &format!("x'{place}'")).replace("{number}", &number).replace(['{', '}'], "")
        }
        PlainConn::Postgres(_) => sql
            .replace("{?}", &format!("'{place}'"))
            .replace("{number}", &number)
            .replace('{', "uuid_send(")
            .replace('}', ")"),
    };
    let sql = format!("{sql} LIMIT {STEP}");
    Ok(on_either!(conn, conn => diesel::sql_query(sql).load(*conn))?)
}

fn entry(row: &EntryRow) -> impl AsRef<[u8]> {
    let maybe = |bytes: &Option<Vec<u8>>| bytes.clone().unwrap_or_default();
    Sha256::new()
        .chain_update(&row.row_id)
        .chain_update(row.at.to_be_bytes())
        .chain_update(maybe(&row.staff))
        .chain_update(maybe(&row.session))
        .chain_update(row.role.to_be_bytes())
        .chain_update(&row.operation)
        .chain_update(row.outcome.to_be_bytes())
        .chain_update(maybe(&row.record))
        .chain_update(row.count.to_be_bytes())
        .chain_update(maybe(&row.request))
        .chain_update(row.origin.clone().unwrap_or_default())
        .chain_update(maybe(&row.written))
        .finalize()
}

fn link(row: &LinkRow) -> impl AsRef<[u8]> {
    Sha256::new()
        .chain_update(&row.chain)
        .chain_update(row.number.to_be_bytes())
        .chain_update(&row.entry)
        .chain_update(&row.previous)
        .chain_update(&row.hash)
        .finalize()
}
