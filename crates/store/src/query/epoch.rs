//! Epochs: which key wraps person keys now, and the moving of everybody to the next.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::RotateEpoch;
use domain::id::PersonId;
use uuid::Uuid;
use vault::EpochId;

use super::{Conn, Unit};

use crate::access::Access;
use crate::epoch::Standing;
use crate::error::Error;
use crate::row::PersonRow;
use crate::schema::{epoch, node, person};
use crate::sql::Key;

/// How long ago a process must have been heard of to count as living.
const HEARD_OF: TimeDelta = TimeDelta::seconds(15);

/// The epoch that the database is in, if it has one yet.
pub fn current(conn: &mut Conn) -> Result<Option<EpochId>, Error> {
    let number: Option<i32> = epoch::table.find(1).select(epoch::number).first(conn).optional()?;
    Ok(number.map(|number| EpochId(number.cast_unsigned())))
}

/// Move the database to an epoch. Units that wrap a key hold this row, so it waits for them.
pub fn set_current(conn: &mut Conn, to: EpochId) -> Result<(), Error> {
    let number = to.0.cast_signed();
    diesel::insert_into(epoch::table)
        .values((epoch::id.eq(1), epoch::number.eq(number)))
        .on_conflict(epoch::id)
        .do_update()
        .set(epoch::number.eq(number))
        .execute(conn)?;
    Ok(())
}

/// Where the database stands: its epoch, and how many people are not in it.
pub fn standing(unit: &mut Unit<'_>) -> Result<Standing, Error> {
    let current = current(unit.conn)?.ok_or(Error::NotFound)?;
    let left_behind = person::table.filter(person::epoch.ne(current.0.cast_signed())).count().get_result(unit.conn)?;
    Ok(Standing { current, left_behind })
}

/// Move the database to an epoch whose key is in the folder.
pub fn advance(unit: &mut Unit<'_>, access: &Access<RotateEpoch>, to: EpochId) -> Result<(), Error> {
    set_current(unit.conn, to)?;
    unit.enter(access, access.role(), Vec::new()).row.count = to.0.cast_signed();
    Ok(())
}

/// Rewrap at most `limit` people who are not in the epoch yet; returns how many.
pub fn rewrap(unit: &mut Unit<'_>, to: EpochId, limit: i64) -> Result<usize, Error> {
    let number = to.0.cast_signed();
    let rows: Vec<PersonRow> = person::table
        .filter(person::epoch.ne(number))
        .order(person::id.asc())
        .limit(limit)
        .select(PersonRow::as_select())
        .load(unit.conn)?;
    for row in &rows {
        let key = unit.world.keys.unwrap(row.id.0.0, &row.wrapped_key)?;
        let wrapped = unit.world.keys.wrap(to, row.id.0.0, &key)?;
        diesel::update(person::table.find(row.id).filter(person::epoch.eq(row.epoch)))
            .set((person::wrapped_key.eq(wrapped), person::epoch.eq(number)))
            .execute(unit.conn)?;
    }
    Ok(rows.len())
}

/// Everybody's id, in order, after one.
pub fn people_after(conn: &mut Conn, after: Option<PersonId>, limit: i64) -> Result<Vec<PersonId>, Error> {
    let mut found = person::table.select(person::id).into_boxed();
    if let Some(after) = after {
        found = found.filter(person::id.gt(Key(after)));
    }
    let ids: Vec<Key<PersonId>> = found.order(person::id.asc()).limit(limit).load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Say that this process lives, and which epoch keys it holds.
pub fn report(unit: &mut Unit<'_>, id: Uuid, oldest: EpochId, newest: EpochId) -> Result<(), Error> {
    let held = (
        node::seen_at.eq(unit.now.timestamp_micros()),
        node::oldest_epoch.eq(oldest.0.cast_signed()),
        node::newest_epoch.eq(newest.0.cast_signed()),
    );
    diesel::insert_into(node::table)
        .values((node::id.eq(Key(id)), held))
        .on_conflict(node::id)
        .do_update()
        .set(held)
        .execute(unit.conn)?;
    Ok(())
}

/// Whether a process that was heard of lately still holds an epoch key older than `to`. One that was not
/// heard of is not ready, and reads the folder anew before it serves again.
pub fn held_elsewhere(unit: &mut Unit<'_>, to: EpochId) -> Result<bool, Error> {
    let since = (unit.now - HEARD_OF).timestamp_micros();
    let held: i64 = node::table
        .filter(node::seen_at.gt(since))
        .filter(node::oldest_epoch.lt(to.0.cast_signed()))
        .count()
        .get_result(unit.conn)?;
    Ok(held > 0)
}

/// Say that this process is gone.
pub fn retire(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Error> {
    diesel::delete(node::table.find(Key(id))).execute(unit.conn)?;
    Ok(())
}
