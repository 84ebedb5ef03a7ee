//! Memberships: which role somebody holds in which service, from when to when.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::Standing;
use domain::id::{MembershipId, ServiceId, StaffId};

use super::Conn;
use crate::error::Error;
use crate::ledger::role_of;
use crate::row::MembershipRow;
use crate::schema::membership;
use crate::sql::{Instant, Key, plain};

/// The standings that somebody holds at an instant.
pub fn standings(conn: &mut Conn, staff: StaffId, now: DateTime<Utc>) -> Result<Vec<Standing>, Error> {
    let rows: Vec<(Option<Key<ServiceId>>, i16)> = membership::table
        .filter(membership::staff_id.eq(Key(staff)))
        .filter(membership::since.le(Instant(now)))
        .filter(membership::until.is_null().or(membership::until.gt(Instant(now))))
        .order(membership::since.asc())
        .select((membership::service_id, membership::role))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(service, role)| Some(Standing { role: role_of(role)?, service: plain(service) }))
        .collect())
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
pub fn insert(conn: &mut Conn, row: &MembershipRow) -> Result<(), Error> {
    diesel::insert_into(membership::table).values(row).execute(conn)?;
    Ok(())
}

/// One role.
pub fn find(conn: &mut Conn, id: MembershipId) -> Result<MembershipRow, Error> {
    Ok(membership::table.find(Key(id)).select(MembershipRow::as_select()).first(conn)?)
}

/// End a role.
pub fn end(conn: &mut Conn, id: MembershipId, until: Instant) -> Result<MembershipRow, Error> {
    diesel::update(membership::table.find(Key(id))).set(membership::until.eq(until)).execute(conn)?;
    find(conn, id)
}
