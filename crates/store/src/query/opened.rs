//! A record as it opens, in a fixed number of queries, and the whole of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::access::{
    Class, OpenServiceUser, Operation, ReadAddresses, ReadAppointments, ReadContacts, ReadConvictions, ReadEpisodes,
    ReadHealth, ReadIdentity, ReadReach, Row, Sight,
};
use domain::banner::Banner;
use domain::headline::{Headlines, OpenEpisode};
use domain::id::{PersonId, StaffId};
use domain::identity::Identity;
use domain::instant::london_day;
use domain::record_view::{Glance, PartView, RecordPart, RecordView};
use domain::service_user::ServiceUser;
use domain::staff::StaffMember;
use domain::text::Name;
use domain::{Private, Recorded};

use super::{Unit, headline, organisation, part, person, record, tie};
use crate::access::Access;
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::part::Part;
use crate::person::Person;
use crate::row::RecordRow;
use crate::schema;
use crate::sql::Key;

/// Open a record: who, the alerts of today, what matters at a glance, what else there is.
pub fn open(unit: &mut Unit<'_>, access: &Access<OpenServiceUser>, who: PersonId) -> Result<RecordView, Error> {
    let person = person::admit(unit, access, who)?;
    let row = record::single(unit, who, Noun::Identity)?;
    let identity: Identity = person.open(&row)?;
    let headlines = headline::read(unit, std::slice::from_ref(&person))?.pop().ok_or(Error::NotFound)?;
    let headlines = headline::within_classes(access.caller(), &person, headlines);
    let counts = counts(unit, who)?;
    let mut banner = Banner::of(who, &identity);
    banner.key_worker = leading(access, &headlines).map(|episode| episode.key_worker);
    banner.key_worker_name = banner.key_worker.map(|staff| name_of(unit, staff)).transpose()?.flatten();
    banner.preferred_way = headlines.reach.as_ref().and_then(|reach| reach.first.clone());
    unit.enter(access, Some(person.role), vec![who]);
    Ok(RecordView {
        banner,
        alerts: headlines.alerts_on(london_day(unit.now)),
        glance: Glance::of(&headlines, unit.now),
        emergency_until: emergency_until(unit, access, &person)?,
        parts: RecordPart::ALL.iter().map(|part| seen(access, &person, *part, &counts)).collect(),
    })
}

/// Until when it is open by an emergency alone.
fn emergency_until(
    unit: &mut Unit<'_>,
    access: &Access<OpenServiceUser>,
    person: &Person,
) -> Result<Option<DateTime<Utc>>, Error> {
    let Some(id) = person.bonds.emergency(access.caller(), &OpenServiceUser::ROW) else { return Ok(None) };
    Ok(tie::emergency(unit, id)?.and_then(|row| row.until).map(|until| until.0))
}

/// The whole record, as far as the caller has the classes.
pub fn whole(unit: &mut Unit<'_>, access: &Access<OpenServiceUser>, who: PersonId) -> Result<ServiceUser, Error> {
    let person = person::admit(unit, access, who)?;
    let nouns = [Noun::Identity, Noun::Addresses, Noun::Reach, Noun::Health, Noun::Convictions];
    let rows = record::several(unit, who, &nouns)?;
    unit.enter(access, Some(person.role), vec![who]);
    Ok(ServiceUser {
        id: who,
        identity: readable(unit, access, &person, &rows)?.ok_or(Error::NotFound)?,
        addresses: readable(unit, access, &person, &rows)?,
        reach: readable(unit, access, &person, &rows)?,
        health: readable(unit, access, &person, &rows)?,
        convictions: readable(unit, access, &person, &rows)?,
    })
}

/// A part that the caller may read.
fn readable<P: Part>(
    unit: &Unit<'_>,
    access: &Access<OpenServiceUser>,
    person: &Person,
    rows: &[RecordRow],
) -> Result<Option<Recorded<P>>, Error> {
    let row = rows.iter().find(|row| row.noun == P::NOUN.number());
    row.filter(|_| may(access, person, &P::Read::ROW)).map(|row| part::seen(unit, person, row)).transpose()
}

fn may(access: &Access<OpenServiceUser>, person: &Person, row: &Row) -> bool {
    access.caller().decide(row, person.bonds.relation()).is_ok()
}

/// The open episode whose key worker the banner names: the newest with a service of the caller's, else
/// the newest.
fn leading<'a>(access: &Access<OpenServiceUser>, headlines: &'a Headlines) -> Option<&'a OpenEpisode> {
    let mine = access.services();
    let episodes = headlines.casework.iter().flat_map(|casework| &casework.episodes);
    episodes.max_by_key(|episode| (mine.contains(&episode.service), episode.opened_on, episode.id))
}

fn name_of(unit: &mut Unit<'_>, staff: StaffId) -> Result<Option<Private<Name>>, Error> {
    match organisation::find(unit, OrganisationNoun::Staff, staff.0) {
        Ok(row) => Ok(Some(organisation::open::<StaffMember>(unit, &row)?.name)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How many records of each noun somebody has, in one query.
fn counts(unit: &mut Unit<'_>, who: PersonId) -> Result<BTreeMap<i16, i64>, Error> {
    use schema::record::dsl::{noun, person_id, record};
    let counted = [Noun::Contact, Noun::Episode, Noun::Appointment].map(Noun::number);
    let rows: Vec<(i16, i64)> = record
        .filter(person_id.eq(Key(who)))
        .filter(noun.eq_any(counted))
        .group_by(noun)
        .select((noun, count_star()))
        .load(unit.conn)?;
    Ok(rows.into_iter().collect())
}

fn seen(access: &Access<OpenServiceUser>, person: &Person, part: RecordPart, counts: &BTreeMap<i16, i64>) -> PartView {
    let (rows, counted): (&[Row], _) = match part {
        RecordPart::Identity => (&[ReadIdentity::ROW], None),
        RecordPart::Reach => (&[ReadReach::ROW, ReadAddresses::ROW], None),
        RecordPart::Health => (&[ReadHealth::ROW], None),
        RecordPart::Convictions => (&[ReadConvictions::ROW], None),
        RecordPart::Contacts => (&[ReadContacts::ROW], Some(Noun::Contact)),
        RecordPart::Episodes => (&[ReadEpisodes::ROW], Some(Noun::Episode)),
        RecordPart::Appointments => (&[ReadAppointments::ROW], Some(Noun::Appointment)),
    };
    let may_open = rows.iter().all(|row| may(access, person, row));
    let is_whole = person.sight(Class::Casework) == Sight::Full;
    let count =
        counted.filter(|_| may_open && is_whole).map(|noun| counts.get(&noun.number()).copied().unwrap_or_default());
    PartView { part, may_open, count: count.map(|count| u32::try_from(count).unwrap_or(u32::MAX).into()) }
}
