//! One's own password and factors.

use domain::Private;
use domain::access::{ManageOwnSignIn, Operation, Row, StepUp, Unlock};
use domain::id::StaffId;
use domain::sign_in::{Factors, Origin};
use domain::staff::StaffMember;

use super::{Unit, ceremony, enrolment, factor, organisation, passkey, session, setting, throttle};
use crate::access::Access;
use crate::error::Error;
use crate::ledger::Outcome;
use crate::noun::OrganisationNoun;
use crate::settings::DEMO;
use crate::sign_in::{Compared, Own, Tried};
use crate::throttle::Counters;

/// What one has enrolled.
pub fn factors(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>) -> Result<Factors, Error> {
    unit.enter(access, access.role(), Vec::new());
    let until = access.caller().stepped_up_at.map(|at| at + chrono::TimeDelta::minutes(Row::STEP_UP_MINUTES));
    let left = factor::codes_left(unit, access.staff())?;
    Ok(Factors {
        totp_since: factor::enrolled(unit, access.staff())?.map(|row| row.enrolled_at.0),
        passkeys: u32::try_from(passkey::accepted_of(unit, access.staff())?.len()).unwrap_or_default(),
        recovery_codes_left: u32::try_from(left).unwrap_or_default(),
        stepped_up_until: until.filter(|until| *until > unit.now),
    })
}

/// One's own password, to be compared.
pub fn look<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, origin: &Origin) -> Result<Own, Error> {
    let staff = access.staff();
    let counters = Counters::of_own_password(&unit.world.keys, staff, origin);
    let is_demo = setting::get(unit.conn, DEMO)?.is_some();
    Ok(Own {
        phc: organisation::password_of(unit, staff)?,
        names: names_of(unit, staff)?,
        has_password_alone: is_demo && factor::methods(unit, staff)?.is_empty(),
        wait: throttle::wait(unit, &counters, Some(staff), origin)?,
    })
}

/// The same, to change it.
pub fn look_to_change(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>, origin: &Origin) -> Result<Own, Error> {
    look(unit, access, origin)
}

/// The same, to step up.
pub fn look_to_step_up(unit: &mut Unit<'_>, access: &Access<StepUp>, origin: &Origin) -> Result<Own, Error> {
    look(unit, access, origin)
}

/// The same, to unlock the screen.
pub fn look_to_unlock(unit: &mut Unit<'_>, access: &Access<Unlock>, origin: &Origin) -> Result<Own, Error> {
    look(unit, access, origin)
}

/// Go on after the screen was locked, where the password that was compared is right.
pub fn unlocked(
    unit: &mut Unit<'_>,
    access: &Access<Unlock>,
    compared: &Compared,
    origin: &Origin,
) -> Result<Tried<()>, Error> {
    let tried = settle(unit, access, compared, origin)?;
    let entry = unit.enter(access, access.role(), Vec::new());
    if !matches!(tried, Tried::Right(())) {
        entry.row.outcome = Outcome::RefusedSignIn.number();
    }
    Ok(tried)
}

/// Count a wrong password given for a change.
pub fn refused(unit: &mut Unit<'_>, access: &Access<ManageOwnSignIn>, origin: &Origin) -> Result<(), Error> {
    let counters = Counters::of_own_password(&unit.world.keys, access.staff(), origin);
    throttle::failed(unit, &counters)?;
    unit.enter(access, access.role(), Vec::new()).row.outcome = Outcome::RefusedSignIn.number();
    Ok(())
}

/// Keep one's next password, where the present one is still what it was compared with; all other sessions, and
/// sign-ins under way, end.
pub fn change_password(
    unit: &mut Unit<'_>,
    access: &Access<ManageOwnSignIn>,
    compared: &Compared,
    phc: &str,
    origin: &Origin,
) -> Result<Tried<()>, Error> {
    let tried = settle(unit, access, compared, origin)?;
    let entry = unit.enter(access, access.role(), Vec::new());
    if !matches!(tried, Tried::Right(())) {
        entry.row.outcome = Outcome::RefusedSignIn.number();
        return Ok(tried);
    }
    let staff = access.staff();
    organisation::set_password(unit, staff, phc)?;
    ceremony::end_all(unit, staff)?;
    session::end_others(unit, staff, access.caller().session)?;
    Ok(tried)
}

/// Show again who one is by a password that was compared.
pub fn step_up_by_password(
    unit: &mut Unit<'_>,
    access: &Access<StepUp>,
    compared: &Compared,
    origin: &Origin,
) -> Result<Tried<()>, Error> {
    let tried = settle(unit, access, compared, origin)?;
    enrolment::stepped(unit, access, tried)
}

/// What a comparison of one's own password comes to by now: of tries at the same time some may have failed since it was
/// looked up, or the password may have been changed.
fn settle<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    compared: &Compared,
    origin: &Origin,
) -> Result<Tried<()>, Error> {
    let staff = access.staff();
    let counters = Counters::of_own_password(&unit.world.keys, staff, origin);
    if let Some(seconds) = throttle::wait(unit, &counters, Some(staff), origin)? {
        return Ok(Tried::Wait(seconds));
    }
    if compared.is_right && organisation::password_of(unit, staff)? == compared.phc {
        throttle::forget(unit, &counters)?;
        return Ok(Tried::Right(()));
    }
    throttle::failed(unit, &counters)?;
    Ok(Tried::Wrong)
}

/// The names that somebody's password may not have in it.
pub fn names_of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Vec<Private<String>>, Error> {
    let row = organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    let names = [member.name.reveal().as_str(), member.sign_in_name.reveal().as_str()];
    Ok(names.into_iter().map(|name| Private::new(name.to_owned())).collect())
}
