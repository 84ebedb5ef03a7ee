//! Contracts, services and staff: sealed under the organisation key, few, and read whole.

use diesel::prelude::*;
use domain::Recorded;
use domain::access::Operation;
use domain::id::StaffId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::OrganisationPlace;

use super::Unit;
use crate::access::Access;
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::payload;
use crate::row::{OrganisationRevisionRow, OrganisationRow};
use crate::schema::{credential, organisation, organisation_revision};
use crate::sql::{Key, keyed};
use crate::tag::Tagged;

pub use crate::row::CredentialRow;

const LAYOUT: u8 = 1;

/// Keep a new contract, service or member of staff.
pub fn insert<T: Serialize>(
    unit: &mut Unit<'_>,
    noun: OrganisationNoun,
    id: Uuid,
    parent: Option<Uuid>,
    open: bool,
    by: StaffId,
    content: &T,
) -> Result<OrganisationRow, Error> {
    let mut row = OrganisationRow {
        id: Key(id),
        noun: noun.number(),
        parent_id: keyed(parent),
        version: 1,
        open,
        recorded_at: unit.now.into(),
        recorded_by: Key(by),
        sealed: Vec::new(),
    };
    row.sealed = seal(unit, &row, content)?;
    diesel::insert_into(organisation::table).values(&row).execute(unit.conn)?;
    unit.wrote(row.id.0, row.version, row.digest());
    Ok(row)
}

/// Keep a new version; the old one becomes a revision.
pub fn revise<T: Serialize>(
    unit: &mut Unit<'_>,
    old: OrganisationRow,
    expected: u32,
    parent: Option<Uuid>,
    open: bool,
    by: StaffId,
    content: &T,
) -> Result<OrganisationRow, Error> {
    if old.version.cast_unsigned() != expected {
        return Err(old.stale());
    }
    let mut row = OrganisationRow {
        version: old.version + 1,
        parent_id: keyed(parent),
        open,
        recorded_at: unit.now.into(),
        recorded_by: Key(by),
        sealed: Vec::new(),
        ..old
    };
    row.sealed = seal(unit, &row, content)?;
    let changed = diesel::update(organisation::table.find(old.id).filter(organisation::version.eq(old.version)))
        .set(&row)
        .execute(unit.conn)?;
    if changed == 0 {
        // Somebody else was first; what they made is read again.
        let present: OrganisationRow =
            organisation::table.find(old.id).select(OrganisationRow::as_select()).first(unit.conn)?;
        return Err(present.stale());
    }
    let revision = OrganisationRevisionRow {
        record_id: old.id,
        noun: old.noun,
        parent_id: old.parent_id,
        version: old.version,
        open: old.open,
        recorded_at: old.recorded_at,
        recorded_by: old.recorded_by,
        sealed: old.sealed,
        superseded_at: unit.now.into(),
    };
    diesel::insert_into(organisation_revision::table).values(&revision).execute(unit.conn)?;
    unit.wrote(row.id.0, row.version, row.digest());
    Ok(row)
}

/// One by its id.
pub fn find(unit: &mut Unit<'_>, noun: OrganisationNoun, id: Uuid) -> Result<OrganisationRow, Error> {
    Ok(organisation::table
        .find(Key(id))
        .filter(organisation::noun.eq(noun.number()))
        .select(OrganisationRow::as_select())
        .first(unit.conn)?)
}

/// All of a noun, in the order in which they were made.
pub fn list(unit: &mut Unit<'_>, noun: OrganisationNoun) -> Result<Vec<OrganisationRow>, Error> {
    Ok(organisation::table
        .filter(organisation::noun.eq(noun.number()))
        .order(organisation::id.asc())
        .select(OrganisationRow::as_select())
        .load(unit.conn)?)
}

/// A row's content with who recorded it when.
pub fn recorded<T: DeserializeOwned>(unit: &Unit<'_>, row: &OrganisationRow) -> Result<Recorded<T>, Error> {
    Ok(Recorded {
        id: row.id.0,
        version: row.version.cast_unsigned(),
        recorded_at: row.recorded_at.0,
        recorded_by: row.recorded_by.0,
        withheld: Vec::new(),
        content: open(unit, row)?,
    })
}

/// Open a row's content.
pub fn open<T: DeserializeOwned>(unit: &Unit<'_>, row: &OrganisationRow) -> Result<T, Error> {
    let bytes = with_place(row, |place| unit.world.keys.open_organisation(place, &row.sealed))?;
    payload::read(&bytes)
}

fn seal<T: Serialize>(unit: &Unit<'_>, row: &OrganisationRow, content: &T) -> Result<Vec<u8>, Error> {
    let bytes = payload::write(content)?;
    Ok(with_place(row, |place| unit.world.keys.seal_organisation(place, &bytes))?)
}

fn with_place<R>(row: &OrganisationRow, act: impl FnOnce(&OrganisationPlace<'_>) -> R) -> R {
    let recorded = row.recorded_at.micros().to_be_bytes();
    let parent = row.parent_id.map(|id| id.0.into_bytes());
    let clear: [&[u8]; 4] = [
        parent.as_ref().map_or(&[], |id| id.as_slice()),
        &[u8::from(row.open)],
        &recorded,
        row.recorded_by.0.0.as_bytes(),
    ];
    act(&OrganisationPlace {
        number: row.noun.cast_unsigned(),
        record: row.id.0,
        version: row.version.cast_unsigned(),
        layout: LAYOUT,
        clear: &clear,
    })
}

/// Note in the ledger which contract, service or member of staff was read or written.
pub fn note<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, id: Uuid, written: Option<&OrganisationRow>) {
    let entry = unit.enter(access, access.role(), Vec::new());
    entry.row.record_id = Some(Key(id));
    if let Some(row) = written {
        entry.row.record_version = Some(row.version);
        entry.row.digest = Some(row.digest().to_vec());
    }
}

/// Keep how a member of staff signs in: the keyed hash of the name, the sealed hash of the password.
pub fn set_credential(
    unit: &mut Unit<'_>,
    staff: StaffId,
    name_hash: &[u8],
    phc: &str,
    active: bool,
) -> Result<(), Error> {
    let version = credential_of(unit, staff)?.map_or(0, |old| old.version) + 1;
    let sealed_password = unit.world.keys.seal_organisation(&credential_place(staff, version), phc.as_bytes())?;
    let name_hash = name_hash.to_vec();
    let row = CredentialRow { staff_id: Key(staff), name_hash, version, sealed_password, active, tag: Vec::new() };
    let row = row.tagged(&unit.world.keys);
    diesel::insert_into(credential::table)
        .values(&row)
        .on_conflict(credential::staff_id)
        .do_update()
        .set(&row)
        .execute(unit.conn)?;
    Ok(())
}

/// Keep another password of somebody, or none while it is empty.
pub fn set_password(unit: &mut Unit<'_>, staff: StaffId, phc: &str) -> Result<(), Error> {
    let Some(old) = credential_of(unit, staff)? else { return Err(Error::NotFound) };
    let version = old.version + 1;
    let sealed_password = unit.world.keys.seal_organisation(&credential_place(staff, version), phc.as_bytes())?;
    change_credential(unit, staff, |row| CredentialRow { version, sealed_password: sealed_password.clone(), ..row })
}

/// The hash of somebody's password; none where they have chosen none yet.
pub fn password_of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Option<String>, Error> {
    let Some(row) = credential_of(unit, staff)? else { return Ok(None) };
    let place = credential_place(staff, row.version);
    let phc = unit.world.keys.open_organisation(&place, &row.sealed_password)?;
    let phc = String::from_utf8(phc.to_vec()).map_err(|_| Error::Keys("a password hash did not read".to_owned()))?;
    Ok(Some(phc).filter(|phc| !phc.is_empty()))
}

/// Let somebody sign in under another name.
pub fn rename_credential(unit: &mut Unit<'_>, staff: StaffId, name_hash: &[u8]) -> Result<(), Error> {
    change_credential(unit, staff, |row| CredentialRow { name_hash: name_hash.to_vec(), ..row })
}

/// Change what there is of a credential. Writers of one take turns on the member of staff's own row.
fn change_credential(
    unit: &mut Unit<'_>,
    staff: StaffId,
    change: impl Fn(CredentialRow) -> CredentialRow,
) -> Result<(), Error> {
    let Some(old) = credential_of(unit, staff)? else { return Ok(()) };
    let was = old.tag.clone();
    let row = change(old).tagged(&unit.world.keys);
    let changed = diesel::update(credential::table.find(Key(staff)).filter(credential::tag.eq(was)))
        .set(&row)
        .execute(unit.conn)?;
    if changed == 0 {
        return Err(Error::Conflict("Somebody else is changing how they sign in. Try again"));
    }
    Ok(())
}

/// How a member of staff signs in, as CRiiS wrote it.
fn credential_of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Option<CredentialRow>, Error> {
    let found: Option<CredentialRow> =
        credential::table.find(Key(staff)).select(CredentialRow::as_select()).first(unit.conn).optional()?;
    found.map(|row| row.untampered(&unit.world.keys)).transpose()
}

/// Whether somebody else signs in under this name.
pub fn name_taken(unit: &mut Unit<'_>, name_hash: &[u8], by_other_than: StaffId) -> Result<bool, Error> {
    let found = credential::table
        .filter(credential::name_hash.eq(name_hash))
        .filter(credential::staff_id.ne(Key(by_other_than)))
        .select(credential::staff_id)
        .first::<Key<StaffId>>(unit.conn)
        .optional()?;
    Ok(found.is_some())
}

/// Who signs in under this name, and the hash of their password.
pub fn credential(unit: &mut Unit<'_>, name_hash: &[u8]) -> Result<Option<(StaffId, String, bool)>, Error> {
    let row: Option<CredentialRow> = credential::table
        .filter(credential::name_hash.eq(name_hash))
        .select(CredentialRow::as_select())
        .first(unit.conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let row = row.untampered(&unit.world.keys)?;
    let place = credential_place(row.staff_id.0, row.version);
    let phc = unit.world.keys.open_organisation(&place, &row.sealed_password)?;
    let phc = String::from_utf8(phc.to_vec()).map_err(|_| Error::Keys("a password hash did not read".to_owned()))?;
    Ok(Some((row.staff_id.0, phc, row.active)))
}

/// Let somebody sign in, or not; a leaver's sessions end with their right.
pub fn set_active(unit: &mut Unit<'_>, staff: StaffId, active: bool) -> Result<(), Error> {
    change_credential(unit, staff, |row| CredentialRow { active, ..row })
}

fn credential_place(staff: StaffId, version: i32) -> OrganisationPlace<'static> {
    OrganisationPlace {
        number: OrganisationNoun::Credential.number().cast_unsigned(),
        record: staff.0,
        version: version.cast_unsigned(),
        layout: LAYOUT,
        clear: &[],
    }
}
