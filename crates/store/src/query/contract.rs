//! Contracts.

use domain::Recorded;
use domain::access::{ChangeContract, ReadOrganisation};
use domain::contract::Contract;
use uuid::Uuid;

use super::idempotency::{Claim, claim};
use super::{Unit, organisation};
use crate::access::Access;
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::once::Once;

const NOUN: OrganisationNoun = OrganisationNoun::Contract;

/// Every contract.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadOrganisation>) -> Result<Vec<Recorded<Contract>>, Error> {
    unit.enter(access, access.role(), Vec::new());
    let rows = organisation::list(unit, NOUN)?;
    rows.iter().map(|row| organisation::recorded(unit, row)).collect()
}

/// One contract.
pub fn read(unit: &mut Unit<'_>, access: &Access<ReadOrganisation>, id: Uuid) -> Result<Recorded<Contract>, Error> {
    organisation::note(unit, access, id, None);
    let row = organisation::find(unit, NOUN, id)?;
    organisation::recorded(unit, &row)
}

/// Make a contract.
pub fn make(
    unit: &mut Unit<'_>,
    access: &Access<ChangeContract>,
    once: &Once,
    contract: &Contract,
) -> Result<Recorded<Contract>, Error> {
    let row = match claim(unit, access, once)? {
        Claim::Again(id) => organisation::find(unit, NOUN, id)?,
        Claim::First(id) => organisation::insert(unit, NOUN, id, None, true, access.staff(), contract)?,
    };
    organisation::note(unit, access, row.id.0, Some(&row));
    organisation::recorded(unit, &row)
}

/// Change a contract.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeContract>,
    contract: &Contract,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Contract>, Error> {
    let old = organisation::find(unit, NOUN, id)?;
    let row = organisation::revise(unit, old, version, None, true, access.staff(), contract)?;
    organisation::note(unit, access, id, Some(&row));
    organisation::recorded(unit, &row)
}
