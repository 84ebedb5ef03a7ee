//! Enrolling an authenticator app: at the first sign-in, or in place of another.

use domain::Private;
use domain::access::ChangeOwnFactors;
use domain::id::StaffId;
use domain::sign_in::{GivenCode, Origin};
use domain::staff::StaffMember;
use serde::{Deserialize, Serialize};
use vault::totp::TotpSecret;

use super::{Unit, ceremony, factor, organisation, passkey, session, sign_in, throttle};
use crate::access::Access;
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::ledger::Outcome;
use crate::noun::OrganisationNoun;
use crate::refresh::RefreshToken;
use crate::sign_in::{EnrolmentBegun, Tried};
use crate::throttle::Counters;

/// What belongs to an enrolment.
#[derive(Serialize, Deserialize)]
struct State {
    secret: Vec<u8>,
    /// Whether it is part of signing in: such a one is confirmed there alone, and one of a session in it alone.
    at_sign_in: bool,
}

/// Begin one in place of a second factor that nobody has enrolled yet.
pub fn begin_at_sign_in(unit: &mut Unit<'_>, token: &CeremonyToken) -> Result<EnrolmentBegun, Error> {
    let pending = ceremony::look::<()>(unit, CeremonyKind::Pending, token)?;
    let staff = pending.staff()?;
    refuse_bypass(unit, staff)?;
    ceremony::take(unit, &pending)?;
    begin(unit, staff, true)
}

/// Confirm it, and sign in.
pub fn confirm_at_sign_in(
    unit: &mut Unit<'_>,
    token: &CeremonyToken,
    code: &Private<String>,
    origin: &Origin,
) -> Result<Tried<(RefreshToken, Vec<String>)>, Error> {
    ceremony::hold(unit, token)?;
    let enrolment = ceremony::look::<State>(unit, CeremonyKind::Enrolment, token)?;
    let staff = enrolment.staff()?;
    if !enrolment.state.at_sign_in {
        return Err(Error::CeremonyOver);
    }
    refuse_bypass(unit, staff)?;
    let codes = match confirm(unit, staff, &enrolment.state, code, origin)? {
        Tried::Right(codes) => codes,
        Tried::Wrong => {
            sign_in::note(unit, "enrol_factor", Some(staff), None, Outcome::RefusedSignIn).origin =
                Some(origin.network.clone());
            return Ok(Tried::Wrong);
        }
        Tried::Wait(seconds) => return Ok(Tried::Wait(seconds)),
    };
    ceremony::end_all(unit, staff)?;
    session::end_all(unit, staff)?;
    sign_in::note(unit, "enrol_factor", Some(staff), None, Outcome::Done).origin = Some(origin.network.clone());
    let begun = sign_in::begin(unit, staff, origin, sign_in::Shown::SecondFactor)?;
    Ok(Tried::Right((begun, codes)))
}

/// Begin one in place of one's present app, or beside nothing.
pub fn begin_own(unit: &mut Unit<'_>, access: &Access<ChangeOwnFactors>) -> Result<EnrolmentBegun, Error> {
    unit.enter(access, access.role(), Vec::new());
    begin(unit, access.staff(), false)
}

/// Confirm it: from now on this app counts alone, with new recovery codes; all other sessions end.
pub fn confirm_own(
    unit: &mut Unit<'_>,
    access: &Access<ChangeOwnFactors>,
    token: &CeremonyToken,
    code: &Private<String>,
    origin: &Origin,
) -> Result<Tried<Vec<String>>, Error> {
    let staff = access.staff();
    ceremony::hold(unit, token)?;
    let enrolment = ceremony::look::<State>(unit, CeremonyKind::Enrolment, token)?;
    if enrolment.state.at_sign_in || enrolment.staff()? != staff {
        return Err(Error::CeremonyOver);
    }
    let tried = confirm(unit, staff, &enrolment.state, code, origin)?;
    let entry = unit.enter(access, access.role(), Vec::new());
    if !matches!(tried, Tried::Right(_)) {
        entry.row.outcome = Outcome::RefusedSignIn.number();
        return Ok(tried);
    }
    ceremony::end_all(unit, staff)?;
    session::end_others(unit, staff, access.caller().session)?;
    Ok(tried)
}

/// A password alone, or a link, must never put a factor in the place of one that is there.
fn refuse_bypass(unit: &mut Unit<'_>, staff: StaffId) -> Result<(), Error> {
    // A passkey that is suspected is a factor all the same, though nobody signs in by it.
    let has_none = factor::enrolled(unit, staff)?.is_none() && passkey::of(unit, staff)?.is_empty();
    if has_none { Ok(()) } else { Err(Error::CeremonyOver) }
}

fn begin(unit: &mut Unit<'_>, staff: StaffId, at_sign_in: bool) -> Result<EnrolmentBegun, Error> {
    let row = organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    let secret = TotpSecret::random().as_bytes().to_vec();
    let state = State { secret, at_sign_in };
    let token = ceremony::begin(unit, CeremonyKind::Enrolment, Some(staff), &state)?;
    let account = Private::new(member.sign_in_name.reveal().as_str().to_owned());
    Ok(EnrolmentBegun { token, secret: state.secret, account })
}

/// Whether the app shows the code of this secret; if so it counts, and there are new recovery codes.
fn confirm(
    unit: &mut Unit<'_>,
    staff: StaffId,
    state: &State,
    code: &Private<String>,
    origin: &Origin,
) -> Result<Tried<Vec<String>>, Error> {
    let counters = Counters::of_code(&unit.world.keys, staff, origin);
    if let Some(seconds) = throttle::wait(unit, &counters, Some(staff), origin)? {
        return Ok(Tried::Wait(seconds));
    }
    let secret = TotpSecret::from_bytes(&state.secret).ok_or(Error::CeremonyOver)?;
    let Some(step) = secret.step_of(code.reveal(), unit.now.timestamp().unsigned_abs()) else {
        throttle::failed(unit, &counters)?;
        return Ok(Tried::Wrong);
    };
    throttle::forget(unit, &counters)?;
    factor::enrol(unit, staff, &secret, step)?;
    factor::make_codes(unit, staff).map(Tried::Right)
}

/// New recovery codes in place of those of before.
pub fn new_codes(unit: &mut Unit<'_>, access: &Access<ChangeOwnFactors>) -> Result<Vec<String>, Error> {
    if factor::methods(unit, access.staff())?.is_empty() {
        return Err(Error::Conflict("Enrol an authenticator app first: recovery codes stand in for it"));
    }
    unit.enter(access, access.role(), Vec::new());
    factor::make_codes(unit, access.staff())
}

/// Try to show again who one is, by a code.
pub fn step_up(
    unit: &mut Unit<'_>,
    access: &Access<domain::access::StepUp>,
    code: &GivenCode,
    origin: &Origin,
) -> Result<Tried<()>, Error> {
    let tried = sign_in::try_code(unit, access.staff(), code, origin)?;
    stepped(unit, access, tried)
}

/// Note how showing again who one is ended.
pub fn stepped(
    unit: &mut Unit<'_>,
    access: &Access<domain::access::StepUp>,
    tried: Tried<()>,
) -> Result<Tried<()>, Error> {
    let entry = unit.enter(access, access.role(), Vec::new());
    if !matches!(tried, Tried::Right(())) {
        entry.row.outcome = Outcome::RefusedSignIn.number();
        return Ok(tried);
    }
    session::step_up(unit, access.caller().session.ok_or(Error::NotSignedIn)?)?;
    Ok(tried)
}
