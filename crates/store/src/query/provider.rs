//! Signing in at the organisation's identity provider: whom it names, and whether that is somebody taken on here.

use diesel::prelude::*;
use domain::Private;
use domain::id::StaffId;
use domain::sign_in::Origin;
use domain::staff::StaffMember;
use vault::HashPurpose;

use super::{Unit, ceremony, organisation, sign_in, throttle};
use crate::ceremony::{CeremonyKind, CeremonyToken};
use crate::error::Error;
use crate::ledger::Outcome;
use crate::noun::OrganisationNoun;
use crate::row::ProviderLinkRow;
use crate::schema::provider_link;
use crate::sign_in::{Next, ProviderSignIn, ProvidersWord, Tried};
use crate::sql::{Instant, Key};
use crate::tag::Tagged;
use crate::throttle::Counters;

/// Begin a sign-in there.
pub fn begin(unit: &mut Unit<'_>, under_way: &ProviderSignIn) -> Result<CeremonyToken, Error> {
    ceremony::begin(unit, CeremonyKind::Oidc, None, under_way)
}

/// What belongs to a sign-in that comes back, which is then used up, whatever becomes of it.
pub fn take(unit: &mut Unit<'_>, token: &CeremonyToken) -> Result<ProviderSignIn, Error> {
    ceremony::hold(unit, token)?;
    let begun = ceremony::look::<ProviderSignIn>(unit, CeremonyKind::Oidc, token)?;
    ceremony::take(unit, &begun)?;
    Ok(begun.state)
}

/// Note that a sign-in came back and did not hold.
pub fn refused(unit: &mut Unit<'_>, origin: &Origin) -> Result<(), Error> {
    let counters = Counters::of_nobody(&unit.world.keys, origin);
    throttle::failed(unit, &counters)?;
    sign_in::note_from(unit, "provider_sign_in", None, Outcome::RefusedSignIn, origin);
    Ok(())
}

/// Go on with whom the provider names, if an administrator has taken them on: nobody is made by signing in.
pub fn sign_in(unit: &mut Unit<'_>, word: &ProvidersWord, origin: &Origin) -> Result<Tried<Next>, Error> {
    let counters = Counters::of_nobody(&unit.world.keys, origin);
    if let Some(seconds) = throttle::wait(unit, &counters, None, origin)? {
        return Ok(Tried::Wait(seconds));
    }
    let known = match linked(unit, word)? {
        Some(staff) => Some(staff),
        None => link(unit, word, origin)?,
    };
    let Some(staff) = known else {
        refused(unit, origin)?;
        return Ok(Tried::Wrong);
    };
    if !sign_in::works(unit, staff)? {
        throttle::failed(unit, &counters)?;
        sign_in::note_from(unit, "provider_sign_in", Some(staff), Outcome::RefusedSignIn, origin);
        return Ok(Tried::Wrong);
    }
    sign_in::note_from(unit, "provider_sign_in", Some(staff), Outcome::Done, origin);
    if word.showed_second_factor {
        let begun = sign_in::begin(unit, staff, origin, sign_in::Shown::SecondFactor)?;
        return Ok(Tried::Right(Next::SignedIn(begun)));
    }
    sign_in::go_on(unit, staff, origin).map(Tried::Right)
}

fn linked(unit: &mut Unit<'_>, word: &ProvidersWord) -> Result<Option<StaffId>, Error> {
    let found: Option<ProviderLinkRow> =
        provider_link::table.find(hash(unit, word)).select(ProviderLinkRow::as_select()).first(unit.conn).optional()?;
    Ok(found.map(|row| row.untampered(&unit.world.keys)).transpose()?.map(|row| row.staff_id.0))
}

/// Match somebody who comes for the first time; from then on their subject alone counts. Whoever is somebody else's
/// already is not matched a second time: an address that was given to a successor leads to nobody.
fn link(unit: &mut Unit<'_>, word: &ProvidersWord, origin: &Origin) -> Result<Option<StaffId>, Error> {
    let Some(staff) = matched(unit, word)? else { return Ok(None) };
    let held = provider_link::table.filter(provider_link::staff_id.eq(Key(staff)));
    if diesel::select(diesel::dsl::exists(held)).get_result::<bool>(unit.conn)? {
        return Ok(None);
    }
    let row = ProviderLinkRow {
        subject_hash: hash(unit, word),
        staff_id: Key(staff),
        linked_at: Instant(unit.now),
        tag: Vec::new(),
    };
    diesel::insert_into(provider_link::table).values(row.tagged(&unit.world.keys)).execute(unit.conn)?;
    sign_in::note_from(unit, "provider_linked", Some(staff), Outcome::Done, origin);
    Ok(Some(staff))
}

/// By their address at work, or by the name that they sign in with; only if it is one person's.
fn matched(unit: &mut Unit<'_>, word: &ProvidersWord) -> Result<Option<StaffId>, Error> {
    let Some(member) = &word.member else { return Ok(None) };
    let mut found = Vec::new();
    for row in organisation::list(unit, OrganisationNoun::Staff)? {
        let staff: StaffMember = organisation::open(unit, &row)?;
        if is_called(&staff, member) {
            found.push(StaffId(row.id.0));
        }
    }
    Ok(match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

fn is_called(staff: &StaffMember, member: &Private<String>) -> bool {
    let member = member.reveal().as_str();
    let by_email = staff.work_email.as_ref().is_some_and(|email| email.reveal().as_str().eq_ignore_ascii_case(member));
    by_email || staff.sign_in_name.reveal().as_str().eq_ignore_ascii_case(member)
}

fn hash(unit: &Unit<'_>, word: &ProvidersWord) -> Vec<u8> {
    let parts: [&[u8]; 3] = [b"provider", word.issuer.as_bytes(), word.subject.reveal().as_bytes()];
    unit.world.keys.keyed_hash(HashPurpose::Credential, &parts).to_vec()
}
