//! Contacts: recorded, listed, corrected with their history.

use domain::access::{Class, CorrectContact, ReadContacts, RecordContact, Refusal, Sight};
use domain::contact::Contact;
use domain::id::{PersonId, StaffId};
use domain::timeline::TimelineFilter;
use domain::{Flaw, Recorded};
use uuid::Uuid;

use super::idempotency::{Claim, claim};
use super::{Unit, appointment, headline, part, person, record};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::page::{Cursor, Page};
use crate::person::Person;
use crate::row::{Clear, RecordRow};
use crate::shown::Shown;
use crate::sql::{Instant, Key, plain};

/// Rows on a page.
const PAGE: usize = 50;
/// Rows read for a page without a filter: one more, to know whether there is a next.
const PAGE_AND_ONE: i64 = 51;
/// Rows read in one step while a filter looks for them, and in all.
const STEP: i64 = 500;
const MOST_READ: usize = 2_000;

/// Record a contact with a service user.
pub fn record(
    unit: &mut Unit<'_>,
    access: &Access<RecordContact>,
    once: &Once,
    contact: &Contact,
    who: PersonId,
) -> Result<Recorded<Contact>, Error> {
    let person = person::admit(unit, access, who)?;
    let id = match claim(unit, access, once)? {
        Claim::First(id) => id,
        Claim::Again(id) => return again(unit, access, &person, id),
    };
    if !access.services().contains(&contact.service) || !person.bonds.services.contains(&contact.service) {
        return Err(Error::flaw("service", Flaw::Contradiction("Choose a service of yours that works with them")));
    }
    not_before_birth(unit, &person, contact)?;
    appointment::episode_of_service(unit, who, contact.episode, contact.service)?;
    let row = record::insert(
        unit,
        &person,
        Noun::Contact,
        id,
        clear(contact, Some(access.staff())),
        access.staff(),
        contact,
    )?;
    if let Some(appointment) = contact.appointment {
        appointment::became_contact(unit, &person, appointment, contact.outcome, access.staff())?;
        headline::refresh(unit, &person, Class::Casework, access.staff())?;
    } else {
        headline::with_contact(unit, &person, contact, access.staff())?;
    }
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

/// A page of contacts, newest first.
pub fn list(
    unit: &mut Unit<'_>,
    access: &Access<ReadContacts>,
    who: PersonId,
    shown: Shown,
    cursor: Option<Cursor>,
) -> Result<Page<Recorded<Contact>>, Error> {
    let person = person::admit(unit, access, who)?;
    let mut found = Vec::with_capacity(PAGE);
    let mut cursor = cursor;
    let mut read = 0;
    loop {
        let is_whole = shown.filter == TimelineFilter::All && person.sight(Class::Casework) == Sight::Full;
        let step = if is_whole { PAGE_AND_ONE } else { STEP };
        let rows = record::page(unit, who, Noun::Contact, cursor, step)?;
        let ended = rows.len() < usize::try_from(step).unwrap_or(usize::MAX);
        read += rows.len();
        for row in rows {
            if found.len() == PAGE {
                unit.enter(access, Some(person.role), vec![who]);
                return Ok(Page { items: found, next: cursor });
            }
            cursor = Some(Cursor { at: row.happened_at, id: row.id.0 });
            let contact: Recorded<Contact> = record::recorded(&person, &row)?;
            if took_part(access, &person, &row, &contact.content) && shown.filter.shows(&contact.content, shown.episode)
            {
                found.push(contact);
            }
        }
        if ended || read >= MOST_READ {
            unit.enter(access, Some(person.role), vec![who]);
            return Ok(Page { items: found, next: cursor.filter(|_| !ended) });
        }
    }
}

/// One contact.
pub fn read(
    unit: &mut Unit<'_>,
    access: &Access<ReadContacts>,
    who: PersonId,
    id: Uuid,
) -> Result<Recorded<Contact>, Error> {
    let person = person::admit(unit, access, who)?;
    let row = record::find(unit, who, Noun::Contact, id)?;
    let contact: Recorded<Contact> = record::recorded(&person, &row)?;
    if !took_part(access, &person, &row, &contact.content) {
        return Err(unit.refuse(access, Refusal::Ground, Some(who), None));
    }
    record::read(unit, access, &person, id);
    Ok(contact)
}

/// Correct a contact; the version before is kept.
pub fn correct(
    unit: &mut Unit<'_>,
    access: &Access<CorrectContact>,
    contact: &Contact,
    who: PersonId,
    id: Uuid,
    version: u32,
) -> Result<Recorded<Contact>, Error> {
    let person = person::admit(unit, access, who)?;
    let old = record::find(unit, who, Noun::Contact, id)?;
    let before: Contact = person.open(&old)?;
    if before.service != contact.service {
        return Err(Error::flaw("service", Flaw::Contradiction("Leave the service as it was recorded")));
    }
    if before.appointment != contact.appointment {
        return Err(Error::flaw("appointment", Flaw::Contradiction("Leave the appointment as it was recorded")));
    }
    not_before_birth(unit, &person, contact)?;
    appointment::episode_of_service(unit, who, contact.episode, contact.service)?;
    let clear = clear(contact, plain(old.staff_id));
    let row = record::revise(unit, &person, old, version, clear, access.staff(), contact)?;
    if let Some(appointment) = contact.appointment.filter(|_| before.outcome != contact.outcome) {
        appointment::contact_corrected(unit, &person, appointment, contact.outcome, access.staff())?;
    }
    headline::refresh(unit, &person, Class::Casework, access.staff())?;
    record::note(unit, access, &person, &row);
    record::recorded(&person, &row)
}

/// Every version of a contact, newest first.
pub fn history(
    unit: &mut Unit<'_>,
    access: &Access<ReadContacts>,
    who: PersonId,
    id: Uuid,
) -> Result<Vec<Recorded<Contact>>, Error> {
    let person = person::admit(unit, access, who)?;
    let present = record::find(unit, who, Noun::Contact, id)?;
    if !took_part(access, &person, &present, &person.open(&present)?) {
        return Err(unit.refuse(access, Refusal::Ground, Some(who), None));
    }
    let rows = record::history(unit, present)?;
    record::read(unit, access, &person, id);
    rows.iter().map(|row| record::recorded(&person, row)).collect()
}

/// A contact's clear columns: when it began, the service, and who recorded it first.
pub fn clear(contact: &Contact, recorded_by: Option<StaffId>) -> Clear {
    Clear { happened_at: Instant(contact.started_at), service: Some(contact.service), staff: recorded_by, open: false }
}

/// Whether a contact shows: to whoever sees casework in full all of them, to others those that they recorded or
/// were present at.
fn took_part(access: &Access<ReadContacts>, person: &Person, row: &RecordRow, contact: &Contact) -> bool {
    let me = access.staff();
    person.sight(Class::Casework) == Sight::Full || row.staff_id == Some(Key(me)) || contact.staff.contains(&me)
}

fn again(
    unit: &mut Unit<'_>,
    access: &Access<RecordContact>,
    person: &Person,
    id: Uuid,
) -> Result<Recorded<Contact>, Error> {
    let row = record::find(unit, person.id, Noun::Contact, id)?;
    record::read(unit, access, person, id);
    record::recorded(person, &row)
}

fn not_before_birth(unit: &mut Unit<'_>, person: &Person, contact: &Contact) -> Result<(), Error> {
    part::not_before_birth(unit, person, "started_at", domain::instant::london_day(contact.started_at))
}
