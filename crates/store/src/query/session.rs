//! Sign-in sessions: read at every request, so that a leaver, a changed role or an ended session bites at
//! once.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::id::{SessionId, StaffId};

use super::{Conn, membership};
use crate::access::Caller;
use crate::error::Error;
use crate::row::SessionRow;
use crate::schema::{credential, session, throttle};
use crate::sql::{Instant, Key};

/// The longest that one sign-in lasts, whatever is done: a working day.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// The longest that a sign-in lasts without being refreshed.
pub const IDLE: TimeDelta = TimeDelta::minutes(60);
/// How long the refresh token before the present one is still accepted, for tabs that race.
pub const OVERLAP: TimeDelta = TimeDelta::seconds(30);

/// Who is signed in under this session, in which roles, now.
pub fn caller(conn: &mut Conn, id: SessionId, now: DateTime<Utc>) -> Result<Caller, Error> {
    let found: Option<(SessionRow, bool)> = session::table
        .inner_join(credential::table.on(credential::staff_id.eq(session::staff_id)))
        .filter(session::id.eq(Key(id)))
        .select((SessionRow::as_select(), credential::active))
        .first(conn)
        .optional()?;
    let (row, active) = found.ok_or(Error::NotSignedIn)?;
    if !active || !is_live(&row, now) {
        return Err(Error::NotSignedIn);
    }
    let standings = membership::standings(conn, row.staff_id.0, now)?;
    Ok(Caller { staff: row.staff_id.0, session: Some(id), standings, request: None })
}

/// Whether a session has neither ended nor run out.
pub fn is_live(row: &SessionRow, now: DateTime<Utc>) -> bool {
    row.ended_at.is_none() && row.created_at.0 + ABSOLUTE > now && row.rotated_at.0 + IDLE > now
}

/// Begin a session.
pub fn insert(conn: &mut Conn, row: &SessionRow) -> Result<(), Error> {
    diesel::insert_into(session::table).values(row).execute(conn)?;
    Ok(())
}

/// A session, live or not.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<SessionRow>, Error> {
    Ok(session::table.find(Key(id)).select(SessionRow::as_select()).first(conn).optional()?)
}

/// Put the next refresh token in place of the present one; whether it still was the present one.
pub fn rotate(conn: &mut Conn, row: &SessionRow, next: &[u8], now: Instant) -> Result<bool, Error> {
    let changed = diesel::update(session::table.find(row.id).filter(session::refresh_hash.eq(&row.refresh_hash)))
        .set((
            session::refresh_hash.eq(next),
            session::previous_hash.eq(Some(&row.refresh_hash)),
            session::rotated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(changed > 0)
}

/// End one session.
pub fn end(conn: &mut Conn, id: SessionId, now: Instant) -> Result<(), Error> {
    diesel::update(session::table.find(Key(id)).filter(session::ended_at.is_null()))
        .set(session::ended_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// End every session of a member of staff.
pub fn end_all(conn: &mut Conn, staff: StaffId, now: Instant) -> Result<(), Error> {
    diesel::update(session::table.filter(session::staff_id.eq(Key(staff))).filter(session::ended_at.is_null()))
        .set(session::ended_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Failures so far for the keyed hash of a name or an address, and when the last was.
pub fn failures(conn: &mut Conn, key: &[u8]) -> Result<Option<(i32, Instant)>, Error> {
    Ok(throttle::table.find(key).select((throttle::failures, throttle::last_at)).first(conn).optional()?)
}

/// Note a failure.
pub fn note_failure(conn: &mut Conn, key: &[u8], failures: i32, now: Instant) -> Result<(), Error> {
    diesel::insert_into(throttle::table)
        .values((throttle::key_hash.eq(key), throttle::failures.eq(failures), throttle::last_at.eq(now)))
        .on_conflict(throttle::key_hash)
        .do_update()
        .set((throttle::failures.eq(failures), throttle::last_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Forget failures after a sign-in.
pub fn forget_failures(conn: &mut Conn, key: &[u8]) -> Result<(), Error> {
    diesel::delete(throttle::table.find(key)).execute(conn)?;
    Ok(())
}
