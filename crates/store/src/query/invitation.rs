//! One-time links: made by an administrator, followed by whom they are for.

use domain::Private;
use domain::access::{InviteStaff, RemoveFactors};
use domain::id::StaffId;
use domain::sign_in::{InvitationKind, Origin};
use domain::staff::StaffMember;

use super::{Unit, ceremony, factor, organisation, own_sign_in, session, sign_in};
use crate::access::Access;
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::ledger::Outcome;
use crate::noun::OrganisationNoun;
use crate::sign_in::{Invited, Next};
use crate::sql::Key;

/// Make a link for somebody: an invitation until they have chosen a password, then a reset. Those of before end.
pub fn invite(unit: &mut Unit<'_>, access: &Access<InviteStaff>, staff: StaffId) -> Result<Invited, Error> {
    let row = organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    let (kind, ceremony_kind) = match organisation::password_of(unit, staff)? {
        Some(_) => (InvitationKind::Reset, CeremonyKind::Reset),
        None => (InvitationKind::Invitation, CeremonyKind::Invitation),
    };
    ceremony::end_all(unit, staff)?;
    let token = ceremony::begin(unit, ceremony_kind, Some(staff), &())?;
    unit.enter(access, access.role(), Vec::new()).row.record_id = Some(Key(staff.0));
    Ok(Invited { token, kind, expires_at: unit.now + kind.holds(), work_email: member.work_email })
}

/// The names that the password of whoever follows a link may not have in it.
pub fn look(unit: &mut Unit<'_>, token: &CeremonyToken) -> Result<Vec<Private<String>>, Error> {
    let staff = of(unit, token)?.staff()?;
    own_sign_in::names_of(unit, staff)
}

/// Keep the password that whoever followed a link has chosen, end every session of before, and go on as after any
/// right password: the second factor stays what it was.
pub fn accept(unit: &mut Unit<'_>, token: &CeremonyToken, phc: &str, origin: &Origin) -> Result<Next, Error> {
    let invitation = of(unit, token)?;
    let staff = invitation.staff()?;
    ceremony::take(unit, &invitation)?;
    ceremony::end_all(unit, staff)?;
    organisation::set_password(unit, staff, phc)?;
    session::end_all(unit, staff)?;
    sign_in::note(unit, "accept_invitation", Some(staff), None, Outcome::Done).origin = Some(origin.network.clone());
    sign_in::go_on(unit, staff, origin)
}

/// Take away everything that somebody has enrolled, and their password with it, or whoever knows that could enrol
/// factors of their own; a new link lets them in again.
pub fn remove_factors(unit: &mut Unit<'_>, access: &Access<RemoveFactors>, staff: StaffId) -> Result<(), Error> {
    organisation::find(unit, OrganisationNoun::Staff, staff.0)?;
    factor::remove_all(unit, staff)?;
    organisation::set_password(unit, staff, "")?;
    ceremony::end_all(unit, staff)?;
    session::end_all(unit, staff)?;
    unit.enter(access, access.role(), Vec::new()).row.record_id = Some(Key(staff.0));
    Ok(())
}

fn of(unit: &mut Unit<'_>, token: &CeremonyToken) -> Result<ceremony::Ceremony<()>, Error> {
    match ceremony::look(unit, CeremonyKind::Invitation, token) {
        Err(Error::CeremonyOver) => ceremony::look(unit, CeremonyKind::Reset, token),
        found => found,
    }
}
