//! The caller's day, from a fixed number of queries; what it says is `domain`'s to compute.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::{ReadToday, Role};
use domain::calendar;
use domain::draft::Draft;
use domain::episode::DAYS_AFTER_CLOSING;
use domain::headline::Headlines;
use domain::id::{AppointmentId, DraftId, PersonId, RequestId, ServiceId};
use domain::instant::london_day;
use domain::service::Service;
use domain::today::{Engagement, OpenDraft, Sources, Today, WaitingRequest};

use super::{Unit, draft, headline, organisation, person, take_on};
use crate::access::Access;
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::person::Person;
use crate::row::RecordRow;
use crate::schema::record as records;
use crate::sql::{Instant, Key};

/// How far back an appointment is looked for that nobody has recorded: as long as its person may be opened
/// after their episode closed.
const LOOK_BACK: TimeDelta = TimeDelta::days(DAYS_AFTER_CLOSING as i64);
/// The most appointments that are looked at.
const MOST: i64 = 500;

/// The caller's day.
pub fn read(unit: &mut Unit<'_>, access: &Access<ReadToday>) -> Result<Today, Error> {
    let appointments = appointments(unit, access)?;
    let drafts = drafts(unit, access)?;
    let requests = requests(unit, access)?;
    let mut ids: BTreeSet<PersonId> = caseload(unit, access)?.into_iter().collect();
    ids.extend(appointments.iter().map(|row| row.person_id.0));
    ids.extend(drafts.iter().filter_map(|draft| draft.person));
    ids.extend(requests.iter().map(|request| request.held));
    let opened = person::admit_each(unit, access, &ids.into_iter().collect::<Vec<_>>())?;
    let people: BTreeMap<PersonId, Headlines> = headline::read_within(unit, access, &opened)?
        .into_iter()
        .map(|headlines| (headlines.person, headlines))
        .collect();
    let day = Today::of(&Sources {
        me: access.staff(),
        now: unit.now,
        people: &people,
        diary: &engagements(&appointments, &opened)?,
        drafts: &drafts,
        requests: &requests,
        days_without_contact: &days_without_contact(unit)?,
    });
    let subjects = named(&day);
    unit.enter(access, access.role(), subjects);
    Ok(day)
}

/// The caller's appointments of the day, and older ones that nobody has recorded; at the front desk those of its
/// services.
fn appointments(unit: &mut Unit<'_>, access: &Access<ReadToday>) -> Result<Vec<RecordRow>, Error> {
    let today = london_day(unit.now);
    let start = calendar::day_start(today);
    let end = calendar::day_start(calendar::days_after(today, 1));
    let standings = access.caller().standings.iter();
    let desks = standings.filter(|held| held.role == Role::Receptionist).filter_map(|held| held.service);
    let desks: Vec<Key<ServiceId>> = desks.map(Key).collect();
    let mut found = records::table.into_boxed();
    // What was not recorded is for whoever it was with.
    let from = if desks.is_empty() { start - LOOK_BACK } else { start };
    if desks.is_empty() {
        found = found.filter(records::staff_id.eq(Key(access.staff())));
    } else {
        found = found.filter(records::service_id.eq_any(desks).or(records::staff_id.eq(Key(access.staff()))));
    }
    Ok(found
        .filter(records::noun.eq(Noun::Appointment.number()))
        .filter(records::happened_at.ge(Instant(from)))
        .filter(records::happened_at.lt(Instant(end)))
        .filter(records::happened_at.ge(Instant(start)).or(records::open.eq(true)))
        .order((records::happened_at.desc(), records::id.desc()))
        .limit(MOST)
        .select(RecordRow::as_select())
        .load(unit.conn)?)
}

/// The people whose key worker the caller is.
fn caseload(unit: &mut Unit<'_>, access: &Access<ReadToday>) -> Result<Vec<PersonId>, Error> {
    let ids: Vec<Key<PersonId>> = records::table
        .filter(records::staff_id.eq(Key(access.staff())))
        .filter(records::noun.eq(Noun::Episode.number()))
        .filter(records::open.eq(true))
        .select(records::person_id)
        .distinct()
        .load(unit.conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

fn drafts(unit: &mut Unit<'_>, access: &Access<ReadToday>) -> Result<Vec<OpenDraft>, Error> {
    let found = draft::of_author(unit, access.caller())?;
    let open = found.iter().map(|(person, row)| {
        let draft: Draft = person.open(row)?;
        Ok(OpenDraft {
            id: DraftId(row.id.0),
            person: draft.person,
            form: draft.form,
            record: draft.record,
            changed_at: draft.changed_at,
        })
    });
    open.collect()
}

/// Requests that wait for a service that the caller leads.
fn requests(unit: &mut Unit<'_>, access: &Access<ReadToday>) -> Result<Vec<WaitingRequest>, Error> {
    let standings = access.caller().standings.iter();
    let leads: Vec<ServiceId> =
        standings.filter(|held| held.role == Role::TeamLeader).filter_map(|held| held.service).collect();
    let waiting = take_on::waiting(unit, access.caller(), &leads)?.into_iter();
    Ok(waiting
        .map(|found| WaitingRequest {
            id: RequestId(found.id),
            held: found.content.held,
            asking: found.content.asking,
            asked_at: found.content.asked_at,
        })
        .collect())
}

fn engagements(rows: &[RecordRow], opened: &[Person]) -> Result<Vec<Engagement>, Error> {
    let people: HashMap<PersonId, &Person> = opened.iter().map(|person| (person.id, person)).collect();
    let mut engagements = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(person) = people.get(&row.person_id.0) else { continue };
        engagements.push(Engagement { id: AppointmentId(row.id.0), person: person.id, appointment: person.open(row)? });
    }
    Ok(engagements)
}

fn days_without_contact(unit: &mut Unit<'_>) -> Result<BTreeMap<ServiceId, u32>, Error> {
    let mut days = BTreeMap::new();
    for row in organisation::list(unit, OrganisationNoun::Service)? {
        let service: Service = organisation::open(unit, &row)?;
        days.insert(ServiceId(row.id.0), service.days_without_contact);
    }
    Ok(days)
}

/// Everybody whom the answer tells of.
fn named(day: &Today) -> Vec<PersonId> {
    let diary = day.diary.iter().map(|row| row.person);
    let needs = day.needs_you.iter().filter_map(|need| need.person);
    let seen = day.seen_lately.iter().map(|seen| seen.person);
    let named: BTreeSet<PersonId> = diary.chain(needs).chain(seen).collect();
    named.into_iter().collect()
}
