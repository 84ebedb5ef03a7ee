//! What everybody invented has in common: the time, the seed, the services and who works there.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::Against;
use domain::code::CodeLists;
use domain::id::{PersonId, ServiceId, StaffId};
use domain::instant::london_day;

use super::Contacts;
use super::chance::{Chance, Stream};

/// What everybody invented has in common.
pub struct Scene<'a> {
    /// The code lists in force.
    pub lists: &'a CodeLists,
    /// The present.
    pub now: DateTime<Utc>,
    /// The seed.
    pub seed: u64,
    /// The service of the pictured people.
    pub home: Team,
    /// The other services, the one that asks to take one of them on first.
    pub others: Vec<Team>,
    /// How much has happened.
    pub contacts: Contacts,
}

/// A service and who works there.
#[derive(Clone)]
pub struct Team {
    /// The service.
    pub service: ServiceId,
    /// Where it is.
    pub town: &'static str,
    /// Its team leader.
    pub leader: StaffId,
    /// Its recovery workers.
    pub workers: Vec<StaffId>,
}

impl Team {
    /// The worker with the fullest day; the leader where it has none.
    pub fn first_worker(&self) -> StaffId {
        self.workers.first().copied().unwrap_or(self.leader)
    }

    /// One of its workers; the leader where it has none.
    pub fn worker(&self, chance: &mut Chance) -> StaffId {
        let place = chance.between(0..=u32::try_from(self.workers.len()).unwrap_or(u32::MAX).saturating_sub(1));
        self.workers.get(place as usize).copied().unwrap_or(self.leader)
    }
}

impl Scene<'_> {
    /// What a form is checked against now.
    pub fn against(&self) -> Against<'_> {
        self.against_at(self.now)
    }

    /// What a form was checked against then.
    pub fn against_at(&self, now: DateTime<Utc>) -> Against<'_> {
        Against { lists: self.lists, now }
    }

    /// The present day in London.
    pub fn today(&self) -> NaiveDate {
        london_day(self.now)
    }

    /// The day so many days ago.
    pub fn days_ago(&self, days: u32) -> NaiveDate {
        self.today().checked_sub_days(Days::new(days.into())).unwrap_or_default()
    }

    /// The day in so many days.
    pub fn in_days(&self, days: u32) -> NaiveDate {
        domain::calendar::days_after(self.today(), days)
    }

    /// The id of the person of a number. Without histories there may be a million people, whose ids rise, so
    /// that each is added at the end of every index and not somewhere in the middle.
    pub fn person(&self, number: u64) -> PersonId {
        let mut chance = Chance::of(self.seed, Stream::Id, number);
        PersonId(match self.contacts {
            Contacts::Realistic => chance.id(),
            Contacts::None => chance.rising_id(u32::try_from(number).unwrap_or(u32::MAX)),
        })
    }

    /// The team of a person: where there are few, half go to the first.
    pub fn team_of(&self, chance: &mut Chance) -> &Team {
        let place = chance.between(0..=u32::try_from(self.others.len()).unwrap_or(u32::MAX));
        let at_home = chance.happens(if self.others.len() <= 2 { 30 } else { 0 });
        let other = (place as usize).checked_sub(1).filter(|_| !at_home);
        other.and_then(|place| self.others.get(place)).unwrap_or(&self.home)
    }
}
