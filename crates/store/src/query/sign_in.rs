//! Signing in, refreshing and signing out, as far as the database is concerned: no password is hashed here.

use domain::Private;
use domain::access::WhoAmI;
use domain::id::{SessionId, StaffId};
use domain::instant::london_day;
use domain::sign_in::{GivenCode, Origin};
use domain::staff::StaffMember;
use vault::HashPurpose;

use super::{Unit, ceremony, factor, organisation, own_session, passkey, session, setting, throttle};
use crate::access::Access;
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::ledger::{Entry, EntryRow, Outcome};
use crate::noun::OrganisationNoun;
use crate::refresh::{RefreshToken, Refreshed};
use crate::row::SessionRow;
use crate::settings::DEMO;
use crate::sign_in::{Looked, Next, Tried};
use crate::sql::{Key, keyed};
use crate::throttle::Counters;

/// Look a name up.
pub fn look(unit: &mut Unit<'_>, name: &Private<String>, origin: &Origin) -> Result<Looked, Error> {
    let found = organisation::credential(unit, &name_hash(unit, name))?.filter(|(_, _, active)| *active);
    let found = match found {
        Some((staff, phc, _)) if works(unit, staff)? => Some((staff, phc)),
        _ => None,
    };
    let counters = Counters::of_password(&unit.world.keys, name.reveal(), origin);
    let wait = throttle::wait(unit, &counters, found.as_ref().map(|(staff, _)| *staff), origin)?;
    // Whoever has chosen no password yet cannot be told from a name that nobody has.
    let found = found.filter(|(_, phc)| !phc.is_empty());
    Ok(Looked { found, wait })
}

/// Count a wrong password.
pub fn failed(unit: &mut Unit<'_>, name: &Private<String>, origin: &Origin) -> Result<(), Error> {
    let counters = Counters::of_password(&unit.world.keys, name.reveal(), origin);
    throttle::failed(unit, &counters)?;
    note_from(unit, "sign_in", None, Outcome::RefusedSignIn, origin);
    Ok(())
}

/// Go on with a sign-in whose password was right when it was compared with `phc`; where that hash was of less work than
/// today's, `again` is the next. Who it is and how long they are to wait is looked up again: of tries at the same time
/// some have failed meanwhile, and the password may have been changed.
#[expect(clippy::ref_option, reason = "an operation hands on by reference what it was given")]
pub fn succeeded(
    unit: &mut Unit<'_>,
    name: &Private<String>,
    phc: &String,
    again: &Option<String>,
    origin: &Origin,
) -> Result<Tried<Next>, Error> {
    let looked = look(unit, name, origin)?;
    if let Some(seconds) = looked.wait {
        return Ok(Tried::Wait(seconds));
    }
    let Some((staff, _)) = looked.found.filter(|(_, present)| present == phc) else {
        failed(unit, name, origin)?;
        return Ok(Tried::Wrong);
    };
    let counters = Counters::of_password(&unit.world.keys, name.reveal(), origin);
    throttle::forget(unit, &counters)?;
    if let Some(phc) = again {
        organisation::set_password(unit, staff, phc)?;
    }
    go_on(unit, staff, origin).map(Tried::Right)
}

/// What follows for somebody whose password is known to be right, or who has just chosen it: the second factor;
/// without one, in a demonstration nothing, and elsewhere enrolling.
pub fn go_on(unit: &mut Unit<'_>, staff: StaffId, origin: &Origin) -> Result<Next, Error> {
    refuse_absent(unit, staff)?;
    let methods = factor::methods(unit, staff)?;
    // Or whoever copied a passkey and knows the password would enrol a factor of their own.
    if methods.is_empty() && !passkey::of(unit, staff)?.is_empty() {
        return Err(Error::Conflict("Your passkey is accepted no more, for there are two of it: ask an administrator"));
    }
    if methods.is_empty() && setting::get(unit.conn, DEMO)?.is_some() {
        return begin(unit, staff, origin, Shown::Password).map(Next::SignedIn);
    }
    let token = ceremony::begin(unit, CeremonyKind::Pending, Some(staff), &())?;
    note_from(unit, "sign_in_begun", Some(staff), Outcome::Done, origin);
    Ok(if methods.is_empty() { Next::Enrol(token) } else { Next::SecondFactor(token, methods) })
}

/// Refuse somebody who does not work here today, however they have shown who they are.
pub fn refuse_absent(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    if works(unit, staff)? {
        return Ok(());
    }
    Err(Error::Conflict("Your sign-in cannot be used today: ask an administrator from when to when it can"))
}

/// End a sign-in by the second factor.
pub fn second_factor(
    unit: &mut Unit<'_>,
    token: &CeremonyToken,
    code: &GivenCode,
    origin: &Origin,
) -> Result<Tried<RefreshToken>, Error> {
    ceremony::hold(unit, token)?;
    let pending = ceremony::look::<()>(unit, CeremonyKind::Pending, token)?;
    let staff = pending.staff()?;
    match try_code(unit, staff, code, origin)? {
        Tried::Right(()) => {
            ceremony::take(unit, &pending)?;
            begin(unit, staff, origin, Shown::SecondFactor).map(Tried::Right)
        }
        Tried::Wrong => {
            note_from(unit, "second_factor", Some(staff), Outcome::RefusedSignIn, origin);
            Ok(Tried::Wrong)
        }
        Tried::Wait(seconds) => Ok(Tried::Wait(seconds)),
    }
}

/// Try somebody's code: a wrong one counts, as does a right one that was used before.
pub fn try_code(unit: &mut Unit<'_>, staff: StaffId, code: &GivenCode, origin: &Origin) -> Result<Tried<()>, Error> {
    let counters = Counters::of_code(&unit.world.keys, staff, origin);
    if let Some(seconds) = throttle::wait(unit, &counters, Some(staff), origin)? {
        return Ok(Tried::Wait(seconds));
    }
    if factor::accept(unit, staff, code)? {
        throttle::forget(unit, &counters)?;
        return Ok(Tried::Right(()));
    }
    throttle::failed(unit, &counters)?;
    Ok(Tried::Wrong)
}

/// What somebody showed to sign in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A password alone.
    Password,
    /// A second factor as well, or a passkey: a step-up in itself.
    SecondFactor,
}

/// Begin a session for somebody who has shown who they are; the oldest beyond the most that they may have ends.
pub fn begin(unit: &mut Unit<'_>, staff: StaffId, origin: &Origin, shown: Shown) -> Result<RefreshToken, Error> {
    let token = RefreshToken::first(SessionId(unit.new_id()));
    let row = SessionRow {
        id: Key(token.session),
        staff_id: Key(staff),
        refresh_hash: hash(unit, &token).to_vec(),
        previous_hash: None,
        rotated_at: unit.now.into(),
        created_at: unit.now.into(),
        ended_at: None,
        stepped_up_at: (shown == Shown::SecondFactor).then(|| unit.now.into()),
        sealed_origin: own_session::seal(unit, token.session, origin)?,
        tag: Vec::new(),
    };
    session::insert(unit, row)?;
    throttle::remember(unit, staff, origin)?;
    own_session::end_oldest(unit, staff)?;
    note(unit, "sign_in", Some(staff), Some(token.session), Outcome::Done).origin = Some(origin.network.clone());
    Ok(token)
}

/// Rotate a refresh token. The one before is accepted for 30 s more and gets the same successor, for tabs
/// that race; anything older is a copy, and ends the session.
pub fn refresh(unit: &mut Unit<'_>, token: &RefreshToken, origin: &Origin) -> Result<Refreshed, Error> {
    let Some(row) = session::find(unit, token.session)? else { return Ok(Refreshed::Refused) };
    if !session::is_live(&row, unit.now) {
        return Ok(Refreshed::Refused);
    }
    // A last day that was written down beforehand comes without anybody ending the session.
    if !works(unit, row.staff_id.0)? {
        session::end(unit, row.id.0)?;
        let entry = note(unit, "refresh", Some(row.staff_id.0), Some(row.id.0), Outcome::RefusedSignIn);
        entry.origin = Some(origin.network.clone());
        return Ok(Refreshed::Refused);
    }
    let presented = hash(unit, token).to_vec();
    let next = token.next(&unit.world.keys);
    if presented == row.refresh_hash {
        let next_hash = hash(unit, &next).to_vec();
        // Where a tab that races was first, it has put the same successor there.
        if session::rotate(unit, &row, &next_hash)? {
            let entry = note(unit, "refresh", Some(row.staff_id.0), Some(row.id.0), Outcome::Done);
            entry.origin = Some(origin.network.clone());
        }
        return Ok(Refreshed::Next(next));
    }
    if row.previous_hash == Some(presented) && row.rotated_at.0 + session::OVERLAP > unit.now {
        return Ok(Refreshed::Next(next));
    }
    session::end(unit, row.id.0)?;
    let entry = note(unit, "refresh", Some(row.staff_id.0), Some(row.id.0), Outcome::RefusedSignIn);
    entry.origin = Some(origin.network.clone());
    Ok(Refreshed::Refused)
}

/// End one's session.
pub fn sign_out(unit: &mut Unit<'_>, access: &Access<WhoAmI>) -> Result<(), Error> {
    let Some(id) = access.caller().session else { return Ok(()) };
    if session::find(unit, id)?.is_none() {
        return Ok(());
    }
    session::end(unit, id)?;
    "sign_out".clone_into(&mut unit.enter(access, access.role(), Vec::new()).row.operation);
    Ok(())
}

fn hash(unit: &Unit<'_>, token: &RefreshToken) -> [u8; 32] {
    unit.world.keys.keyed_hash(HashPurpose::RefreshToken, &[token.session.0.as_bytes(), token.secret.as_slice()])
}

fn name_hash(unit: &Unit<'_>, name: &Private<String>) -> [u8; 32] {
    unit.world.keys.keyed_hash(HashPurpose::SignInName, &[name.reveal().as_bytes()])
}

/// Whether somebody works here today.
pub fn works(unit: &mut Unit<'_>, staff: StaffId) -> Result<bool, Error> {
    let row = organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    Ok(member.works_on(london_day(unit.now)))
}

/// An entry of a step towards a session, with where it comes from.
pub fn note_from(unit: &mut Unit<'_>, operation: &str, staff: Option<StaffId>, outcome: Outcome, origin: &Origin) {
    note(unit, operation, staff, None, outcome).origin = Some(origin.network.clone());
}

/// Sign-in stands before any access, so its entries are made here; whoever knows where it comes from adds that.
pub fn note<'a>(
    unit: &'a mut Unit<'_>,
    operation: &str,
    staff: Option<StaffId>,
    session: Option<SessionId>,
    outcome: Outcome,
) -> &'a mut EntryRow {
    let row = EntryRow {
        staff_id: keyed(staff),
        session_id: keyed(session),
        outcome: outcome.number(),
        ..EntryRow::of(unit.new_id(), unit.now, operation)
    };
    unit.after.entries.push(Entry { row, subjects: Vec::new() });
    let last = unit.after.entries.len() - 1;
    #[expect(clippy::indexing_slicing, reason = "pushed two lines above")]
    &mut unit.after.entries[last].row
}
