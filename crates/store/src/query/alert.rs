//! Alerts: raised, changed, ended, each among those of its kind's class.

use domain::access::{ChangeAlert, Operation, ReadAlerts};
use domain::alert::{Alert, AlertForm, EndForm, class_of};
use domain::calendar::day_start;
use domain::id::{PersonId, StaffId};
use domain::{Against, Recorded};
use uuid::Uuid;

use super::idempotency::{Claim, claim, is_repeated};
use super::{Unit, headline, part, person, record};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::person::Person;
use crate::row::{Clear, RecordRow};

/// The nouns of alerts, one for each class that has any.
const NOUNS: &[Noun] = &[Noun::Alert, Noun::HealthAlert, Noun::SafeguardingAlert, Noun::ConvictionsAlert];

/// Every alert: those that nobody has ended first, danger first.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadAlerts>, who: PersonId) -> Result<Vec<Recorded<Alert>>, Error> {
    let person = person::admit(unit, access, who)?;
    let rows = record::several(unit, who, NOUNS)?;
    unit.enter(access, Some(person.role), vec![who]);
    let mut alerts: Vec<Recorded<Alert>> =
        rows.iter().map(|row| record::recorded(&person, row)).collect::<Result<_, _>>()?;
    alerts.sort_by(|a, b| {
        let ended = |alert: &Recorded<Alert>| alert.content.ended_on.is_some();
        ended(a).cmp(&ended(b)).then_with(|| a.content.order(&b.content)).then_with(|| a.id.cmp(&b.id))
    });
    Ok(alerts)
}

/// Raise an alert.
pub fn raise(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAlert>,
    once: &Once,
    alert: &Alert,
    who: PersonId,
) -> Result<Recorded<Alert>, Error> {
    let person = person::admit(unit, access, who)?;
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => return again(unit, access, &person, id),
    };
    part::not_before_birth(unit, &person, "since", alert.since)?;
    let noun = Noun::alert_of(class_of(&alert.kind, &unit.world.lists));
    let row = record::insert(unit, &person, noun, id, clear(alert, access.staff()), access.staff(), alert)?;
    written(unit, access, &person, &row)
}

/// Change an alert; a change never moves it to another class.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAlert>,
    form: &AlertForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Alert>, Error> {
    let person = person::admit(unit, access, who)?;
    let old = record::expected(find(unit, who, id)?, version)?;
    let before: Alert = person.open(&old)?;
    let after = form.check_change(&before, &Against { lists: &unit.world.lists, now: unit.now })?;
    part::not_before_birth(unit, &person, "since", after.since)?;
    let clear = clear(&after, raised_by(&old));
    let row = record::revise(unit, &person, old, version, clear, access.staff(), &after)?;
    written(unit, access, &person, &row)
}

/// End an alert.
pub fn end(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAlert>,
    once: &Once,
    form: &EndForm,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Alert>, Error> {
    let person = person::admit(unit, access, who)?;
    if is_repeated(unit, access, once, id)? {
        return again(unit, access, &person, id);
    }
    let old = record::expected(find(unit, who, id)?, version)?;
    let before: Alert = person.open(&old)?;
    let after = form.check(&before, &Against { lists: &unit.world.lists, now: unit.now })?;
    let clear = clear(&after, raised_by(&old));
    let row = record::revise(unit, &person, old, version, clear, access.staff(), &after)?;
    written(unit, access, &person, &row)
}

/// Every version of an alert, newest first.
pub fn history(
    unit: &mut Unit<'_>,
    access: &Access<ReadAlerts>,
    who: PersonId,
    id: Uuid,
) -> Result<Vec<Recorded<Alert>>, Error> {
    let person = person::admit(unit, access, who)?;
    let present = find(unit, who, id)?;
    seen(unit, access, &person, &present);
    let rows = record::history(unit, present)?;
    rows.iter().map(|row| record::recorded(&person, row)).collect()
}

/// An alert's clear columns: since when it holds, who raised it, and whether somebody ended it.
pub fn clear(alert: &Alert, raised_by: StaffId) -> Clear {
    let at = Clear::at(day_start(alert.since).into());
    Clear { staff: Some(raised_by), open: alert.ended_on.is_none(), ..at }
}

/// Who raised an alert; where its row does not say so, whoever recorded this version.
pub fn raised_by(row: &RecordRow) -> StaffId {
    row.staff_id.map_or(row.recorded_by.0, |by| by.0)
}

/// An alert of whichever class; a person has few.
fn find(unit: &mut Unit<'_>, who: PersonId, id: Uuid) -> Result<RecordRow, Error> {
    record::several(unit, who, NOUNS)?.into_iter().find(|row| row.id.0 == id).ok_or(Error::NotFound)
}

/// What follows every change of an alert.
fn written(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAlert>,
    person: &Person,
    row: &RecordRow,
) -> Result<Recorded<Alert>, Error> {
    headline::refresh(unit, person, row.noun()?.class(), access.staff())?;
    record::note(unit, access, person, row);
    record::recorded(person, row)
}

fn again(
    unit: &mut Unit<'_>,
    access: &Access<ChangeAlert>,
    person: &Person,
    id: Uuid,
) -> Result<Recorded<Alert>, Error> {
    let row = find(unit, person.id, id)?;
    seen(unit, access, person, &row);
    record::recorded(person, &row)
}

/// Note in the ledger that an alert was opened, under the class that it belongs to.
fn seen<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, person: &Person, row: &RecordRow) {
    let entry = unit.enter(access, Some(person.role), vec![person.id]);
    entry.row.record_id = Some(row.id);
    entry.row.class = row.class;
}
