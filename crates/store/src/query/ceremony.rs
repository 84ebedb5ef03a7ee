//! Ceremonies: begun with a token, looked up by it, used once.

use diesel::prelude::*;
use domain::id::StaffId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::OrganisationPlace;

use super::Unit;
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::payload;
use crate::row::CeremonyRow;
use crate::schema::ceremony;
use crate::sql::{Instant, Key, keyed, plain};
use crate::tag::Tagged;

const LAYOUT: u8 = 1;

/// A ceremony that is under way.
pub struct Ceremony<T> {
    row: CeremonyRow,
    /// Whose it is; nobody's yet, where the sign-in begins without a name.
    pub staff: Option<StaffId>,
    /// What belongs to it.
    pub state: T,
}

impl<T> Ceremony<T> {
    /// Whose it is.
    ///
    /// # Errors
    /// [`Error::CeremonyOver`] where it is nobody's.
    pub fn staff(&self) -> Result<StaffId, Error> {
        self.staff.ok_or(Error::CeremonyOver)
    }
}

/// Begin one, and forget those that are long over.
pub fn begin<T: Serialize>(
    unit: &mut Unit<'_>,
    kind: CeremonyKind,
    staff: Option<StaffId>,
    state: &T,
) -> Result<CeremonyToken, Error> {
    diesel::delete(ceremony::table.filter(ceremony::expires_at.lt(Instant(unit.now - kind.holds()))))
        .execute(unit.conn)?;
    let token = CeremonyToken::random(unit.new_id());
    let mut row = CeremonyRow {
        id: Key(token.id),
        staff_id: keyed(staff),
        kind: kind.number(),
        token_hash: token.hash(&unit.world.keys).to_vec(),
        sealed: Vec::new(),
        created_at: unit.now.into(),
        expires_at: (unit.now + kind.holds()).into(),
        used_at: None,
        tag: Vec::new(),
    };
    let bytes = payload::write(state)?;
    row.sealed = with_place(&row, |place| unit.world.keys.seal_organisation(place, &bytes))?;
    diesel::insert_into(ceremony::table).values(row.tagged(&unit.world.keys)).execute(unit.conn)?;
    Ok(token)
}

/// The ceremony of a token, without using it up. Inside a write it is held, so that tries take turns.
///
/// # Errors
/// [`Error::CeremonyOver`] if there is none of this kind, or it was used or has run out; [`Error::Tampered`].
pub fn look<T: DeserializeOwned>(
    unit: &mut Unit<'_>,
    kind: CeremonyKind,
    token: &CeremonyToken,
) -> Result<Ceremony<T>, Error> {
    let found: Option<CeremonyRow> =
        ceremony::table.find(Key(token.id)).select(CeremonyRow::as_select()).first(unit.conn).optional()?;
    let row = found.ok_or(Error::CeremonyOver)?.untampered(&unit.world.keys)?;
    let is_right = row.token_hash == token.hash(&unit.world.keys);
    let holds = row.used_at.is_none() && row.expires_at.0 > unit.now;
    if row.kind != kind.number() || !is_right || !holds {
        return Err(Error::CeremonyOver);
    }
    let bytes = with_place(&row, |place| unit.world.keys.open_organisation(place, &row.sealed))?;
    Ok(Ceremony { staff: plain(row.staff_id), state: payload::read(&bytes)?, row })
}

/// Hold a ceremony's row until the transaction ends, so that tries with one token take turns.
pub fn hold(unit: &mut Unit<'_>, token: &CeremonyToken) -> Result<(), Error> {
    let row = ceremony::table.find(Key(token.id));
    diesel::update(row).set(ceremony::kind.eq(ceremony::kind)).execute(unit.conn)?;
    Ok(())
}

/// Use a ceremony up.
///
/// # Errors
/// [`Error::CeremonyOver`] if somebody else did at the same time.
pub fn take<T>(unit: &mut Unit<'_>, ceremony: &Ceremony<T>) -> Result<(), Error> {
    let used = CeremonyRow { used_at: Some(unit.now.into()), ..ceremony.row.clone() }.tagged(&unit.world.keys);
    let row = ceremony::table.find(used.id).filter(ceremony::used_at.is_null());
    if diesel::update(row).set(&used).execute(unit.conn)? == 0 {
        return Err(Error::CeremonyOver);
    }
    Ok(())
}

/// Let one end without being used.
pub fn end(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Error> {
    diesel::delete(ceremony::table.find(Key(id))).execute(unit.conn)?;
    Ok(())
}

/// Let every ceremony of somebody's end: with a password or a factor changed, none of before may go on.
pub fn end_all(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    diesel::delete(ceremony::table.filter(ceremony::staff_id.eq(Key(staff)))).execute(unit.conn)?;
    Ok(())
}

fn with_place<R>(row: &CeremonyRow, act: impl FnOnce(&OrganisationPlace<'_>) -> R) -> R {
    let (kind, created) = (row.kind.to_be_bytes(), row.created_at.micros().to_be_bytes());
    let staff: Option<Uuid> = row.staff_id.map(|id| id.0.0);
    let staff = staff.map(Uuid::into_bytes);
    let clear: [&[u8]; 3] = [&kind, staff.as_ref().map_or(&[], |id| id.as_slice()), &created];
    act(&OrganisationPlace {
        number: OrganisationNoun::Ceremony.number().cast_unsigned(),
        record: row.id.0,
        version: 1,
        layout: LAYOUT,
        clear: &clear,
    })
}
