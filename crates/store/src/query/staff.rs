//! Staff: who they are, how they sign in, which roles they hold.

use domain::access::{AddStaff, ChangeMembership, ChangeStaff, ReadOrganisation};
use domain::id::{MembershipId, ServiceId, StaffId};
use domain::instant::london_day;
use domain::staff::{Colleague, Membership, StaffMember};
use domain::{Flaw, Recorded, calendar};
use uuid::Uuid;
use vault::HashPurpose;

use super::idempotency::{Claim, claim};
use super::{Unit, membership, organisation, session};
use crate::access::Access;
use crate::error::Error;
use crate::ledger::{role_number, role_of};
use crate::noun::OrganisationNoun;
use crate::once::Once;
use crate::row::MembershipRow;
use crate::sql::{Instant, Key, keyed, plain};

const NOUN: OrganisationNoun = OrganisationNoun::Staff;

/// Everybody as colleagues read them.
pub fn colleagues(unit: &mut Unit<'_>, access: &Access<ReadOrganisation>) -> Result<Vec<Colleague>, Error> {
    unit.enter(access, access.role(), Vec::new());
    let today = london_day(unit.now);
    let memberships: Vec<Membership> = membership::list(unit.conn, None)?.iter().filter_map(of_row).collect();
    let rows = organisation::list(unit, NOUN)?;
    let colleague = |row| {
        let member: StaffMember = organisation::open(unit, row)?;
        let id = StaffId(row.id.0);
        let held = memberships.iter().filter(|held| held.staff == id);
        let services: Vec<ServiceId> = held.filter_map(|held| held.standing_on(today)?.service).collect();
        let has_left = member.left_on.is_some_and(|last| last < today);
        let StaffMember { name, job_title, work_phone, .. } = member;
        Ok(Colleague { id, name, job_title, work_phone, services, has_left })
    };
    rows.iter().map(colleague).collect()
}

/// Everybody as the administrator keeps them.
pub fn list(unit: &mut Unit<'_>, access: &Access<ChangeStaff>) -> Result<Vec<Recorded<StaffMember>>, Error> {
    unit.enter(access, access.role(), Vec::new());
    let rows = organisation::list(unit, NOUN)?;
    rows.iter().map(|row| organisation::recorded(unit, row)).collect()
}

/// One member of staff.
pub fn read(unit: &mut Unit<'_>, access: &Access<ChangeStaff>, id: Uuid) -> Result<Recorded<StaffMember>, Error> {
    organisation::note(unit, access, id, None);
    let row = organisation::find(unit, NOUN, id)?;
    organisation::recorded(unit, &row)
}

/// Take on a member of staff, who chooses a password by a one-time link.
pub fn take_on(
    unit: &mut Unit<'_>,
    access: &Access<ChangeStaff>,
    once: &Once,
    member: &StaffMember,
) -> Result<Recorded<StaffMember>, Error> {
    let row = match claim(unit, access, once)? {
        Claim::Again(id) => organisation::find(unit, NOUN, id)?,
        Claim::First(id) => {
            let row = organisation::insert(unit, NOUN, id, None, true, access.staff(), member)?;
            set_sign_in(unit, StaffId(id), member, "")?;
            row
        }
    };
    organisation::note(unit, access, row.id.0, Some(&row));
    organisation::recorded(unit, &row)
}

/// Add a member of staff at the command line, with roles: the first administrator, or a demonstration's.
pub fn add(
    unit: &mut Unit<'_>,
    access: &Access<AddStaff>,
    member: &StaffMember,
    phc: &str,
    roles: &[domain::access::Standing],
) -> Result<StaffId, Error> {
    let id = unit.new_id();
    let row = organisation::insert(unit, NOUN, id, None, true, access.staff(), member)?;
    set_sign_in(unit, StaffId(id), member, phc)?;
    for held in roles {
        let membership = MembershipRow {
            id: Key(MembershipId(unit.new_id())),
            staff_id: Key(StaffId(id)),
            service_id: keyed(held.service),
            role: role_number(held.role),
            since: calendar::day_start(member.started_on).into(),
            until: None,
            tag: Vec::new(),
        };
        membership::insert(unit, membership)?;
    }
    organisation::note(unit, access, id, Some(&row));
    Ok(StaffId(id))
}

/// Change a member of staff; whoever has left is signed out at once.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeStaff>,
    member: &StaffMember,
    id: Uuid,
    version: u32,
) -> Result<Recorded<StaffMember>, Error> {
    let old = organisation::find(unit, NOUN, id)?;
    let before: StaffMember = organisation::open(unit, &old)?;
    if before.sign_in_name != member.sign_in_name {
        let hash = name_hash(unit, member);
        refuse_taken(unit, &hash, StaffId(id))?;
        organisation::rename_credential(unit, StaffId(id), &hash)?;
    }
    let works = member.works_on(london_day(unit.now));
    organisation::set_active(unit, StaffId(id), has_not_left(unit, member))?;
    if !works {
        session::end_all(unit, StaffId(id))?;
    }
    let row = organisation::revise(unit, old, version, None, works, access.staff(), member)?;
    organisation::note(unit, access, id, Some(&row));
    organisation::recorded(unit, &row)
}

/// The roles that a member of staff holds or held.
pub fn memberships(
    unit: &mut Unit<'_>,
    access: &Access<ChangeStaff>,
    staff: StaffId,
) -> Result<Vec<(MembershipId, Membership)>, Error> {
    // Whoever was never taken on is not somebody without a role.
    organisation::find(unit, NOUN, staff.0)?;
    organisation::note(unit, access, staff.0, None);
    let rows = membership::list(unit.conn, Some(staff))?;
    Ok(rows.iter().filter_map(|row| Some((row.id.0, of_row(row)?))).collect())
}

/// Give a role.
pub fn give_role(
    unit: &mut Unit<'_>,
    access: &Access<ChangeMembership>,
    once: &Once,
    given: &Membership,
) -> Result<MembershipId, Error> {
    let id = match claim(unit, access, once)? {
        Claim::Again(id) => return Ok(MembershipId(id)),
        Claim::First(id) => MembershipId(id),
    };
    exists(unit, NOUN, given.staff.0, "staff", "Choose a member of staff who exists")?;
    if let Some(service) = given.service {
        exists(unit, OrganisationNoun::Service, service.0, "service", "Choose a service that exists")?;
    }
    membership::insert(unit, row_of(id, given))?;
    organisation::note(unit, access, id.0, None);
    Ok(id)
}

/// End a role after its last day.
pub fn end_role(
    unit: &mut Unit<'_>,
    access: &Access<ChangeMembership>,
    id: MembershipId,
    last: chrono::NaiveDate,
) -> Result<Membership, Error> {
    let until = Instant(calendar::day_start(calendar::days_after(last, 1)));
    let given = membership::find(unit, id)?;
    if given.since >= until {
        return Err(Error::flaw("to", Flaw::EndBeforeStart));
    }
    let row = membership::end(unit, given, until)?;
    organisation::note(unit, access, id.0, None);
    of_row(&row).ok_or(Error::NotFound)
}

/// Refuse somebody who is no member of staff.
pub fn member_exists(unit: &mut Unit<'_>, id: StaffId) -> Result<(), Error> {
    exists(unit, NOUN, id.0, "staff", "Choose members of staff who exist")
}

fn exists(
    unit: &mut Unit<'_>,
    noun: OrganisationNoun,
    id: Uuid,
    field: &str,
    right: &'static str,
) -> Result<(), Error> {
    match organisation::find(unit, noun, id) {
        Ok(_) => Ok(()),
        Err(Error::NotFound) => Err(Error::flaw(field, Flaw::Contradiction(right))),
        Err(error) => Err(error),
    }
}

pub fn set_sign_in(unit: &mut Unit<'_>, staff: StaffId, member: &StaffMember, phc: &str) -> Result<(), Error> {
    let hash = name_hash(unit, member);
    refuse_taken(unit, &hash, staff)?;
    let active = has_not_left(unit, member);
    organisation::set_credential(unit, staff, &hash, phc, active)
}

/// Whether a sign-in may hold: nobody edits somebody's row on their first day, so that it has come is asked at sign-in.
fn has_not_left(unit: &Unit<'_>, member: &StaffMember) -> bool {
    member.left_on.is_none_or(|last| london_day(unit.now) <= last)
}

fn refuse_taken(unit: &mut Unit<'_>, hash: &[u8], staff: StaffId) -> Result<(), Error> {
    if organisation::name_taken(unit, hash, staff)? {
        return Err(Error::flaw("sign_in_name", Flaw::Contradiction("Choose another name: this one is taken")));
    }
    Ok(())
}

fn name_hash(unit: &Unit<'_>, member: &StaffMember) -> [u8; 32] {
    let name = member.sign_in_name.reveal().as_str().as_bytes();
    unit.world.keys.keyed_hash(HashPurpose::SignInName, &[name])
}

fn row_of(id: MembershipId, given: &Membership) -> MembershipRow {
    let end = |last| Instant(calendar::day_start(calendar::days_after(last, 1)));
    MembershipRow {
        id: Key(id),
        staff_id: Key(given.staff),
        service_id: keyed(given.service),
        role: role_number(given.role),
        since: calendar::day_start(given.from).into(),
        until: given.to.map(end),
        tag: Vec::new(),
    }
}

fn of_row(row: &MembershipRow) -> Option<Membership> {
    Some(Membership {
        staff: row.staff_id.0,
        service: plain(row.service_id),
        role: role_of(row.role)?,
        from: london_day(row.since.0),
        to: row.until.and_then(|end| london_day(end.0).pred_opt()),
    })
}
