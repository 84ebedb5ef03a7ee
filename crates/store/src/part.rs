//! The parts of a record that everybody has from registration on, each one document with one version.

use chrono::NaiveDate;
use domain::access::{
    ChangeAddresses, ChangeConvictions, ChangeHealth, ChangeIdentity, ChangeReach, Narrow, Operation, ReadAddresses,
    ReadConvictions, ReadHealth, ReadIdentity, ReadReach,
};
use domain::addresses::Addresses;
use domain::convictions::Convictions;
use domain::health::Health;
use domain::identity::Identity;
use domain::partial_date::PartialDate;
use domain::reach::Reach;
use domain::{Flaw, Flaws, Pointer, calendar};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::noun::Noun;

/// A part of a record. It names the operations that may open it, so that no other right does.
pub trait Part: Clone + Narrow + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its noun.
    const NOUN: Noun;
    /// The operation that reads it, and its history.
    type Read: Operation;
    /// The operation that changes it.
    type Change: Operation;

    /// When they were born, in the part that says so.
    fn born(&self) -> Option<PartialDate> {
        None
    }

    /// Whether they are or were staff or a volunteer, in the part that says so: their record is restricted.
    fn works_here(&self) -> bool {
        false
    }

    /// What in it cannot be of somebody born on `born` or later.
    fn before_birth(&self, _born: PartialDate, _today: NaiveDate) -> Flaws {
        Flaws::none()
    }
}

impl Part for Identity {
    const NOUN: Noun = Noun::Identity;
    type Read = ReadIdentity;
    type Change = ChangeIdentity;

    fn born(&self) -> Option<PartialDate> {
        Some(*self.birth_date.reveal())
    }

    fn works_here(&self) -> bool {
        *self.works_here.reveal()
    }
}

impl Part for Addresses {
    const NOUN: Noun = Noun::Addresses;
    type Read = ReadAddresses;
    type Change = ChangeAddresses;

    fn before_birth(&self, born: PartialDate, _today: NaiveDate) -> Flaws {
        let list = Pointer::root().field("addresses");
        let days = self.addresses.iter().enumerate();
        early(born, days.map(|(index, address)| (list.entry(index).field("from"), day(address.from.as_ref()))))
    }
}

impl Part for Reach {
    const NOUN: Noun = Noun::Reach;
    type Read = ReadReach;
    type Change = ChangeReach;
}

impl Part for Health {
    const NOUN: Noun = Noun::Health;
    type Read = ReadHealth;
    type Change = ChangeHealth;

    fn before_birth(&self, born: PartialDate, today: NaiveDate) -> Flaws {
        let list = Pointer::root().field("conditions");
        let conditions = self.conditions.iter().enumerate().map(|(index, condition)| {
            (list.entry(index).field("since"), condition.since.as_ref().map(|since| since.reveal().latest()))
        });
        let mut flaws = early(born, conditions);
        let oldest = calendar::age(born.earliest(), today).unwrap_or_default();
        let list = Pointer::root().field("substances");
        for (index, substance) in self.substances.iter().enumerate() {
            if substance.age_first_used.as_ref().is_some_and(|age| *age.reveal() > oldest) {
                flaws.add(list.entry(index).field("age_first_used"), Flaw::OutOfRange(0, oldest.into()));
            }
        }
        flaws
    }
}

impl Part for Convictions {
    const NOUN: Noun = Noun::Convictions;
    type Read = ReadConvictions;
    type Change = ChangeConvictions;

    fn before_birth(&self, born: PartialDate, _today: NaiveDate) -> Flaws {
        let list = Pointer::root().field("convictions");
        let days = self.convictions.iter().enumerate().flat_map(|(index, conviction)| {
            let offence = conviction.offence_on.as_ref().map(|on| on.reveal().latest());
            [("offence_on", offence), ("convicted_on", day(conviction.convicted_on.as_ref()))]
                .map(|(field, day)| (list.entry(index).field(field), day))
        });
        early(born, days)
    }
}

fn day(typed: Option<&domain::Private<NaiveDate>>) -> Option<NaiveDate> {
    typed.map(|day| *day.reveal())
}

/// A flaw for each day that is before the earliest on which they can have been born.
fn early(born: PartialDate, days: impl Iterator<Item = (Pointer, Option<NaiveDate>)>) -> Flaws {
    let mut flaws = Flaws::none();
    for (at, day) in days {
        if day.is_some_and(|day| day < born.earliest()) {
            flaws.add(at, Flaw::BeforeBirth);
        }
    }
    flaws
}
