//! Statements that the ledger of a month was reviewed.

use chrono::NaiveDate;
use domain::Recorded;
use domain::access::{ReadStatements, StateReview};
use domain::calendar;
use domain::oversight::{Finding, Statement};

use super::super::idempotency::{Claim, claim};
use super::super::{Unit, organisation};
use super::{finding, state as ledger_state};
use crate::access::Access;
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::once::Once;

/// State that the ledger of a month was reviewed.
pub fn state(
    unit: &mut Unit<'_>,
    access: &Access<StateReview>,
    once: &Once,
    month: NaiveDate,
) -> Result<Recorded<Statement>, Error> {
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => {
            let row = organisation::find(unit, OrganisationNoun::Statement, id)?;
            organisation::note(unit, access, id, None);
            return organisation::recorded(unit, &row);
        }
    };
    let days = (month, calendar::month_of(month).1);
    let of_month = |finding: &&Finding| days.0 <= finding.day && finding.day <= days.1;
    let (open, done) = (finding::all(unit, true)?, finding::all(unit, false)?);
    let open = open.iter().filter(of_month).count();
    let all = open + done.iter().filter(of_month).count();
    let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
    let ledger = ledger_state::now(unit)?;
    let statement = Statement { month, findings: count(all), open: count(open), ledger };
    let row = organisation::insert(unit, OrganisationNoun::Statement, id, None, true, access.staff(), &statement)?;
    organisation::note(unit, access, id, Some(&row));
    organisation::recorded(unit, &row)
}

/// Every statement, the last first.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadStatements>) -> Result<Vec<Recorded<Statement>>, Error> {
    let rows = organisation::list(unit, OrganisationNoun::Statement)?;
    let statements = rows.iter().rev().map(|row| organisation::recorded(unit, row)).collect();
    unit.enter(access, access.role(), Vec::new());
    statements
}
