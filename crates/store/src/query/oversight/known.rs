//! What patterns know of staff and of the people whom they opened.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::addresses::Addresses;
use domain::calendar;
use domain::id::{PersonId, StaffId};
use domain::identity::Identity;
use domain::oversight::{Doer, Known};
use domain::staff::StaffMember;

use super::super::{Unit, organisation, person, record};
use crate::error::Error;
use crate::noun::{Noun, OrganisationNoun};
use crate::schema::record as records;
use crate::sql::{Instant, Key};

/// People opened in one go.
const BATCH: usize = 500;
/// For how many days what somebody recorded links them to the person.
const LINKED_DAYS: i64 = 90;
/// What is recorded by those who work with somebody.
const WORK: [Noun; 12] = [
    Noun::Identity,
    Noun::Addresses,
    Noun::Reach,
    Noun::Health,
    Noun::Convictions,
    Noun::Contact,
    Noun::Episode,
    Noun::Alert,
    Noun::HealthAlert,
    Noun::SafeguardingAlert,
    Noun::ConvictionsAlert,
    Noun::Appointment,
];

/// Every member of staff.
pub(super) fn doers(unit: &mut Unit<'_>) -> Result<BTreeMap<StaffId, Doer>, Error> {
    let mut doers = BTreeMap::new();
    for row in organisation::list(unit, OrganisationNoun::Staff)? {
        let staff = StaffId(row.id.0);
        let StaffMember { name, birth_date, home_postcode, .. } = organisation::open(unit, &row)?;
        doers.insert(staff, Doer { staff, name: Some(name), born: birth_date, postcode: home_postcode });
    }
    Ok(doers)
}

/// Who these people are; those who are no more are left out.
pub(super) fn people(unit: &mut Unit<'_>, ids: &[PersonId]) -> Result<BTreeMap<PersonId, Known>, Error> {
    let mut known = BTreeMap::<PersonId, Known>::new();
    for batch in ids.chunks(BATCH) {
        let people: BTreeMap<PersonId, _> =
            person::admit_operator(unit, batch)?.into_iter().map(|person| (person.id, person)).collect();
        for row in record::of_people(unit, batch, &[Noun::Identity, Noun::Addresses])? {
            let Some(person) = people.get(&row.person_id.0) else { continue };
            let known = known.entry(person.id).or_default();
            if row.noun == Noun::Identity.number() {
                let identity: Identity = person.open(&row)?;
                let born = identity.birth_date.reveal();
                known.born = (born.earliest() == born.latest()).then(|| born.earliest().into());
                known.given = identity.given_names;
                known.family = identity.family_name;
            } else {
                let addresses: Addresses = person.open(&row)?;
                let postcodes = addresses.addresses.into_iter().filter_map(|address| address.postcode);
                known.postcodes = postcodes.filter(|postcode| !postcode.reveal().is_pseudo()).collect();
            }
        }
    }
    Ok(known)
}

/// Whom a record of work is about, who leads it, who wrote it and when.
type Touched = (Key<PersonId>, Option<Key<StaffId>>, Key<StaffId>, Instant);

/// Who works with whom: whose key worker they are, about whom they recorded something in the 90 days before the end of
/// the day, or with whom they have an appointment. Clear columns say so; nothing is opened.
pub(super) fn linked(
    unit: &mut Unit<'_>,
    ids: &[PersonId],
    day: NaiveDate,
) -> Result<HashSet<(StaffId, PersonId)>, Error> {
    let since = Instant(calendar::day_start(day) - chrono::TimeDelta::days(LINKED_DAYS));
    let work: Vec<i16> = WORK.iter().map(|noun| noun.number()).collect();
    let mut linked = HashSet::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<Touched> = records::table
            .filter(records::person_id.eq_any(batch.iter().copied().map(Key)))
            .filter(records::noun.eq_any(work.clone()))
            .select((records::person_id, records::staff_id, records::recorded_by, records::recorded_at))
            .load(unit.conn)?;
        for (person, staff, recorded_by, recorded_at) in rows {
            linked.extend(staff.map(|staff| (staff.0, person.0)));
            if recorded_at >= since {
                linked.insert((recorded_by.0, person.0));
            }
        }
    }
    Ok(linked)
}
