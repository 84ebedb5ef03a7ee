//! Services.

use domain::access::{ChangeService, ReadOrganisation};
use domain::service::Service;
use domain::{Flaw, Recorded};
use uuid::Uuid;

use super::idempotency::{Claim, claim};
use super::{Unit, organisation};
use crate::access::Access;
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::once::Once;

const NOUN: OrganisationNoun = OrganisationNoun::Service;

/// Every service.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadOrganisation>) -> Result<Vec<Recorded<Service>>, Error> {
    unit.enter(access, access.role(), Vec::new());
    let rows = organisation::list(unit, NOUN)?;
    rows.iter().map(|row| organisation::recorded(unit, row)).collect()
}

/// One service.
pub fn read(unit: &mut Unit<'_>, access: &Access<ReadOrganisation>, id: Uuid) -> Result<Recorded<Service>, Error> {
    organisation::note(unit, access, id, None);
    let row = organisation::find(unit, NOUN, id)?;
    organisation::recorded(unit, &row)
}

/// Make a service under a contract that exists.
pub fn make(
    unit: &mut Unit<'_>,
    access: &Access<ChangeService>,
    once: &Once,
    service: &Service,
) -> Result<Recorded<Service>, Error> {
    let row = match claim(unit, access, once)? {
        Claim::Again(id) => organisation::find(unit, NOUN, id)?,
        Claim::First(id) => {
            let contract = existing_contract(unit, service)?;
            organisation::insert(unit, NOUN, id, Some(contract), true, access.staff(), service)?
        }
    };
    organisation::note(unit, access, row.id.0, Some(&row));
    organisation::recorded(unit, &row)
}

/// Change a service.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeService>,
    service: &Service,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Service>, Error> {
    let old = organisation::find(unit, NOUN, id)?;
    let contract = existing_contract(unit, service)?;
    let row = organisation::revise(unit, old, version, Some(contract), true, access.staff(), service)?;
    organisation::note(unit, access, id, Some(&row));
    organisation::recorded(unit, &row)
}

fn existing_contract(unit: &mut Unit<'_>, service: &Service) -> Result<Uuid, Error> {
    match organisation::find(unit, OrganisationNoun::Contract, service.contract.0) {
        Ok(row) => Ok(row.id.0),
        Err(Error::NotFound) => Err(Error::flaw("contract", Flaw::Contradiction("Choose a contract that exists"))),
        Err(error) => Err(error),
    }
}
