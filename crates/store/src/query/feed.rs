//! The change feed: people whose search entry changed, for every serving process.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::id::PersonId;

use super::{Unit, dialect};
use crate::error::Error;
use crate::row::ChangeRow;
use crate::schema::change;
use crate::sql::Key;

/// Tell every process that a person's search entry changed.
pub fn note(unit: &mut Unit<'_>, person: PersonId) -> Result<(), Error> {
    diesel::insert_into(change::table)
        .values((change::person_id.eq(Key(person)), change::at.eq(unit.now.timestamp_micros())))
        .execute(unit.conn)?;
    Ok(())
}

/// Changes after a place in the order that nothing can come before any more.
pub fn after(unit: &mut Unit<'_>, place: (i64, i64)) -> Result<Vec<ChangeRow>, Error> {
    dialect::settled_changes(unit.conn, place)
}

/// Where the feed stands now: at a place that nothing can come before any more.
pub fn place(unit: &mut Unit<'_>) -> Result<(i64, i64), Error> {
    let last = dialect::newest_settled(unit.conn)?;
    Ok(last.map_or((0, 0), |last| (last.xid, last.seq)))
}

/// How long a change is kept: a process that is further behind builds its index anew.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Forget changes that every process has followed.
pub fn prune(unit: &mut Unit<'_>) -> Result<usize, Error> {
    let before = (unit.now - KEPT).timestamp_micros();
    Ok(diesel::delete(change::table.filter(change::at.lt(before))).execute(unit.conn)?)
}
