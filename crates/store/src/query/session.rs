//! Sign-in sessions: read at every request, so that a leaver, a changed role or an ended session bites at
//! once.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::id::{SessionId, StaffId};
use vault::Keys;

use super::{Conn, Unit, membership};
use crate::access::Caller;
use crate::error::Error;
use crate::row::{CredentialRow, SessionRow};
use crate::schema::{credential, session};
use crate::sql::{Instant, Key};
use crate::tag::Tagged;

/// The longest that one sign-in lasts, whatever is done: a working day.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// The longest that a sign-in lasts without being refreshed.
pub const IDLE: TimeDelta = TimeDelta::minutes(60);
/// How long the refresh token before the present one is still accepted, for tabs that race.
pub const OVERLAP: TimeDelta = TimeDelta::seconds(30);

/// Who is signed in under this session, in which roles, now.
///
/// # Errors
/// [`Error::NotSignedIn`]; [`Error::Tampered`] if session, credential or a membership is not as CRiiS wrote it.
pub fn caller(conn: &mut Conn, keys: &Keys, id: SessionId, now: DateTime<Utc>) -> Result<Caller, Error> {
    let found: Option<(SessionRow, CredentialRow)> = session::table
        .inner_join(credential::table.on(credential::staff_id.eq(session::staff_id)))
        .filter(session::id.eq(Key(id)))
        .select((SessionRow::as_select(), CredentialRow::as_select()))
        .first(conn)
        .optional()?;
    let (row, credential) = found.ok_or(Error::NotSignedIn)?;
    let (row, credential) = (row.untampered(keys)?, credential.untampered(keys)?);
    if !credential.active || !is_live(&row, now) {
        return Err(Error::NotSignedIn);
    }
    let standings = membership::standings(conn, keys, row.staff_id.0, now)?;
    let stepped_up_at = row.stepped_up_at.map(|at| at.0);
    Ok(Caller {
        staff: row.staff_id.0,
        client: None,
        session: Some(id),
        standings,
        scopes: None,
        per_minute: None,
        stepped_up_at,
        request: None,
    })
}

/// Whether a session has neither ended nor run out.
pub fn is_live(row: &SessionRow, now: DateTime<Utc>) -> bool {
    row.ended_at.is_none() && row.created_at.0 + ABSOLUTE > now && row.rotated_at.0 + IDLE > now
}

/// Begin a session.
pub fn insert(unit: &mut Unit<'_>, row: SessionRow) -> Result<(), Error> {
    diesel::insert_into(session::table).values(row.tagged(&unit.world.keys)).execute(unit.conn)?;
    Ok(())
}

/// A session, live or not.
pub fn find(unit: &mut Unit<'_>, id: SessionId) -> Result<Option<SessionRow>, Error> {
    let found: Option<SessionRow> =
        session::table.find(Key(id)).select(SessionRow::as_select()).first(unit.conn).optional()?;
    found.map(|row| row.untampered(&unit.world.keys)).transpose()
}

/// Put the next refresh token in place of the present one; whether the row still was as it was read.
pub fn rotate(unit: &mut Unit<'_>, row: &SessionRow, next: &[u8]) -> Result<bool, Error> {
    let rotated = SessionRow {
        refresh_hash: next.to_vec(),
        previous_hash: Some(row.refresh_hash.clone()),
        rotated_at: unit.now.into(),
        ..row.clone()
    };
    change(unit, row, rotated)
}

/// End one session.
pub fn end(unit: &mut Unit<'_>, id: SessionId) -> Result<(), Error> {
    // A tab that refreshes meanwhile puts another row in the place of the one that was read.
    while let Some(row) = find(unit, id)?.filter(|row| row.ended_at.is_none()) {
        let ended = SessionRow { ended_at: Some(unit.now.into()), ..row.clone() };
        if change(unit, &row, ended)? {
            break;
        }
    }
    Ok(())
}

/// End every session of a member of staff.
pub fn end_all(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    end_others(unit, staff, None)
}

/// End every session of a member of staff but one.
pub fn end_others(unit: &mut Unit<'_>, staff: StaffId, kept: Option<SessionId>) -> Result<(), Error> {
    let others = live(unit, staff)?.into_iter().map(|row| row.id.0).filter(|id| Some(*id) != kept);
    others.collect::<Vec<_>>().into_iter().try_for_each(|id| end(unit, id))
}

/// The sessions of a member of staff that have not ended or run out, oldest first.
pub fn live(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<SessionRow>, Error> {
    let rows: Vec<SessionRow> = session::table
        .filter(session::staff_id.eq(Key(staff)))
        .filter(session::ended_at.is_null())
        .filter(session::created_at.gt(Instant(unit.now - ABSOLUTE)))
        .order((session::created_at.asc(), session::id.asc()))
        .select(SessionRow::as_select())
        .load(unit.conn)?;
    let rows = rows.into_iter().map(|row| row.untampered(&unit.world.keys)).collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().filter(|row| is_live(row, unit.now)).collect())
}

/// Note that somebody has shown again, in this session, who they are.
pub fn step_up(unit: &mut Unit<'_>, id: SessionId) -> Result<(), Error> {
    while let Some(row) = find(unit, id)?.filter(|row| row.ended_at.is_none()) {
        let stepped = SessionRow { stepped_up_at: Some(unit.now.into()), ..row.clone() };
        if change(unit, &row, stepped)? {
            return Ok(());
        }
    }
    Err(Error::NotSignedIn)
}

/// Put a row in another's place, if that is still there: the tag tells, for it binds every column.
pub fn change(unit: &mut Unit<'_>, from: &SessionRow, to: SessionRow) -> Result<bool, Error> {
    let changed = diesel::update(session::table.find(from.id).filter(session::tag.eq(&from.tag)))
        .set(to.tagged(&unit.world.keys))
        .execute(unit.conn)?;
    Ok(changed > 0)
}
