//! The doctor: every row opened, every headline made again and compared.

use diesel::prelude::*;
use domain::access::{Class, Doctor, Role};
use domain::id::PersonId;

use super::{Unit, epoch, headline, person};
use crate::access::Access;
use crate::bonds::Bonds;
use crate::error::Error;
use crate::examination::{Examination, Fault, FaultKind};
use crate::kept;
use crate::person::Person;
use crate::row::{RecordRow, RevisionRow};
use crate::schema::{record, revision};
use crate::sql::Key;

/// Everybody's id, in order, after one. It names nobody and opens nothing, so it leaves no entry.
pub fn people_after(
    unit: &mut Unit<'_>,
    _access: &Access<Doctor>,
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<PersonId>, Error> {
    epoch::people_after(unit.conn, after, limit)
}

/// Open everything of these people, and say what is wrong. Whoever is no more by now is left out.
pub fn examine(unit: &mut Unit<'_>, access: &Access<Doctor>, people: &[PersonId]) -> Result<Examination, Error> {
    let mut found = Examination::default();
    for who in people {
        examine_one(unit, *who, &mut found)?;
    }
    unit.enter(access, Some(Role::Operator), people.to_vec());
    Ok(found)
}

fn examine_one(unit: &mut Unit<'_>, who: PersonId, found: &mut Examination) -> Result<(), Error> {
    let Some(row) = person::find(unit, who)? else { return Ok(()) };
    found.people += 1;
    let is_registered = row.registered;
    let person = match person::opened(unit, &row, Role::Operator, Bonds::default()) {
        Ok(person) => person,
        Err(Error::Keys(_)) => {
            found.faults.push(Fault { person: who, class: None, kind: FaultKind::Key });
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let before = found.faults.len();
    for row in every_version(unit, who)? {
        found.rows += 1;
        if kept::content(&person, &row).is_err() {
            let kind = FaultKind::Row { record: row.id.0, version: row.version() };
            found.faults.push(Fault { person: who, class: class_of(&row), kind });
        }
    }
    // What does not open has been said; a headline cannot be made from it.
    if is_registered && found.faults.len() == before {
        compare_headlines(unit, &person, found)?;
    }
    Ok(())
}

fn compare_headlines(unit: &mut Unit<'_>, person: &Person, found: &mut Examination) -> Result<(), Error> {
    let fault = |class, kind| Fault { person: person.id, class, kind };
    match headline::differing(unit, person) {
        Ok(classes) => {
            found.faults.extend(classes.into_iter().map(|class| fault(Some(class), FaultKind::Headline)));
            Ok(())
        }
        Err(Error::NotFound) => {
            found.faults.push(fault(None, FaultKind::Missing));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

fn every_version(unit: &mut Unit<'_>, who: PersonId) -> Result<Vec<RecordRow>, Error> {
    let mut rows: Vec<RecordRow> =
        record::table.filter(record::person_id.eq(Key(who))).select(RecordRow::as_select()).load(unit.conn)?;
    let earlier: Vec<RevisionRow> =
        revision::table.filter(revision::person_id.eq(Key(who))).select(RevisionRow::as_select()).load(unit.conn)?;
    rows.extend(earlier.into_iter().map(RevisionRow::into_record));
    Ok(rows)
}

fn class_of(row: &RecordRow) -> Option<Class> {
    u8::try_from(row.class).ok().and_then(Class::from_number)
}
