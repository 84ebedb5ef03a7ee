//! Memberships: which role somebody holds in which service, from when to when.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::Standing;
use domain::id::{MembershipId, StaffId};
use vault::Keys;

use super::{Conn, Unit};
use crate::error::Error;
use crate::ledger::role_of;
use crate::row::MembershipRow;
use crate::schema::membership;
use crate::sql::{Instant, Key, plain};
use crate::tag::Tagged;

/// The standings that somebody holds at an instant.
///
/// # Errors
/// [`Error::Tampered`] if any membership of theirs, past ones included, is not as CRiiS wrote it.
pub fn standings(conn: &mut Conn, keys: &Keys, staff: StaffId, now: DateTime<Utc>) -> Result<Vec<Standing>, Error> {
    let rows: Vec<MembershipRow> = membership::table
        .filter(membership::staff_id.eq(Key(staff)))
        .order(membership::since.asc())
        .select(MembershipRow::as_select())
        .load(conn)?;
    let mut standings = Vec::with_capacity(rows.len());
    for row in rows {
        let row = row.untampered(keys)?;
        let holds = row.since.0 <= now && row.until.is_none_or(|until| until.0 > now);
        if let Some(role) = role_of(row.role).filter(|_| holds) {
            standings.push(Standing { role, service: plain(row.service_id) });
        }
    }
    Ok(standings)
}

/// Everybody's memberships, or one member of staff's.
pub fn list(conn: &mut Conn, staff: Option<StaffId>) -> Result<Vec<MembershipRow>, Error> {
    let mut found = membership::table.select(MembershipRow::as_select()).into_boxed();
    if let Some(staff) = staff {
        found = found.filter(membership::staff_id.eq(Key(staff)));
    }
    Ok(found.order((membership::since.asc(), membership::id.asc())).load(conn)?)
}

/// Give a role.
pub fn insert(unit: &mut Unit<'_>, row: MembershipRow) -> Result<(), Error> {
    let row = row.tagged(&unit.world.keys);
    diesel::insert_into(membership::table).values(&row).execute(unit.conn)?;
    unit.wrote_membership(&row);
    Ok(())
}

/// One role.
pub fn find(unit: &mut Unit<'_>, id: MembershipId) -> Result<MembershipRow, Error> {
    let row: MembershipRow = membership::table.find(Key(id)).select(MembershipRow::as_select()).first(unit.conn)?;
    row.untampered(&unit.world.keys)
}

/// End a role.
pub fn end(unit: &mut Unit<'_>, row: MembershipRow, until: Instant) -> Result<MembershipRow, Error> {
    let row = MembershipRow { until: Some(until), ..row }.tagged(&unit.world.keys);
    diesel::update(membership::table.find(row.id))
        .set((membership::until.eq(row.until), membership::tag.eq(&row.tag)))
        .execute(unit.conn)?;
    unit.wrote_membership(&row);
    Ok(row)
}
