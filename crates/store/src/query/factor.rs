//! Second factors: what somebody has enrolled, and whether a code of theirs is right.

use diesel::prelude::*;
use domain::id::StaffId;
use domain::sign_in::{GivenCode, RECOVERY_CODES, SignInMethod};
use vault::OrganisationPlace;
use vault::totp::TotpSecret;

use super::{Unit, passkey};
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::recovery;
use crate::row::{RecoveryCodeRow, TotpRow};
use crate::schema::{recovery_code, totp};
use crate::sql::{Instant, Key};
use crate::tag::Tagged;

const LAYOUT: u8 = 1;

/// The ways in which somebody can show a second time who they are; none where they have enrolled nothing.
pub fn methods(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<SignInMethod>, Error> {
    let mut methods = Vec::new();
    if enrolled(unit, staff)?.is_some() {
        methods.push(SignInMethod::Totp);
    }
    if !methods.is_empty() && codes_left(unit, staff)? > 0 {
        methods.push(SignInMethod::RecoveryCode);
    }
    if !passkey::accepted_of(unit, staff)?.is_empty() {
        methods.push(SignInMethod::Passkey);
    }
    Ok(methods)
}

/// Whether a code is right; if so, it is used up.
pub fn accept(unit: &mut Unit<'_>, staff: StaffId, code: &GivenCode) -> Result<bool, Error> {
    match code {
        GivenCode::Totp(code) => accept_totp(unit, staff, code.reveal()),
        GivenCode::Recovery(code) => accept_recovery(unit, staff, code.reveal()),
    }
}

/// Since when somebody's authenticator app counts.
pub fn enrolled(unit: &mut Unit<'_>, staff: StaffId) -> Result<Option<TotpRow>, Error> {
    let found: Option<TotpRow> =
        totp::table.find(Key(staff)).select(TotpRow::as_select()).first(unit.conn).optional()?;
    found.map(|row| row.untampered(&unit.world.keys)).transpose()
}

/// How many recovery codes somebody has left.
pub fn codes_left(unit: &mut Unit<'_>, staff: StaffId) -> Result<i64, Error> {
    Ok(recovery_code::table
        .filter(recovery_code::staff_id.eq(Key(staff)))
        .filter(recovery_code::used_at.is_null())
        .count()
        .get_result(unit.conn)?)
}

/// Let an authenticator app count from now on, in place of the one before; the step of its first code is used.
pub fn enrol(unit: &mut Unit<'_>, staff: StaffId, secret: &TotpSecret, step: u64) -> Result<(), Error> {
    let version = enrolled(unit, staff)?.map_or(0, |old| old.version) + 1;
    let row = TotpRow {
        staff_id: Key(staff),
        version,
        sealed: unit.world.keys.seal_organisation(&place(staff, version), secret.as_bytes())?,
        last_step: step.cast_signed(),
        enrolled_at: unit.now.into(),
        tag: Vec::new(),
    };
    let row = row.tagged(&unit.world.keys);
    diesel::insert_into(totp::table)
        .values(&row)
        .on_conflict(totp::staff_id)
        .do_update()
        .set(&row)
        .execute(unit.conn)?;
    Ok(())
}

/// Make recovery codes in place of all of before.
pub fn make_codes(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<String>, Error> {
    diesel::delete(recovery_code::table.filter(recovery_code::staff_id.eq(Key(staff)))).execute(unit.conn)?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery::random()).collect();
    for code in &codes {
        let row = RecoveryCodeRow {
            code_hash: recovery::hash(&unit.world.keys, staff, code).to_vec(),
            staff_id: Key(staff),
            made_at: unit.now.into(),
            used_at: None,
            tag: Vec::new(),
        };
        diesel::insert_into(recovery_code::table).values(row.tagged(&unit.world.keys)).execute(unit.conn)?;
    }
    Ok(codes)
}

/// Take away everything that somebody has enrolled.
pub fn remove_all(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    passkey::remove_all(unit, staff)?;
    diesel::delete(totp::table.find(Key(staff))).execute(unit.conn)?;
    diesel::delete(recovery_code::table.filter(recovery_code::staff_id.eq(Key(staff)))).execute(unit.conn)?;
    Ok(())
}

/// Whether a code is of a step that comes after the last accepted one, which it then is.
fn accept_totp(unit: &mut Unit<'_>, staff: StaffId, code: &str) -> Result<bool, Error> {
    let Some(row) = enrolled(unit, staff)? else { return Ok(false) };
    let bytes = unit.world.keys.open_organisation(&place(staff, row.version), &row.sealed)?;
    let secret = TotpSecret::from_bytes(&bytes).ok_or_else(|| Error::Keys("a secret is too short".to_owned()))?;
    let step = secret.step_of(code, unit.now.timestamp().unsigned_abs()).map(u64::cast_signed);
    let Some(step) = step.filter(|step| *step > row.last_step) else { return Ok(false) };
    let was = row.tag.clone();
    let used = TotpRow { last_step: step, ..row }.tagged(&unit.world.keys);
    let same = totp::table.find(Key(staff)).filter(totp::tag.eq(was));
    Ok(diesel::update(same).set(&used).execute(unit.conn)? > 0)
}

fn accept_recovery(unit: &mut Unit<'_>, staff: StaffId, code: &str) -> Result<bool, Error> {
    let hash = recovery::hash(&unit.world.keys, staff, code);
    let found: Option<RecoveryCodeRow> =
        recovery_code::table.find(hash.as_slice()).select(RecoveryCodeRow::as_select()).first(unit.conn).optional()?;
    let Some(row) = found else { return Ok(false) };
    let row = row.untampered(&unit.world.keys)?;
    if row.staff_id != Key(staff) || row.used_at.is_some() {
        return Ok(false);
    }
    let used = RecoveryCodeRow { used_at: Some(Instant(unit.now)), ..row }.tagged(&unit.world.keys);
    let unused = recovery_code::table.find(hash.as_slice()).filter(recovery_code::used_at.is_null());
    Ok(diesel::update(unused).set(&used).execute(unit.conn)? > 0)
}

fn place(staff: StaffId, version: i32) -> OrganisationPlace<'static> {
    OrganisationPlace {
        number: OrganisationNoun::Totp.number().cast_unsigned(),
        record: staff.0,
        version: version.cast_unsigned(),
        layout: LAYOUT,
        clear: &[],
    }
}
