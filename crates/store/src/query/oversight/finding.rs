//! Findings as they are read: those that are open, the oldest first, and one with its entries.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::Recorded;
use domain::access::ReadFindings;
use domain::headline::IdentityHeadline;
use domain::id::{FindingId, PersonId, StaffId};
use domain::oversight::{Finding, FindingView};

use super::super::{Unit, organisation, person, record, trail};
use crate::access::Access;
use crate::error::Error;
use crate::ledger::EntryRow;
use crate::noun::{Noun, OrganisationNoun};
use crate::person::Person;
use crate::row::{OrganisationRow, RecordRow};
use crate::schema::{ledger_entry, record as records};
use crate::sql::Key;

/// The most findings in a list.
const MOST: i64 = 1_000;
/// Members of staff asked for in one statement.
const BATCH: usize = 500;

/// Where a finding is kept.
pub(super) enum Place {
    /// With the person in whose record it was found.
    About(Box<Person>, Box<RecordRow>),
    /// With the organisation.
    Alone(Box<OrganisationRow>),
}

/// Findings that are open, or those that are done with, the oldest day first.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadFindings>, open: bool) -> Result<Vec<Recorded<Finding>>, Error> {
    let rows = rows(unit, open)?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person_id.0).collect();
    let people: BTreeMap<PersonId, Person> = person::open_each(unit, Some(access.staff()), &ids)?
        .into_iter()
        .filter(|person| !person.bonds.is_own)
        .map(|person| (person.id, person))
        .collect();
    let mut findings: Vec<Recorded<Finding>> = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Some(person) = people.get(&row.person_id.0) {
            findings.push(record::recorded(person, row)?);
        }
    }
    for row in organisation::list(unit, OrganisationNoun::Finding)?.iter().filter(|row| row.open == open) {
        findings.push(organisation::recorded(unit, row)?);
    }
    findings.sort_by_key(|finding| (finding.content.day, finding.id));
    unit.enter(access, access.role(), people.into_keys().collect());
    Ok(findings)
}

/// One finding, with whose record it was found in and the entries that it names.
pub fn read(unit: &mut Unit<'_>, access: &Access<ReadFindings>, id: FindingId) -> Result<Recorded<FindingView>, Error> {
    let (place, finding) = find(unit, access.staff(), id)?;
    let who = match &place {
        Place::About(person, _) => {
            let row = record::single(unit, person.id, Noun::IdentityHeadline)?;
            Some(person.open::<IdentityHeadline>(&row)?)
        }
        Place::Alone(_) => None,
    };
    let entries: Vec<EntryRow> = ledger_entry::table
        .filter(ledger_entry::id.eq_any(finding.content.entries.iter().copied().map(Key)))
        .order(ledger_entry::id.asc())
        .select(EntryRow::as_select())
        .load(unit.conn)?;
    let names = trail::names(unit, &entries)?;
    let trail = entries.into_iter().map(|row| trail::entry(row, &names)).collect();
    let subjects = finding.content.person.into_iter().collect();
    unit.enter(access, access.role(), subjects).row.record_id = Some(Key(id.0));
    Ok(finding.map(|finding| FindingView { finding, who, trail }))
}

/// Every finding that is open or done with, for a unit that counts them.
pub(super) fn all(unit: &mut Unit<'_>, open: bool) -> Result<Vec<Finding>, Error> {
    let rows = rows(unit, open)?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person_id.0).collect();
    let people: BTreeMap<PersonId, Person> =
        person::admit_operator(unit, &ids)?.into_iter().map(|person| (person.id, person)).collect();
    let opened = rows.iter().filter_map(|row| people.get(&row.person_id.0).map(|person| person.open(row)));
    let mut findings = opened.collect::<Result<Vec<Finding>, Error>>()?;
    for row in organisation::list(unit, OrganisationNoun::Finding)?.iter().filter(|row| row.open == open) {
        findings.push(organisation::open(unit, row)?);
    }
    Ok(findings)
}

/// A finding by its id, wherever it is kept.
pub(super) fn find(unit: &mut Unit<'_>, by: StaffId, id: FindingId) -> Result<(Place, Recorded<Finding>), Error> {
    if let Some(row) = record::by_id(unit, Noun::Finding, id.0)? {
        let person = person::open_each(unit, Some(by), &[row.person_id.0])?.pop();
        let person = person.filter(|person| !person.bonds.is_own).ok_or(Error::NotFound)?;
        let finding = record::recorded(&person, &row)?;
        return Ok((Place::About(Box::new(person), Box::new(row)), finding));
    }
    let row = organisation::find(unit, OrganisationNoun::Finding, id.0)?;
    let finding = organisation::recorded(unit, &row)?;
    Ok((Place::Alone(Box::new(row)), finding))
}

/// Rows of findings about people: by whose day they are of, which an index knows.
fn rows(unit: &mut Unit<'_>, open: bool) -> Result<Vec<RecordRow>, Error> {
    let staff: Vec<Key<StaffId>> =
        organisation::list(unit, OrganisationNoun::Staff)?.iter().map(|row| Key(StaffId(row.id.0))).collect();
    let mut rows = Vec::new();
    for batch in staff.chunks(BATCH) {
        rows.extend(
            records::table
                .filter(records::staff_id.eq_any(batch.to_vec()))
                .filter(records::noun.eq(Noun::Finding.number()))
                .filter(records::open.eq(open))
                .order(records::happened_at.asc())
                .limit(MOST)
                .select(RecordRow::as_select())
                .load::<RecordRow>(unit.conn)?,
        );
    }
    Ok(rows)
}
