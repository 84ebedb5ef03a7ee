//! What the search index is told about somebody.

use chrono::Datelike;
use domain::id::{PersonId, ServiceId};
use domain::identity::Identity;
use domain::likely_match::{FullName, Particulars, Sought};
use domain::partial_date::PartialDate;

use crate::search::{BornEntry, Entry, NameEntry, NameKind};

/// The index's entry of an identity.
pub fn of(person: PersonId, identity: &Identity, services: &[ServiceId]) -> Entry {
    with_particulars(person, &Particulars::of(identity), identity.preferred_name.is_some(), services)
}

/// The entry of somebody who is looked for, in no service yet.
pub fn sought(person: PersonId, sought: &Sought) -> Entry {
    // What kind of name it is makes no difference to whom it is like.
    with_particulars(person, &sought.particulars(), false, &[])
}

fn with_particulars(
    person: PersonId,
    particulars: &Particulars<'_>,
    has_preferred: bool,
    services: &[ServiceId],
) -> Entry {
    let kind = |place: usize| match place {
        0 => NameKind::Current,
        1 if has_preferred => NameKind::Preferred,
        _ => NameKind::Previous,
    };
    Entry {
        person: person.0,
        names: particulars
            .names
            .iter()
            .enumerate()
            .map(|(place, name)| NameEntry { words: words(name), kind: kind(place) })
            .collect(),
        born: particulars.born.map(|born| born_entry(born, particulars.born_estimated)),
        nhs_number: particulars.nhs_number.and_then(|digits| digits.parse().ok()),
        services: services.iter().map(|service| service.0).collect(),
    }
}

fn words(name: &FullName<'_>) -> String {
    [name.given, name.family].join(" ").trim().to_owned()
}

fn born_entry(born: PartialDate, estimated: bool) -> BornEntry {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let (year, month, day) = match born {
        PartialDate::Year(year) => (year, None, None),
        PartialDate::Month(year, month) => (year, Some(month), None),
        PartialDate::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
    };
    BornEntry { year: u16::try_from(year).unwrap_or_default(), month: month.map(small), day: day.map(small), estimated }
}
