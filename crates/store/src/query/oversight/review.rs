//! What came of a look: a review, and the second person's signature under a breach.

use domain::access::{Operation, ReviewFinding, SignOffFinding};
use domain::id::{FindingId, StaffId};
use domain::oversight::{Finding, ReviewForm, SignOffForm};
use domain::{Flaws, Recorded};

use super::super::idempotency::{Claim, claim};
use super::super::{Unit, organisation, record};
use super::finding::{Place, find};
use super::keep;
use crate::access::Access;
use crate::error::Error;
use crate::once::Once;

/// Say what a finding turned out to be.
pub fn review(
    unit: &mut Unit<'_>,
    access: &Access<ReviewFinding>,
    once: &Once,
    form: &ReviewForm,
    id: FindingId,
    version: u32,
) -> Result<Recorded<Finding>, Error> {
    let (by, now) = (access.staff(), unit.now);
    change(unit, access, once, id, version, |finding| form.check(finding, by, now))
}

/// Sign off a breach.
pub fn sign_off(
    unit: &mut Unit<'_>,
    access: &Access<SignOffFinding>,
    once: &Once,
    form: &SignOffForm,
    id: FindingId,
    version: u32,
) -> Result<Recorded<Finding>, Error> {
    let (by, now) = (access.staff(), unit.now);
    change(unit, access, once, id, version, |finding| form.check(finding, by, now))
}

fn change<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    once: &Once,
    id: FindingId,
    version: u32,
    check: impl Fn(&Finding) -> Result<Finding, Flaws>,
) -> Result<Recorded<Finding>, Error> {
    let by: StaffId = access.staff();
    let (place, before) = find(unit, by, id)?;
    if let Claim::Again(_) = claim(unit, access, &Once { record: Some(id.0), ..once.clone() })? {
        let subjects = before.content.person.into_iter().collect();
        unit.enter(access, access.role(), subjects).row.record_id = Some(crate::sql::Key(id.0));
        return Ok(before);
    }
    match place {
        Place::About(mut person, row) => {
            // Whose record it is of was opened for the ledger's sake; who changes it does so in a role of their own.
            person.role = access.role().ok_or(Error::Forbidden)?;
            let row = record::expected(*row, version)?;
            let after = check(&before.content)?;
            let row = record::revise(unit, &person, row, version, keep::clear(&after), by, &after)?;
            record::note(unit, access, &person, &row);
            record::recorded(&person, &row)
        }
        Place::Alone(row) => {
            if row.version.cast_unsigned() != version {
                return Err(row.stale());
            }
            let after = check(&before.content)?;
            let parent = Some(after.staff.0);
            let row = organisation::revise(unit, *row, version, parent, after.is_open(), by, &after)?;
            organisation::note(unit, access, row.id.0, Some(&row));
            organisation::recorded(unit, &row)
        }
    }
}
