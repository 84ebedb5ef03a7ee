//! Ties between members of staff and people: found where access is decided, given, ended.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::Classes;
use domain::id::{PersonId, StaffId, TieId};
use domain::tie::TieKind;

use super::Unit;
use crate::error::Error;
use crate::row::TieRow;
use crate::schema::tie;
use crate::sql::{Instant, Key, keyed};
use crate::tag::Tagged as _;

/// The ties that hold now of these people: their restrictions, and those with one member of staff.
pub fn holding(unit: &mut Unit<'_>, staff: Option<StaffId>, ids: &[PersonId]) -> Result<Vec<TieRow>, Error> {
    // An operator's right rests on no tie.
    let Some(staff) = staff else { return Ok(Vec::new()) };
    let found = tie::table
        .filter(tie::kind.eq(TieKind::Restricted.number()).or(tie::staff_id.eq(Key(staff))))
        .filter(tie::until.is_null().or(tie::until.gt(Instant(unit.now))))
        .select(TieRow::as_select());
    let rows: Vec<TieRow> = match ids {
        // What nearly every request asks: this statement is kept, one with a list is prepared each time.
        [id] => found.filter(tie::person_id.eq(Key(*id))).load(unit.conn)?,
        _ => found.filter(tie::person_id.eq_any(ids.iter().copied().map(Key))).load(unit.conn)?,
    };
    untampered(unit, rows)
}

/// Every tie of a person that holds now.
pub fn of_person(unit: &mut Unit<'_>, id: PersonId) -> Result<Vec<TieRow>, Error> {
    let rows: Vec<TieRow> = tie::table
        .filter(tie::person_id.eq(Key(id)))
        .filter(tie::until.is_null().or(tie::until.gt(Instant(unit.now))))
        .order((tie::since.asc(), tie::id.asc()))
        .select(TieRow::as_select())
        .load(unit.conn)?;
    untampered(unit, rows)
}

/// Every tie of a member of staff of these kinds that holds now.
pub fn of_staff(unit: &mut Unit<'_>, staff: StaffId, kinds: &[TieKind]) -> Result<Vec<TieRow>, Error> {
    let rows: Vec<TieRow> = tie::table
        .filter(tie::staff_id.eq(Key(staff)))
        .filter(tie::kind.eq_any(kinds.iter().map(|kind| kind.number())))
        .filter(tie::until.is_null().or(tie::until.gt(Instant(unit.now))))
        .order((tie::since.asc(), tie::id.asc()))
        .select(TieRow::as_select())
        .load(unit.conn)?;
    untampered(unit, rows)
}

/// Every tie of a kind that holds now, oldest first, at most `limit`.
pub fn of_kind(unit: &mut Unit<'_>, kind: TieKind, limit: i64) -> Result<Vec<TieRow>, Error> {
    let rows: Vec<TieRow> = tie::table
        .filter(tie::kind.eq(kind.number()))
        .filter(tie::until.is_null().or(tie::until.gt(Instant(unit.now))))
        .order((tie::since.asc(), tie::id.asc()))
        .limit(limit)
        .select(TieRow::as_select())
        .load(unit.conn)?;
    untampered(unit, rows)
}

/// Tie somebody to a person from now on.
pub fn insert(
    unit: &mut Unit<'_>,
    id: TieId,
    who: PersonId,
    kind: TieKind,
    staff: Option<StaffId>,
    until: Option<DateTime<Utc>>,
    by: StaffId,
) -> Result<TieRow, Error> {
    let row = TieRow { until: until.map(Instant), ..begun(unit, id, who, kind, staff, by) };
    kept(unit, row)
}

/// Let somebody open a person's record in an emergency.
pub fn break_glass(
    unit: &mut Unit<'_>,
    id: TieId,
    who: PersonId,
    staff: StaffId,
    classes: Classes,
    until: DateTime<Utc>,
) -> Result<TieRow, Error> {
    let row = TieRow {
        until: Some(Instant(until)),
        classes: i16::from(classes.bits()),
        ..begun(unit, id, who, TieKind::BreakGlass, Some(staff), staff)
    };
    kept(unit, row)
}

/// An emergency, whether or not it is over.
pub fn emergency(unit: &mut Unit<'_>, id: TieId) -> Result<Option<TieRow>, Error> {
    let row: Option<TieRow> = tie::table
        .find(Key(id))
        .filter(tie::kind.eq(TieKind::BreakGlass.number()))
        .select(TieRow::as_select())
        .first(unit.conn)
        .optional()?;
    row.map(|row| row.untampered(&unit.world.keys)).transpose()
}

/// Somebody's emergencies.
pub fn emergencies_of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<TieRow>, Error> {
    let rows: Vec<TieRow> = tie::table
        .filter(tie::staff_id.eq(Key(staff)))
        .filter(tie::kind.eq(TieKind::BreakGlass.number()))
        .select(TieRow::as_select())
        .load(unit.conn)?;
    untampered(unit, rows)
}

/// Everybody's emergencies: those that nobody has reviewed, then the last; at most `limit`.
pub fn emergencies(unit: &mut Unit<'_>, limit: i64) -> Result<Vec<TieRow>, Error> {
    let found = tie::table
        .filter(tie::kind.eq(TieKind::BreakGlass.number()))
        .order((tie::reviewed_at.is_not_null().asc(), tie::since.desc()))
        .limit(limit);
    let rows: Vec<TieRow> = found.select(TieRow::as_select()).load(unit.conn)?;
    untampered(unit, rows)
}

/// An emergency is reviewed now.
pub fn reviewed(unit: &mut Unit<'_>, row: TieRow) -> Result<TieRow, Error> {
    let row = TieRow { reviewed_at: Some(Instant(unit.now)), ..row }.tagged(&unit.world.keys);
    diesel::update(tie::table.find(row.id))
        .set((tie::reviewed_at.eq(row.reviewed_at), tie::tag.eq(&row.tag)))
        .execute(unit.conn)?;
    Ok(row)
}

/// End a tie now.
pub fn end(unit: &mut Unit<'_>, row: TieRow) -> Result<TieRow, Error> {
    let row = TieRow { until: Some(Instant(unit.now)), ..row }.tagged(&unit.world.keys);
    diesel::update(tie::table.find(row.id))
        .set((tie::until.eq(row.until), tie::tag.eq(&row.tag)))
        .execute(unit.conn)?;
    Ok(row)
}

fn begun(unit: &Unit<'_>, id: TieId, who: PersonId, kind: TieKind, staff: Option<StaffId>, by: StaffId) -> TieRow {
    TieRow {
        id: Key(id),
        person_id: Key(who),
        staff_id: keyed(staff),
        kind: kind.number(),
        since: Instant(unit.now),
        until: None,
        recorded_by: Key(by),
        tag: Vec::new(),
        classes: 0,
        reviewed_at: None,
    }
}

fn kept(unit: &mut Unit<'_>, row: TieRow) -> Result<TieRow, Error> {
    let row = row.tagged(&unit.world.keys);
    diesel::insert_into(tie::table).values(&row).execute(unit.conn)?;
    Ok(row)
}

fn untampered(unit: &Unit<'_>, rows: Vec<TieRow>) -> Result<Vec<TieRow>, Error> {
    rows.into_iter().map(|row| row.untampered(&unit.world.keys)).collect()
}
