//! Once, when a database of before there were tags is opened by this version: tag what is there, and let the ledger
//! know every row. It hangs on the key folder, which has no key for checkpoints until it is done, so nobody who has
//! the database alone can bring it about again and have rows of their own making tagged.

use diesel::prelude::*;
use domain::access::{Operation, Role, TakeStock};
use domain::id::PersonId;
use uuid::Uuid;

use super::Unit;
use crate::error::Error;
use crate::ledger::{Entry, EntryRow, role_number};
use crate::noun::Noun;
use crate::row::{CredentialRow, MembershipRow, OrganisationRow, RecordRow, SessionRow};
use crate::schema::{credential, membership, organisation, record, session};
use crate::sql::Key;
use crate::store::OPERATOR;
use crate::tag::Tagged;

/// Records named by one entry.
const BATCH: i64 = 500;

/// Tag memberships, credentials and sessions, and name what is the organisation's.
pub fn tag(unit: &mut Unit<'_>) -> Result<(), Error> {
    let keys = &unit.world.keys;
    let untagged: Vec<SessionRow> =
        session::table.filter(session::tag.eq(Vec::new())).select(SessionRow::as_select()).load(unit.conn)?;
    for row in untagged {
        let row = row.tagged(keys);
        diesel::update(session::table.find(row.id)).set(session::tag.eq(&row.tag)).execute(unit.conn)?;
    }
    let untagged: Vec<CredentialRow> =
        credential::table.filter(credential::tag.eq(Vec::new())).select(CredentialRow::as_select()).load(unit.conn)?;
    for row in untagged {
        let row = row.tagged(keys);
        diesel::update(credential::table.find(row.staff_id)).set(credential::tag.eq(&row.tag)).execute(unit.conn)?;
    }
    let memberships: Vec<MembershipRow> = membership::table.select(MembershipRow::as_select()).load(unit.conn)?;
    for row in memberships {
        let row = if row.tag.is_empty() { row.tagged(keys) } else { row };
        diesel::update(membership::table.find(row.id)).set(membership::tag.eq(&row.tag)).execute(unit.conn)?;
        unit.wrote_membership(&row);
    }
    let organisation: Vec<OrganisationRow> =
        organisation::table.select(OrganisationRow::as_select()).load(unit.conn)?;
    for row in &organisation {
        unit.wrote(row.id.0, row.version, row.digest());
    }
    enter(unit);
    Ok(())
}

/// Name the records after one; the last that was named.
pub fn records(unit: &mut Unit<'_>, after: Option<Uuid>) -> Result<Option<Uuid>, Error> {
    let rows: Vec<RecordRow> = record::table
        .filter(record::id.gt(Key(after.unwrap_or(Uuid::nil()))))
        .filter(record::noun.ne(Noun::Draft.number()))
        .order(record::id.asc())
        .limit(BATCH)
        .select(RecordRow::as_select())
        .load(unit.conn)?;
    let Some(last) = rows.last() else { return Ok(None) };
    for row in &rows {
        unit.wrote_record(row);
    }
    enter(unit);
    Ok(Some(last.id.0))
}

/// Nobody is opened, so nobody is named as a subject.
fn enter(unit: &mut Unit<'_>) {
    let row = EntryRow {
        staff_id: Some(Key(OPERATOR)),
        role: role_number(Role::Operator),
        ..EntryRow::of(unit.new_id(), unit.now, TakeStock::ROW.operation)
    };
    unit.after.entries.push(Entry { row, subjects: Vec::<PersonId>::new() });
}
