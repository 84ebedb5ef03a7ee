//! The doctor: every row opened, every headline made again and compared.

use diesel::prelude::*;
use domain::access::{Class, Doctor, Role};
use domain::addresses::Addresses;
use domain::alert::Alert;
use domain::appointment::Appointment;
use domain::break_glass::EmergencyAccess;
use domain::contact::Contact;
use domain::convictions::Convictions;
use domain::draft::Draft;
use domain::episode::Episode;
use domain::headline::{
    CaseworkHeadline, ConvictionsHeadline, HealthHeadline, IdentityHeadline, ReachHeadline, SafeguardingHeadline,
};
use domain::health::Health;
use domain::id::PersonId;
use domain::identity::Identity;
use domain::oversight::{Finding, SeenBy};
use domain::reach::Reach;
use domain::restriction::RecordRestriction;
use domain::take_on::TakeOnRequest;
use domain::tie::Declaration;
use serde::de::DeserializeOwned;

use super::{Unit, epoch, headline, person};
use crate::access::Access;
use crate::bonds::Bonds;
use crate::error::Error;
use crate::examination::{Examination, Fault, FaultKind};
use crate::noun::Noun;
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
        if opens(&person, &row).is_err() {
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

/// Open a row as what its noun says it is.
fn opens(person: &Person, row: &RecordRow) -> Result<(), Error> {
    match row.noun()? {
        Noun::Identity => opens_as::<Identity>(person, row),
        Noun::Addresses => opens_as::<Addresses>(person, row),
        Noun::Reach => opens_as::<Reach>(person, row),
        Noun::Health => opens_as::<Health>(person, row),
        Noun::Convictions => opens_as::<Convictions>(person, row),
        Noun::Contact => opens_as::<Contact>(person, row),
        Noun::Episode => opens_as::<Episode>(person, row),
        Noun::Alert | Noun::HealthAlert | Noun::SafeguardingAlert | Noun::ConvictionsAlert => {
            opens_as::<Alert>(person, row)
        }
        Noun::Appointment => opens_as::<Appointment>(person, row),
        Noun::TakeOn => opens_as::<TakeOnRequest>(person, row),
        Noun::Draft => opens_as::<Draft>(person, row),
        Noun::Restriction => opens_as::<RecordRestriction>(person, row),
        Noun::Declaration => opens_as::<Declaration>(person, row),
        Noun::Emergency => opens_as::<EmergencyAccess>(person, row),
        Noun::Finding => opens_as::<Finding>(person, row),
        Noun::SeenBy => opens_as::<SeenBy>(person, row),
        Noun::IdentityHeadline => opens_as::<IdentityHeadline>(person, row),
        Noun::ReachHeadline => opens_as::<ReachHeadline>(person, row),
        Noun::HealthHeadline => opens_as::<HealthHeadline>(person, row),
        Noun::ConvictionsHeadline => opens_as::<ConvictionsHeadline>(person, row),
        Noun::CaseworkHeadline => opens_as::<CaseworkHeadline>(person, row),
        Noun::SafeguardingHeadline => opens_as::<SafeguardingHeadline>(person, row),
    }
}

fn opens_as<T: DeserializeOwned>(person: &Person, row: &RecordRow) -> Result<(), Error> {
    person.open::<T>(row).map(drop)
}
