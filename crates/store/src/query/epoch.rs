//! Epochs: which key wraps person keys now, and the moving of everybody to the next.

use diesel::prelude::*;
use domain::id::PersonId;
use uuid::Uuid;
use vault::EpochId;

use super::{Conn, Unit};
use crate::error::Error;
use crate::row::PersonRow;
use crate::sql::Key;
use crate::schema::{epoch, node, person};

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

/// How many people are not in the epoch.
pub fn left_behind(conn: &mut Conn, to: EpochId) -> Result<i64, Error> {
    Ok(person::table.filter(person::epoch.ne(to.0.cast_signed())).count().get_result(conn)?)
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
pub fn report_node(conn: &mut Conn, id: Uuid, seen_at: i64, oldest: EpochId, newest: EpochId) -> Result<(), Error> {
    let said = (
        node::id.eq(Key(id)),
        node::seen_at.eq(seen_at),
        node::oldest_epoch.eq(oldest.0.cast_signed()),
        node::newest_epoch.eq(newest.0.cast_signed()),
    );
    diesel::insert_into(node::table).values(said).on_conflict(node::id).do_update().set(said).execute(conn)?;
    Ok(())
}

/// Whether a process that was heard of since `since` still holds an epoch key older than `to`.
pub fn held_elsewhere(conn: &mut Conn, to: EpochId, since: i64) -> Result<bool, Error> {
    let held: i64 = node::table
        .filter(node::seen_at.gt(since))
        .filter(node::oldest_epoch.lt(to.0.cast_signed()))
        .count()
        .get_result(conn)?;
    Ok(held > 0)
}
