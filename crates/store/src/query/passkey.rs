//! Passkeys: registered, named, looked up by what an authenticator answers, removed.

use diesel::prelude::*;
use domain::Private;
use domain::access::{ChangeOwnFactors, ManageOwnSignIn};
use domain::id::{PasskeyId, StaffId};
use domain::sign_in::{MOST_PASSKEYS, NewPasskey, OwnPasskey, PasskeyAsked};
use domain::staff::StaffMember;
use domain::text::Line;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::passkey::{PasskeyError, RegisteredPasskey, RelyingParty};
use vault::{HashPurpose, OrganisationPlace};

use super::{Unit, ceremony, organisation, session};
use crate::access::Access;
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::ledger::Outcome;
use crate::noun::OrganisationNoun;
use crate::payload;
use crate::row::PasskeyRow;
use crate::schema::passkey;
use crate::sign_in::Tried;
use crate::sql::{Instant, Key};
use crate::tag::Tagged;

const LAYOUT: u8 = 1;

/// What is sealed of a passkey.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// What its owner calls it.
    pub name: Private<Line>,
    /// Its public key and its counter.
    pub passkey: RegisteredPasskey,
}

/// One's passkeys, the newest first.
pub fn list(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>) -> Result<Vec<OwnPasskey>, Error> {
    unit.enter(access, access.role(), Vec::new());
    of(unit, access.staff())?.iter().map(|row| Ok(shown(row, open(unit, row)?))).collect()
}

/// Begin to register one.
pub fn begin(
    unit: &mut Unit<'_>,
    access: &Access<ChangeOwnFactors>,
    site: &RelyingParty,
) -> Result<PasskeyAsked, Error> {
    let staff = access.staff();
    let held = with_room(unit, staff)?;
    let held: Result<Vec<Vec<u8>>, Error> = held.iter().map(|row| Ok(open(unit, row)?.passkey.id().to_vec())).collect();
    let row = organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    let (account, name) = (member.sign_in_name.reveal().as_str(), member.name.reveal().as_str());
    let asked = site.register(staff.0, account, name, held?).map_err(broken)?;
    unit.enter(access, access.role(), Vec::new());
    let token = ceremony::begin(unit, CeremonyKind::PasskeyRegistration, Some(staff), &asked.state)?;
    Ok(PasskeyAsked { ceremony: token.to_text(), options: asked.options.to_string().into() })
}

/// Register it, if the authenticator answered what was asked of this person.
pub fn register(
    unit: &mut Unit<'_>,
    access: &Access<ChangeOwnFactors>,
    site: &RelyingParty,
    token: &CeremonyToken,
    new: &NewPasskey,
) -> Result<Tried<OwnPasskey>, Error> {
    let staff = access.staff();
    ceremony::hold(unit, token)?;
    let begun = ceremony::look::<Vec<u8>>(unit, CeremonyKind::PasskeyRegistration, token)?;
    if begun.staff()? != staff {
        return Err(Error::CeremonyOver);
    }
    ceremony::take(unit, &begun)?;
    with_room(unit, staff)?;
    let registered = match site.registered(&begun.state, new.answer.credential.reveal()) {
        Ok(registered) if find(unit, registered.id())?.is_none() => registered,
        Ok(_) | Err(PasskeyError::Refused | PasskeyError::Copied) => {
            unit.enter(access, access.role(), Vec::new()).row.outcome = Outcome::RefusedSignIn.number();
            return Ok(Tried::Wrong);
        }
        Err(PasskeyError::Broken) => return Err(broken(PasskeyError::Broken)),
    };
    let mut row = PasskeyRow {
        id: Key(PasskeyId(unit.new_id())),
        staff_id: Key(staff),
        credential_hash: hash(unit, registered.id()),
        version: 1,
        sealed: Vec::new(),
        registered_at: unit.now.into(),
        used_at: None,
        suspected_at: None,
        tag: Vec::new(),
    };
    let kept = Kept { name: new.name.clone(), passkey: registered };
    row.sealed = seal(unit, &row, &kept)?;
    let row = row.tagged(&unit.world.keys);
    diesel::insert_into(passkey::table).values(&row).execute(unit.conn)?;
    unit.enter(access, access.role(), Vec::new());
    Ok(Tried::Right(shown(&row, kept)))
}

/// Somebody's passkeys, if they may have one more.
fn with_room(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<PasskeyRow>, Error> {
    let held = of(unit, staff)?;
    if held.len() < MOST_PASSKEYS {
        return Ok(held);
    }
    Err(Error::Conflict("You have as many passkeys as there can be: remove one that you do not use"))
}

/// Call it otherwise.
pub fn rename(
    unit: &mut Unit<'_>,
    access: &Access<ManageOwnSignIn>,
    name: &Private<Line>,
    id: PasskeyId,
) -> Result<(), Error> {
    let row = own(unit, access.staff(), id)?;
    let kept = Kept { name: name.clone(), ..open(unit, &row)? };
    unit.enter(access, access.role(), Vec::new());
    if keep(unit, row, &kept)? { Ok(()) } else { Err(Error::Conflict("It was in use at this moment: try again")) }
}

/// Remove it: it is not accepted any more, and every other sign-in of one's own ends.
pub fn remove(unit: &mut Unit<'_>, access: &Access<ChangeOwnFactors>, id: PasskeyId) -> Result<(), Error> {
    let staff = access.staff();
    let row = own(unit, staff, id)?;
    diesel::delete(passkey::table.find(row.id)).execute(unit.conn)?;
    ceremony::end_all(unit, staff)?;
    session::end_others(unit, staff, access.caller().session)?;
    unit.enter(access, access.role(), Vec::new());
    Ok(())
}

/// Remove all of somebody's.
pub fn remove_all(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    diesel::delete(passkey::table.filter(passkey::staff_id.eq(Key(staff)))).execute(unit.conn)?;
    Ok(())
}

/// Somebody's passkeys, the newest first.
pub fn of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<PasskeyRow>, Error> {
    let rows: Vec<PasskeyRow> = passkey::table
        .filter(passkey::staff_id.eq(Key(staff)))
        .order((passkey::registered_at.desc(), passkey::id.desc()))
        .select(PasskeyRow::as_select())
        .load(unit.conn)?;
    rows.into_iter().map(|row| row.untampered(&unit.world.keys)).collect()
}

/// Those that are accepted.
pub fn accepted_of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<PasskeyRow>, Error> {
    Ok(of(unit, staff)?.into_iter().filter(|row| row.suspected_at.is_none()).collect())
}

/// The passkey of this id, which its authenticator chose.
pub fn find(unit: &mut Unit<'_>, credential: &[u8]) -> Result<Option<PasskeyRow>, Error> {
    let hash = hash(unit, credential);
    let found: Option<PasskeyRow> = passkey::table
        .filter(passkey::credential_hash.eq(hash))
        .select(PasskeyRow::as_select())
        .first(unit.conn)
        .optional()?;
    found.map(|row| row.untampered(&unit.world.keys)).transpose()
}

/// What is sealed of it.
pub fn open(unit: &Unit<'_>, row: &PasskeyRow) -> Result<Kept, Error> {
    payload::read(&with_place(row, |place| unit.world.keys.open_organisation(place, &row.sealed))?)
}

/// Keep another content, and the row's other columns as they are given; false if somebody else was first.
pub fn keep(unit: &mut Unit<'_>, row: PasskeyRow, kept: &Kept) -> Result<bool, Error> {
    let before = row.version;
    let mut next = PasskeyRow { version: before + 1, ..row };
    next.sealed = seal(unit, &next, kept)?;
    let next = next.tagged(&unit.world.keys);
    let same = passkey::table.find(next.id).filter(passkey::version.eq(before));
    Ok(diesel::update(same).set(&next).execute(unit.conn)? > 0)
}

/// Accept it no more: its counter went back.
pub fn suspect(unit: &mut Unit<'_>, row: PasskeyRow) -> Result<(), Error> {
    let suspected = PasskeyRow { suspected_at: Some(Instant(unit.now)), ..row }.tagged(&unit.world.keys);
    diesel::update(passkey::table.find(suspected.id)).set(&suspected).execute(unit.conn)?;
    Ok(())
}

/// A state or an answer that this program cannot write or read.
pub fn broken(error: PasskeyError) -> Error {
    Error::Keys(error.to_string())
}

fn own(unit: &mut Unit<'_>, staff: StaffId, id: PasskeyId) -> Result<PasskeyRow, Error> {
    let found: Option<PasskeyRow> =
        passkey::table.find(Key(id)).select(PasskeyRow::as_select()).first(unit.conn).optional()?;
    let row = found.ok_or(Error::NotFound)?.untampered(&unit.world.keys)?;
    if row.staff_id == Key(staff) { Ok(row) } else { Err(Error::NotFound) }
}

fn shown(row: &PasskeyRow, kept: Kept) -> OwnPasskey {
    OwnPasskey {
        id: row.id.0,
        name: kept.name,
        registered_at: row.registered_at.0,
        used_at: row.used_at.map(|at| at.0),
        suspected_at: row.suspected_at.map(|at| at.0),
    }
}

fn hash(unit: &Unit<'_>, credential: &[u8]) -> Vec<u8> {
    unit.world.keys.keyed_hash(HashPurpose::Credential, &[b"passkey", credential]).to_vec()
}

fn seal(unit: &Unit<'_>, row: &PasskeyRow, kept: &Kept) -> Result<Vec<u8>, Error> {
    let bytes = payload::write(kept)?;
    Ok(with_place(row, |place| unit.world.keys.seal_organisation(place, &bytes))?)
}

fn with_place<R>(row: &PasskeyRow, act: impl FnOnce(&OrganisationPlace<'_>) -> R) -> R {
    let (staff, registered): (Uuid, _) = (row.staff_id.0.0, row.registered_at.micros().to_be_bytes());
    let clear: [&[u8]; 3] = [staff.as_bytes(), &row.credential_hash, &registered];
    act(&OrganisationPlace {
        number: OrganisationNoun::Passkey.number().cast_unsigned(),
        record: row.id.0.0,
        version: row.version.cast_unsigned(),
        layout: LAYOUT,
        clear: &clear,
    })
}
