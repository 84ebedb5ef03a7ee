//! Answering with a passkey: the whole sign-in, its second factor, or a step-up.

use domain::access::StepUp;
use domain::id::{SessionId, StaffId};
use domain::sign_in::{Origin, PasskeyAnswer, PasskeyAsked};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::passkey::{Answer, PasskeyError, RelyingParty};

use super::{Unit, ceremony, enrolment, passkey, sign_in, throttle};
use crate::access::Access;
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::ledger::Outcome;
use crate::refresh::RefreshToken;
use crate::row::PasskeyRow;
use crate::sign_in::Tried;
use crate::sql::Instant;
use crate::throttle::Counters;

/// What belongs to asking for a passkey.
#[derive(Serialize, Deserialize)]
struct State {
    /// What the answer is held against.
    expected: Vec<u8>,
    /// What the answer is for: it is of no use for another.
    wanted: Wanted,
}

#[derive(Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
enum Wanted {
    /// The whole sign-in, by whoever answers.
    SignIn,
    /// The second factor of this sign-in under way.
    SecondFactor(Uuid),
    /// A step-up of this session.
    StepUp(SessionId),
}

/// Ask for a passkey to sign in: where a sign-in is under way, one of whose password was right.
#[expect(clippy::ref_option, reason = "an operation hands on by reference what it was given")]
pub fn begin(unit: &mut Unit<'_>, site: &RelyingParty, pending: &Option<CeremonyToken>) -> Result<PasskeyAsked, Error> {
    let Some(token) = pending else { return ask(unit, site, None, Wanted::SignIn) };
    let staff = ceremony::look::<()>(unit, CeremonyKind::Pending, token)?.staff()?;
    ask(unit, site, Some(staff), Wanted::SecondFactor(token.id))
}

/// Sign in by what it answered.
pub fn sign_in(
    unit: &mut Unit<'_>,
    site: &RelyingParty,
    token: &CeremonyToken,
    given: &PasskeyAnswer,
    origin: &Origin,
) -> Result<Tried<RefreshToken>, Error> {
    let (staff, state) = take(unit, token)?;
    let pending = match state.wanted {
        Wanted::SignIn => None,
        Wanted::SecondFactor(pending) => Some(pending),
        Wanted::StepUp(_) => return Err(Error::CeremonyOver),
    };
    match try_answer(unit, site, &state, staff, given, origin)? {
        Tried::Right(staff) => {
            if let Some(pending) = pending {
                ceremony::end(unit, pending)?;
            }
            if !sign_in::works(unit, staff)? {
                sign_in::note_from(unit, "passkey", Some(staff), Outcome::RefusedSignIn, origin);
                return Ok(Tried::Wrong);
            }
            sign_in::begin(unit, staff, origin, sign_in::Shown::SecondFactor).map(Tried::Right)
        }
        Tried::Wrong => {
            sign_in::note_from(unit, "passkey", staff, Outcome::RefusedSignIn, origin);
            Ok(Tried::Wrong)
        }
        Tried::Wait(seconds) => Ok(Tried::Wait(seconds)),
    }
}

/// Ask for one of one's own passkeys to step up.
pub fn begin_step_up(unit: &mut Unit<'_>, access: &Access<StepUp>, site: &RelyingParty) -> Result<PasskeyAsked, Error> {
    unit.enter(access, access.role(), Vec::new());
    let session = access.caller().session.ok_or(Error::NotSignedIn)?;
    ask(unit, site, Some(access.staff()), Wanted::StepUp(session))
}

/// Step up by what it answered.
pub fn step_up(
    unit: &mut Unit<'_>,
    access: &Access<StepUp>,
    site: &RelyingParty,
    token: &CeremonyToken,
    given: &PasskeyAnswer,
    origin: &Origin,
) -> Result<Tried<()>, Error> {
    let (staff, state) = take(unit, token)?;
    let session = access.caller().session.ok_or(Error::NotSignedIn)?;
    if state.wanted != Wanted::StepUp(session) || staff != Some(access.staff()) {
        return Err(Error::CeremonyOver);
    }
    let tried = match try_answer(unit, site, &state, staff, given, origin)? {
        Tried::Right(_) => Tried::Right(()),
        Tried::Wrong => Tried::Wrong,
        Tried::Wait(seconds) => Tried::Wait(seconds),
    };
    enrolment::stepped(unit, access, tried)
}

fn ask(
    unit: &mut Unit<'_>,
    site: &RelyingParty,
    staff: Option<StaffId>,
    wanted: Wanted,
) -> Result<PasskeyAsked, Error> {
    let mut held = Vec::new();
    if let Some(staff) = staff {
        for row in passkey::accepted_of(unit, staff)? {
            held.push(passkey::open(unit, &row)?.passkey);
        }
        if held.is_empty() {
            return Err(Error::Conflict("You have registered no passkey here"));
        }
    }
    let asked = site.ask(&held.iter().collect::<Vec<_>>()).map_err(passkey::broken)?;
    let state = State { expected: asked.state, wanted };
    let token = ceremony::begin(unit, CeremonyKind::PasskeySignIn, staff, &state)?;
    Ok(PasskeyAsked { ceremony: token.to_text(), options: asked.options.to_string().into() })
}

/// A ceremony is used up by its first answer, right or wrong: another challenge costs nothing.
fn take(unit: &mut Unit<'_>, token: &CeremonyToken) -> Result<(Option<StaffId>, State), Error> {
    ceremony::hold(unit, token)?;
    let begun = ceremony::look::<State>(unit, CeremonyKind::PasskeySignIn, token)?;
    ceremony::take(unit, &begun)?;
    Ok((begun.staff, begun.state))
}

/// Whose passkey answered what was asked; of somebody in particular, where it was asked of them.
fn try_answer(
    unit: &mut Unit<'_>,
    site: &RelyingParty,
    state: &State,
    expected: Option<StaffId>,
    given: &PasskeyAnswer,
    origin: &Origin,
) -> Result<Tried<StaffId>, Error> {
    let answer = Answer::read(given.credential.reveal()).ok();
    let found = match &answer {
        Some(answer) => passkey::find(unit, answer.id())?,
        None => None,
    };
    let owner = found.as_ref().map(|row| row.staff_id.0);
    let counters = match owner.or(expected) {
        Some(staff) => Counters::of_code(&unit.world.keys, staff, origin),
        None => Counters::of_nobody(&unit.world.keys, origin),
    };
    if let Some(seconds) = throttle::wait(unit, &counters, owner.or(expected), origin)? {
        return Ok(Tried::Wait(seconds));
    }
    if let Some((row, answer)) = found.zip(answer) {
        let is_expected = expected.is_none_or(|staff| row.staff_id.0 == staff);
        let says_so = answer.user().map_or(expected.is_some(), |user| user == row.staff_id.0.0);
        let staff = row.staff_id.0;
        if is_expected && says_so && row.suspected_at.is_none() && holds(unit, site, state, &answer, row, origin)? {
            throttle::forget(unit, &counters)?;
            return Ok(Tried::Right(staff));
        }
    }
    throttle::failed(unit, &counters)?;
    Ok(Tried::Wrong)
}

/// Whether the answer holds; it then counts. A passkey whose counter goes back is one of two: neither is accepted.
fn holds(
    unit: &mut Unit<'_>,
    site: &RelyingParty,
    state: &State,
    answer: &Answer,
    row: PasskeyRow,
    origin: &Origin,
) -> Result<bool, Error> {
    let kept = passkey::open(unit, &row)?;
    match site.answered(&state.expected, answer, &kept.passkey) {
        Ok(next) => {
            let used = PasskeyRow { used_at: Some(Instant(unit.now)), ..row };
            passkey::keep(unit, used, &passkey::Kept { passkey: next, ..kept })
        }
        Err(PasskeyError::Copied) => {
            log::warn!("a passkey's counter went back, so it is accepted no more: {}", row.id.0);
            let owner = Some(row.staff_id.0);
            sign_in::note_from(unit, "passkey_copied", owner, Outcome::RefusedSignIn, origin);
            passkey::suspect(unit, row)?;
            Ok(false)
        }
        Err(PasskeyError::Refused) => Ok(false),
        Err(PasskeyError::Broken) => Err(passkey::broken(PasskeyError::Broken)),
    }
}
