//! The change feed: people whose search entry changed, for every serving process.

use diesel::prelude::*;
use domain::id::PersonId;

use super::{Conn, Unit, dialect};
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

/// Where the feed stands now.
pub fn place(unit: &mut Unit<'_>) -> Result<(i64, i64), Error> {
    let newest = change::table.order((change::xid.desc(), change::seq.desc()));
    let last = newest.first::<ChangeRow>(unit.conn).optional()?;
    Ok(last.map_or((0, 0), |last| (last.xid, last.seq)))
}

/// Forget changes older than `before`; no process is that far behind and still ready.
pub fn prune(conn: &mut Conn, before: i64) -> Result<usize, Error> {
    Ok(diesel::delete(change::table.filter(change::at.lt(before))).execute(conn)?)
}
