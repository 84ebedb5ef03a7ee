//! Signing in, refreshing and signing out, as far as the database is concerned: no password is hashed here.

use chrono::TimeDelta;
use domain::id::{SessionId, StaffId};
use domain::instant::london_day;
use domain::staff::StaffMember;
use vault::HashPurpose;

use super::{Unit, organisation, session};
use crate::error::Error;
use crate::ledger::{Entry, EntryRow, Outcome};
use crate::noun::OrganisationNoun;
use crate::refresh::{RefreshToken, Refreshed};
use crate::row::SessionRow;
use crate::sign_in::Looked;
use crate::sql::{Key, keyed};

/// Failures that cost nothing: people mistype.
const FREE_FAILURES: i32 = 5;
/// The longest wait between two tries.
const LONGEST_WAIT: i64 = 60;
/// After this long without a failure, the count begins anew.
const FORGOTTEN: TimeDelta = TimeDelta::minutes(15);

/// Look a name up. `keys` are the keyed hashes of the name and of the address that it comes from.
pub fn look(unit: &mut Unit<'_>, keys: &[[u8; 32]; 2]) -> Result<Looked, Error> {
    let mut wait = None;
    for key in keys {
        wait = wait.max(wait_for(unit, key)?);
    }
    let [name, _] = keys;
    let found = organisation::credential(unit, name)?.filter(|(_, _, active)| *active);
    let found = match found {
        Some((staff, phc, _)) if works(unit, staff)? => Some((staff, phc)),
        _ => None,
    };
    Ok(Looked { found, wait })
}

fn wait_for(unit: &mut Unit<'_>, key: &[u8]) -> Result<Option<u32>, Error> {
    let Some((failures, last)) = session::failures(unit.conn, key)? else { return Ok(None) };
    if failures < FREE_FAILURES || last.0 + FORGOTTEN <= unit.now {
        return Ok(None);
    }
    let exponent = u32::try_from(failures - FREE_FAILURES).unwrap_or_default().min(10);
    let pause = TimeDelta::seconds(2_i64.pow(exponent).min(LONGEST_WAIT));
    let left = (last.0 + pause - unit.now).num_milliseconds();
    Ok(u32::try_from((left + 999) / 1_000).ok().filter(|seconds| *seconds > 0))
}

fn works(unit: &mut Unit<'_>, staff: StaffId) -> Result<bool, Error> {
    let row = organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    Ok(member.works_on(london_day(unit.now)))
}

/// Begin a session for somebody whose password was right.
pub fn succeeded(unit: &mut Unit<'_>, keys: &[[u8; 32]; 2], token: &RefreshToken, staff: StaffId) -> Result<(), Error> {
    for key in keys {
        session::forget_failures(unit.conn, key)?;
    }
    let row = SessionRow {
        id: Key(token.session),
        staff_id: Key(staff),
        refresh_hash: hash(unit, token).to_vec(),
        previous_hash: None,
        rotated_at: unit.now.into(),
        created_at: unit.now.into(),
        ended_at: None,
        tag: Vec::new(),
    };
    session::insert(unit, row)?;
    note(unit, "sign_in", Some(staff), Some(token.session), Outcome::Done);
    Ok(())
}

/// Count a failure, for the name and for the address.
pub fn failed(unit: &mut Unit<'_>, keys: &[[u8; 32]; 2]) -> Result<(), Error> {
    for key in keys {
        let before = session::failures(unit.conn, key)?.filter(|(_, last)| last.0 + FORGOTTEN > unit.now);
        let failures = before.map_or(0, |(failures, _)| failures) + 1;
        session::note_failure(unit.conn, key, failures, unit.now.into())?;
    }
    note(unit, "sign_in", None, None, Outcome::RefusedSignIn);
    Ok(())
}

/// Rotate a refresh token. The one before is accepted for 30 s more and gets the same successor, for tabs
/// that race; anything older is a copy, and ends the session.
pub fn refresh(unit: &mut Unit<'_>, token: &RefreshToken) -> Result<Refreshed, Error> {
    let Some(row) = session::find(unit, token.session)? else { return Ok(Refreshed::Refused) };
    if !session::is_live(&row, unit.now) {
        return Ok(Refreshed::Refused);
    }
    let presented = hash(unit, token).to_vec();
    let next = token.next(&unit.world.keys);
    if presented == row.refresh_hash {
        let next_hash = hash(unit, &next).to_vec();
        // Where a tab that races was first, it has put the same successor there.
        if session::rotate(unit, &row, &next_hash)? {
            note(unit, "refresh", Some(row.staff_id.0), Some(row.id.0), Outcome::Done);
        }
        return Ok(Refreshed::Next(next));
    }
    if row.previous_hash == Some(presented) && row.rotated_at.0 + session::OVERLAP > unit.now {
        return Ok(Refreshed::Next(next));
    }
    session::end(unit, row.id.0)?;
    note(unit, "refresh", Some(row.staff_id.0), Some(row.id.0), Outcome::RefusedSignIn);
    Ok(Refreshed::Refused)
}

/// End a session, by its own token.
pub fn sign_out(unit: &mut Unit<'_>, id: SessionId) -> Result<(), Error> {
    let Some(row) = session::find(unit, id)? else { return Ok(()) };
    session::end(unit, id)?;
    note(unit, "sign_out", Some(row.staff_id.0), Some(id), Outcome::Done);
    Ok(())
}

fn hash(unit: &Unit<'_>, token: &RefreshToken) -> [u8; 32] {
    unit.world.keys.keyed_hash(HashPurpose::RefreshToken, &[token.session.0.as_bytes(), token.secret.as_slice()])
}

/// Sign-in stands before any access, so its entries are made here.
fn note(unit: &mut Unit<'_>, operation: &str, staff: Option<StaffId>, session: Option<SessionId>, outcome: Outcome) {
    let row = EntryRow {
        staff_id: keyed(staff),
        session_id: keyed(session),
        outcome: outcome.number(),
        ..EntryRow::of(unit.new_id(), unit.now, operation)
    };
    unit.after.entries.push(Entry { row, subjects: Vec::new() });
}
