//! Findings, kept once each however often a day is looked through.

use std::collections::BTreeMap;

use domain::access::Operation;
use domain::calendar;
use domain::id::{PersonId, StaffId};
use domain::oversight::Finding;
use uuid::Uuid;
use vault::{HashPurpose, Keys};

use super::super::{Unit, organisation, person, record};
use crate::access::Access;
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::person::Person;
use crate::row::Clear;
use crate::sql::Instant;

/// Keep findings that are new, and let those that nobody has reviewed yet name what has come since. How many are new.
pub fn keep<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, findings: &[Finding]) -> Result<u32, Error> {
    let ids: Vec<PersonId> = findings.iter().filter_map(|finding| finding.person).collect();
    let people: BTreeMap<PersonId, Person> =
        person::admit_operator(unit, &ids)?.into_iter().map(|person| (person.id, person)).collect();
    let (mut new, mut subjects) = (0, Vec::new());
    for finding in findings {
        let id = natural_id(&unit.world.keys, finding);
        let is_new = match finding.person {
            // Somebody who is no more takes what was found about them along.
            Some(person) => match people.get(&person) {
                Some(person) => keep_about(unit, person, id, access.staff(), finding)?,
                None => continue,
            },
            None => keep_alone(unit, id, access.staff(), finding)?,
        };
        if is_new {
            new += 1;
            subjects.extend(finding.person);
        }
    }
    subjects.sort_unstable();
    subjects.dedup();
    unit.enter(access, access.role(), subjects);
    Ok(new)
}

fn keep_about(unit: &mut Unit<'_>, about: &Person, id: Uuid, by: StaffId, finding: &Finding) -> Result<bool, Error> {
    let Some(row) = record::by_id(unit, Noun::Finding, id)? else {
        record::insert(unit, about, Noun::Finding, id, clear(finding), by, finding)?;
        return Ok(true);
    };
    let before: Finding = about.open(&row)?;
    if before.review.is_none() && before.count != finding.count {
        record::replace(unit, about, &row, clear(finding), by, finding)?;
    }
    Ok(false)
}

fn keep_alone(unit: &mut Unit<'_>, id: Uuid, by: StaffId, finding: &Finding) -> Result<bool, Error> {
    let staff = Some(finding.staff.0);
    match organisation::find(unit, OrganisationNoun::Finding, id) {
        Err(Error::NotFound) => {
            organisation::insert(unit, OrganisationNoun::Finding, id, staff, true, by, finding)?;
            Ok(true)
        }
        Err(error) => Err(error),
        Ok(row) => {
            let before: Finding = organisation::open(unit, &row)?;
            if before.review.is_none() && before.count != finding.count {
                let version = row.version.cast_unsigned();
                organisation::revise(unit, row, version, staff, true, by, finding)?;
            }
            Ok(false)
        }
    }
}

/// The clear columns of a finding: its day, whose day, whether it is open.
pub(super) fn clear(finding: &Finding) -> Clear {
    Clear {
        happened_at: Instant(calendar::day_start(finding.day)),
        service: None,
        staff: Some(finding.staff),
        open: finding.is_open(),
    }
}

/// The id of a finding, by what it is of, so that the same is never kept twice. It is keyed: whoever has the
/// database alone cannot try which pattern it is of.
fn natural_id(keys: &Keys, finding: &Finding) -> Uuid {
    let person = finding.person.map(|person| person.0.into_bytes()).unwrap_or_default();
    let day = finding.day.to_string();
    let parts: [&[u8]; 5] =
        [b"finding", &[finding.pattern.number()], finding.staff.0.as_bytes(), &person, day.as_bytes()];
    let hash = keys.keyed_hash(HashPurpose::RowTag, &parts);
    let half = hash.first_chunk::<16>().copied().unwrap_or_default();
    uuid::Builder::from_custom_bytes(half).into_uuid()
}
