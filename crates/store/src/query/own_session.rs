//! Where somebody is signed in: read and ended by themselves and by an administrator.

use domain::Private;
use domain::access::{EndSessions, ManageOwnSignIn, Operation};
use domain::id::{SessionId, StaffId};
use domain::sign_in::{MOST_SESSIONS, Origin, OwnSession};
use vault::OrganisationPlace;

use super::{Unit, organisation, session};
use crate::access::Access;
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::payload;
use crate::row::SessionRow;
use crate::sql::Key;

const LAYOUT: u8 = 1;

/// One's own.
pub fn list(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>) -> Result<Vec<OwnSession>, Error> {
    enter(unit, access, None);
    shown(unit, access.staff(), access.caller().session)
}

/// Somebody's, as the administrator reads them.
pub fn list_of(unit: &mut Unit<'_>, access: &Access<EndSessions>, staff: StaffId) -> Result<Vec<OwnSession>, Error> {
    organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    enter(unit, access, Some(staff.0));
    shown(unit, staff, access.caller().session)
}

/// End one of one's own.
pub fn end(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>, id: SessionId) -> Result<(), Error> {
    end_one(unit, access.staff(), id)?;
    enter(unit, access, Some(id.0));
    Ok(())
}

/// End all of one's own but this one.
pub fn end_others(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>) -> Result<(), Error> {
    session::end_others(unit, access.staff(), access.caller().session)?;
    enter(unit, access, None);
    Ok(())
}

/// End one of somebody's, as an administrator.
pub fn end_of(unit: &mut Unit<'_>, access: &Access<EndSessions>, staff: StaffId, id: SessionId) -> Result<(), Error> {
    end_one(unit, staff, id)?;
    enter(unit, access, Some(id.0));
    Ok(())
}

/// End all of somebody's, as an administrator.
pub fn end_all_of(unit: &mut Unit<'_>, access: &Access<EndSessions>, staff: StaffId) -> Result<(), Error> {
    organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    session::end_all(unit, staff)?;
    enter(unit, access, Some(staff.0));
    Ok(())
}

/// End the oldest of somebody's sessions beyond the most that they may have.
pub fn end_oldest(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    let live = session::live(unit, staff)?;
    let too_many = live.len().saturating_sub(MOST_SESSIONS);
    live.iter().take(too_many).try_for_each(|row| session::end(unit, row.id.0))
}

/// Where a session comes from, as its row keeps it.
pub fn seal(unit: &Unit<'_>, id: SessionId, origin: &Origin) -> Result<Vec<u8>, Error> {
    Ok(unit.world.keys.seal_organisation(&place(id), &payload::write(origin)?)?)
}

fn end_one(unit: &mut Unit<'_>, staff: StaffId, id: SessionId) -> Result<(), Error> {
    let row = session::find(unit, id)?.filter(|row| row.staff_id == Key(staff));
    let row = row.filter(|row| session::is_live(row, unit.now)).ok_or(Error::NotFound)?;
    session::end(unit, row.id.0)
}

fn shown(unit: &mut Unit<'_>, staff: StaffId, this: Option<SessionId>) -> Result<Vec<OwnSession>, Error> {
    let rows = session::live(unit, staff)?;
    rows.iter().rev().map(|row| one(unit, row, this)).collect()
}

fn one(unit: &Unit<'_>, row: &SessionRow, this: Option<SessionId>) -> Result<OwnSession, Error> {
    // Sessions of before this was kept say nothing of where they come from.
    let (browser, network) = if row.sealed_origin.is_empty() {
        ("Not known".to_owned(), "not known".to_owned())
    } else {
        let bytes = unit.world.keys.open_organisation(&place(row.id.0), &row.sealed_origin)?;
        let origin: Origin = payload::read(&bytes)?;
        (origin.browser, origin.network)
    };
    Ok(OwnSession {
        id: row.id.0,
        begun_at: row.created_at.0,
        used_at: row.rotated_at.0,
        browser: Private::new(browser),
        network: Private::new(network),
        is_this: Some(row.id.0) == this,
    })
}

fn enter<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, about: Option<uuid::Uuid>) {
    let entry = unit.enter(access, access.role(), Vec::new());
    entry.row.record_id = about.map(Key);
}

fn place(id: SessionId) -> OrganisationPlace<'static> {
    OrganisationPlace {
        number: OrganisationNoun::SessionOrigin.number().cast_unsigned(),
        record: id.0,
        version: 1,
        layout: LAYOUT,
        clear: &[],
    }
}
