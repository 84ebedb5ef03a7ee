//! Headlines: one sealed row for each person and class, rewritten by whatever changes that class.

use domain::access::{
    Class, Operation, ReadAlerts, ReadAppointments, ReadContacts, ReadConvictions, ReadHealth, ReadReach, Row, Sight,
};
use domain::alert::Alert;
use domain::appointment::Appointment;
use domain::contact::Contact;
use domain::episode::Episode;
use domain::headline::{
    CaseworkHeadline, ConvictionsHeadline, Headlines, HealthHeadline, IdentityHeadline, RaisedAlert, ReachHeadline,
    SafeguardingHeadline,
};
use domain::id::{AlertId, AppointmentId, EpisodeId, PersonId, StaffId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Unit, alert, person, record};
use crate::access::{Access, Caller};
use crate::error::Error;
use crate::noun::Noun;
use crate::page::Cursor;
use crate::person::Person;
use crate::row::{Clear, RecordRow};

/// Contacts read in one step while the last time that they were seen is looked for.
const STEP: i64 = 20;

/// The headlines that a list over people reads.
pub const NOUNS: &[Noun] = &[
    Noun::IdentityHeadline,
    Noun::ReachHeadline,
    Noun::HealthHeadline,
    Noun::CaseworkHeadline,
    Noun::SafeguardingHeadline,
    Noun::ConvictionsHeadline,
];

/// Make the headlines of somebody who is being registered.
pub fn create(unit: &mut Unit<'_>, person: &Person, by: StaffId) -> Result<(), Error> {
    Class::ALL.iter().try_for_each(|class| write(unit, person, *class, by, None))
}

/// Rewrite the headline of a class from that class alone. Two units that change it at once take turns here,
/// or the later would make it without what the earlier wrote.
pub fn refresh(unit: &mut Unit<'_>, person: &Person, class: Class, by: StaffId) -> Result<(), Error> {
    person::hold(unit, person.id)?;
    let old = record::single(unit, person.id, Noun::headline_of(class))?;
    write(unit, person, class, by, Some(&old))
}

/// Rewrite the casework headline after a new contact that changed nothing else: from the one before and the contact.
pub fn with_contact(unit: &mut Unit<'_>, person: &Person, contact: &Contact, by: StaffId) -> Result<(), Error> {
    person::hold(unit, person.id)?;
    let old = record::single(unit, person.id, Noun::CaseworkHeadline)?;
    let headline = person.open::<CaseworkHeadline>(&old)?.with_contact(contact);
    put(unit, person, Class::Casework, by, &headline, Some(&old))
}

fn write(
    unit: &mut Unit<'_>,
    person: &Person,
    class: Class,
    by: StaffId,
    old: Option<&RecordRow>,
) -> Result<(), Error> {
    match class {
        Class::Identity => {
            let headline = identity(unit, person)?;
            put(unit, person, class, by, &headline, old)
        }
        Class::Reach => {
            let headline = reach(unit, person)?;
            put(unit, person, class, by, &headline, old)
        }
        Class::Health => {
            let headline = health(unit, person)?;
            put(unit, person, class, by, &headline, old)
        }
        Class::Casework => {
            let headline = casework(unit, person)?;
            put(unit, person, class, by, &headline, old)
        }
        Class::Safeguarding => {
            let headline = safeguarding(unit, person)?;
            put(unit, person, class, by, &headline, old)
        }
        Class::Convictions => {
            let headline = convictions(unit, person)?;
            put(unit, person, class, by, &headline, old)
        }
    }
}

/// The headlines of people who are opened, in one query; whoever has no identity yet is left out.
pub fn read(unit: &mut Unit<'_>, people: &[Person]) -> Result<Vec<Headlines>, Error> {
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut rows = std::collections::HashMap::<PersonId, Vec<RecordRow>>::new();
    for row in record::of_people(unit, &ids, NOUNS)? {
        rows.entry(row.person_id.0).or_default().push(row);
    }
    let mut all = Vec::with_capacity(people.len());
    for person in people {
        let Some(rows) = rows.get(&person.id) else { continue };
        let Some(identity) = opened(person, rows, Noun::IdentityHeadline)? else { continue };
        all.push(Headlines {
            person: person.id,
            identity,
            casework: opened(person, rows, Noun::CaseworkHeadline)?,
            health: opened(person, rows, Noun::HealthHeadline)?,
            safeguarding: opened(person, rows, Noun::SafeguardingHeadline)?,
            convictions: opened(person, rows, Noun::ConvictionsHeadline)?,
            reach: opened(person, rows, Noun::ReachHeadline)?,
        });
    }
    Ok(all)
}

/// The same, of each person only the classes that the caller may read of them.
pub fn read_within<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    people: &[Person],
) -> Result<Vec<Headlines>, Error> {
    let by_id: std::collections::HashMap<PersonId, &Person> = people.iter().map(|person| (person.id, person)).collect();
    let all = read(unit, people)?.into_iter();
    Ok(all
        .filter_map(|headlines| {
            let person = by_id.get(&headlines.person)?;
            Some(within_classes(access.caller(), person, headlines))
        })
        .collect())
}

/// The headlines of classes that the caller may read. Whoever may read appointments and not contacts reads of
/// casework what is booked, and the alerts that keep whoever meets the person safe.
pub fn within_classes(caller: &Caller, person: &Person, headlines: Headlines) -> Headlines {
    let may = |row: &Row| caller.decide(row, person.bonds.relation()).is_ok();
    let is_whole = may(&ReadContacts::ROW) && person.sight(Class::Casework) == Sight::Full;
    // Whoever reads alerts sees those of every class, also where an emergency opens little else.
    let show_alerts = may(&ReadAlerts::ROW);
    let has_bookings = may(&ReadAppointments::ROW);
    let casework = headlines.casework.filter(|_| is_whole || has_bookings || show_alerts).map(|casework| {
        if is_whole {
            return casework;
        }
        if !has_bookings {
            return CaseworkHeadline { alerts: casework.alerts, ..CaseworkHeadline::default() };
        }
        let bookings = casework.bookings.into_iter();
        let shown =
            bookings.filter(|booking| person.sight(Class::Casework) == Sight::Full || booking.staff == caller.staff);
        CaseworkHeadline { bookings: shown.collect(), alerts: casework.alerts, ..CaseworkHeadline::default() }
    });
    Headlines {
        casework,
        health: headlines.health.and_then(|health| {
            let alerts = || HealthHeadline { alerts: health.alerts.clone(), ..HealthHeadline::default() };
            if may(&ReadHealth::ROW) { Some(health) } else { show_alerts.then(alerts) }
        }),
        convictions: headlines.convictions.filter(|_| show_alerts || may(&ReadConvictions::ROW)),
        safeguarding: headlines.safeguarding.filter(|_| show_alerts),
        reach: headlines.reach.filter(|_| may(&ReadReach::ROW)),
        ..headlines
    }
}

/// Rebuild every headline of a person and name the classes whose stored one differs.
pub fn differing(unit: &mut Unit<'_>, person: &Person) -> Result<Vec<Class>, Error> {
    let rows = record::several(unit, person.id, NOUNS)?;
    let mut wrong = Vec::new();
    let mut compare = |class, same: bool| {
        if !same {
            wrong.push(class);
        }
    };
    compare(Class::Identity, opened(person, &rows, Noun::IdentityHeadline)? == Some(identity(unit, person)?));
    compare(Class::Reach, opened(person, &rows, Noun::ReachHeadline)? == Some(reach(unit, person)?));
    compare(Class::Health, opened(person, &rows, Noun::HealthHeadline)? == Some(health(unit, person)?));
    compare(Class::Casework, opened(person, &rows, Noun::CaseworkHeadline)? == Some(casework(unit, person)?));
    let kept = opened(person, &rows, Noun::SafeguardingHeadline)?;
    compare(Class::Safeguarding, kept == Some(safeguarding(unit, person)?));
    let kept = opened(person, &rows, Noun::ConvictionsHeadline)?;
    compare(Class::Convictions, kept == Some(convictions(unit, person)?));
    Ok(wrong)
}

fn opened<T: DeserializeOwned>(person: &Person, rows: &[RecordRow], noun: Noun) -> Result<Option<T>, Error> {
    rows.iter().find(|row| row.noun == noun.number()).map(|row| person.open(row)).transpose()
}

fn put<T: Serialize>(
    unit: &mut Unit<'_>,
    person: &Person,
    class: Class,
    by: StaffId,
    headline: &T,
    old: Option<&RecordRow>,
) -> Result<(), Error> {
    let clear = Clear::at(unit.now.into());
    if let Some(old) = old {
        record::replace(unit, person, old, clear, by, headline)?;
        return Ok(());
    }
    let id = unit.new_id();
    record::insert(unit, person, Noun::headline_of(class), id, clear, by, headline)?;
    Ok(())
}

fn identity(unit: &mut Unit<'_>, person: &Person) -> Result<IdentityHeadline, Error> {
    let row = record::single(unit, person.id, Noun::Identity)?;
    Ok(IdentityHeadline::from_identity(&person.open(&row)?))
}

fn reach(unit: &mut Unit<'_>, person: &Person) -> Result<ReachHeadline, Error> {
    let row = record::single(unit, person.id, Noun::Reach)?;
    Ok(ReachHeadline::from_reach(&person.open(&row)?))
}

fn health(unit: &mut Unit<'_>, person: &Person) -> Result<HealthHeadline, Error> {
    let rows = record::several(unit, person.id, &[Noun::Health, Noun::HealthAlert])?;
    let health = opened(person, &rows, Noun::Health)?.ok_or(Error::NotFound)?;
    let alerts = raised(person, &rows, Noun::HealthAlert)?;
    Ok(HealthHeadline::from_health(&health, alerts.iter().map(Raised::line)))
}

fn safeguarding(unit: &mut Unit<'_>, person: &Person) -> Result<SafeguardingHeadline, Error> {
    let rows = record::several(unit, person.id, &[Noun::SafeguardingAlert])?;
    let alerts = raised(person, &rows, Noun::SafeguardingAlert)?;
    Ok(SafeguardingHeadline::from_safeguarding(alerts.iter().map(Raised::line)))
}

fn convictions(unit: &mut Unit<'_>, person: &Person) -> Result<ConvictionsHeadline, Error> {
    let rows = record::several(unit, person.id, &[Noun::ConvictionsAlert])?;
    let alerts = raised(person, &rows, Noun::ConvictionsAlert)?;
    Ok(ConvictionsHeadline::from_convictions(alerts.iter().map(Raised::line)))
}

fn casework(unit: &mut Unit<'_>, person: &Person) -> Result<CaseworkHeadline, Error> {
    let rows = record::several(unit, person.id, &[Noun::Episode, Noun::Appointment, Noun::Alert])?;
    let episodes = all::<Episode>(person, &rows, Noun::Episode)?;
    let appointments = all::<Appointment>(person, &rows, Noun::Appointment)?;
    let alerts = raised(person, &rows, Noun::Alert)?;
    let contacts = until_seen(unit, person)?;
    Ok(CaseworkHeadline::from_casework(
        &contacts,
        episodes.iter().map(|(id, episode)| (EpisodeId(*id), episode)),
        appointments.iter().map(|(id, appointment)| (AppointmentId(*id), appointment)),
        alerts.iter().map(Raised::line),
    ))
}

/// The newest contacts, as far back as one in which the person took part: what the headline tells of.
fn until_seen(unit: &mut Unit<'_>, person: &Person) -> Result<Vec<Contact>, Error> {
    let mut contacts: Vec<Contact> = Vec::new();
    let mut cursor = None;
    loop {
        let rows = record::page(unit, person.id, Noun::Contact, cursor, STEP)?;
        let Some(last) = rows.last() else { return Ok(contacts) };
        cursor = Some(Cursor { at: last.happened_at, id: last.id.0 });
        for row in &rows {
            contacts.push(person.open(row)?);
        }
        if contacts.iter().any(|contact| contact.outcome.took_part()) {
            return Ok(contacts);
        }
    }
}

/// An alert that was opened, with who raised it.
struct Raised {
    id: AlertId,
    by: StaffId,
    alert: Alert,
}

impl Raised {
    const fn line(&self) -> RaisedAlert<'_> {
        RaisedAlert { id: self.id, by: self.by, alert: &self.alert }
    }
}

fn raised(person: &Person, rows: &[RecordRow], noun: Noun) -> Result<Vec<Raised>, Error> {
    let of_noun = rows.iter().filter(|row| row.noun == noun.number());
    let open =
        |row: &RecordRow| Ok(Raised { id: AlertId(row.id.0), by: alert::raised_by(row), alert: person.open(row)? });
    of_noun.map(open).collect()
}

fn all<T: DeserializeOwned>(person: &Person, rows: &[RecordRow], noun: Noun) -> Result<Vec<(Uuid, T)>, Error> {
    rows.iter().filter(|row| row.noun == noun.number()).map(|row| Ok((row.id.0, person.open(row)?))).collect()
}
