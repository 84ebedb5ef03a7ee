//! Caseloads: the people whom a service works with now, from their headlines.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::access::{ReadCaseload, Refusal};
use domain::caseload::{Caseload, CaseloadOrder};
use domain::id::{PersonId, ServiceId, StaffId};

use super::{Unit, headline, person};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::schema::record as records;
use crate::sql::Key;

/// The caseload of a service of the caller's, or of one key worker in it. Without a service it is the one
/// in which the caller has held a role the longest.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadCaseload>,
    service: Option<ServiceId>,
    worker: Option<StaffId>,
    order: CaseloadOrder,
) -> Result<Caseload, Error> {
    let services = access.services();
    let Some(service) = service.or_else(|| services.first().copied()).filter(|service| services.contains(service))
    else {
        return Err(unit.refuse(access, Refusal::Ground, None, service));
    };
    let ids = with_open_episode(unit, service, worker)?;
    let people = person::admit_each(unit, access, &ids)?;
    let headlines = headline::read_within(unit, access, &people)?;
    let caseload = Caseload::of(service, worker, &headlines, order, unit.now);
    let subjects: BTreeSet<PersonId> = caseload.rows.iter().map(|row| row.person).collect();
    let entry = unit.enter(access, access.role(), subjects.into_iter().collect());
    entry.row.service_id = Some(Key(service));
    Ok(caseload)
}

fn with_open_episode(unit: &mut Unit<'_>, service: ServiceId, worker: Option<StaffId>) -> Result<Vec<PersonId>, Error> {
    let mut found = records::table
        .filter(records::service_id.eq(Key(service)))
        .filter(records::noun.eq(Noun::Episode.number()))
        .filter(records::open.eq(true))
        .select(records::person_id)
        .distinct()
        .into_boxed();
    if let Some(worker) = worker {
        found = found.filter(records::staff_id.eq(Key(worker)));
    }
    let ids: Vec<Key<PersonId>> = found.load(unit.conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}
