//! The list of who has seen a record, for the person whose record it is.
//!
//! It gives day, role, service, what was done and why. Names are given only where somebody has weighed that against
//! the risk to the member of staff: whoever was not weighed is not named.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::plain;
use crate::access::Role;
use crate::id::{PersonId, StaffId};
use crate::instant::london_day;
use crate::text::{Line, Name};
use crate::trail::{TrailEntry, TrailOutcome};
use crate::{Check, Flaws, Private, choice, form};

/// The most members of staff that are weighed at once.
pub const MAX_WEIGHED: usize = 1_000;

choice! {
    /// Whether somebody's name is given.
    pub enum Naming {
        /// It is.
        Shown = "shown", "Give the name";
        /// It is not, for a reason.
        Withheld = "withheld", "Keep the name back";
    }
}

form! {
    /// What a reviewer typed about one member of staff.
    pub struct WeighedForm {
        /// Who.
        #[schema(required, value_type = StaffId)]
        pub staff: StaffId,
        /// Whether their name is given.
        #[schema(required, value_type = Naming)]
        pub naming: Naming,
        /// Why it is kept back; needed where it is, and not given with the list.
        #[schema(value_type = String, max_length = 250, example = "Was followed home in March")]
        pub reason: Private<String>,
    }
}

form! {
    /// Whose names are given, and whose are kept back.
    pub struct SeenByForm {
        /// Each member of staff who was weighed, at most 1,000; nobody else is named.
        #[schema(value_type = Vec<WeighedForm>, max_items = 1000)]
        pub names: Vec<WeighedForm>,
    }
}

/// What was decided about one name.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Weighed {
    /// Whose.
    pub staff: StaffId,
    /// Whether it is given.
    pub naming: Naming,
    /// Why it is kept back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reason: Option<Private<Line>>,
}

/// What somebody did with the record on one day.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sighting {
    /// The day in London.
    pub day: NaiveDate,
    /// Who; only while names are weighed, never in the list that is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Their name, where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub name: Option<Private<Name>>,
    /// In which role; none for the computer system itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Of which service, where the role is of one and the entry says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub service: Option<Private<Line>>,
    /// What they did, in plain words.
    #[cfg_attr(feature = "openapi", schema(example = "looked at your contact details"))]
    pub what: String,
    /// What for, in plain words.
    #[cfg_attr(feature = "openapi", schema(example = "to work with you"))]
    pub why: String,
    /// How many times that day.
    pub times: u32,
}

/// Who has seen a record.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenBy {
    /// Whose record.
    pub person: PersonId,
    /// Up to which day it tells.
    pub through: NaiveDate,
    /// What was done, the last day first.
    pub sightings: Vec<Sighting>,
    /// Whether it goes back to the beginning; otherwise the oldest are left out.
    pub is_whole: bool,
    /// What was decided about each name; kept with the record, and not part of what is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weighed: Vec<Weighed>,
}

impl SeenByForm {
    /// What was decided about each name, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form: a name that is kept back has its reason.
    pub fn check(&self) -> Result<Vec<Weighed>, Flaws> {
        let mut check = Check::new();
        let weighed = check.each("names", MAX_WEIGHED, self.names.as_ref(), |check, one| {
            let staff = check.required("staff", "who", one.staff.as_ref(), |id| Ok(*id));
            let naming =
                check.required("naming", "whether the name is given", one.naming.as_ref(), |naming| Ok(*naming));
            let reason = if naming == Some(Naming::Withheld) {
                check.required("reason", "why the name is kept back", one.reason.as_ref(), Line::parse)
            } else {
                check.optional("reason", one.reason.as_ref(), Line::parse)
            };
            Some(Weighed { staff: staff?, naming: naming?, reason })
        });
        check.finish(Some(weighed))
    }
}

/// What the entries about a record come to: one line for each day, member of staff, role and deed, the last day first.
/// What was refused showed nothing, and is left out.
pub fn sightings(entries: &[TrailEntry], service: impl Fn(&TrailEntry) -> Option<Private<Line>>) -> Vec<Sighting> {
    type Same = (std::cmp::Reverse<NaiveDate>, Option<StaffId>, Option<Role>, &'static str, &'static str);
    let mut lines = BTreeMap::<Same, Sighting>::new();
    for entry in entries.iter().filter(|entry| entry.outcome == TrailOutcome::Done) {
        let (day, what, why) = (london_day(entry.at), plain::what(&entry.operation), plain::why(entry.purpose));
        let line = lines.entry((std::cmp::Reverse(day), entry.by, entry.role, what, why)).or_insert_with(|| Sighting {
            day,
            staff: entry.by,
            name: entry.by_name.clone(),
            role: entry.role.filter(|_| entry.by.is_some()),
            service: service(entry),
            what: what.to_owned(),
            why: why.to_owned(),
            times: 0,
        });
        line.times += 1;
    }
    lines.into_values().collect()
}

impl SeenBy {
    /// The list as it is given: without ids, and with the names alone that are given.
    #[must_use]
    pub fn given(mut self, weighed: Vec<Weighed>) -> Self {
        for line in &mut self.sightings {
            let is_shown = |one: &Weighed| Some(one.staff) == line.staff && one.naming == Naming::Shown;
            // Of two words about one name the one that keeps it back holds.
            let is_withheld = |one: &Weighed| Some(one.staff) == line.staff && one.naming == Naming::Withheld;
            if !weighed.iter().any(is_shown) || weighed.iter().any(is_withheld) {
                line.name = None;
            }
            line.staff = None;
        }
        Self { weighed, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Action, Class, Purpose};
    use crate::specimen::{at, day, id};

    fn entry(time: &str, by: u128, operation: &str, outcome: TrailOutcome) -> TrailEntry {
        TrailEntry {
            id: id(9),
            at: at(time),
            by: Some(id(by)),
            by_name: Name::parse(&"Efua Testworker".into()).ok(),
            role: Some(Role::RecoveryWorker),
            service: None,
            operation: operation.to_owned(),
            action: Action::Read,
            class: Some(Class::Health),
            outcome,
            purpose: Some(Purpose::DirectCare),
            origin: None,
            session: None,
            count: 1,
            people: Vec::new(),
        }
    }

    fn list() -> SeenBy {
        let entries = [
            entry("2026-11-20T10:00:00Z", 1, "read_health", TrailOutcome::Done),
            entry("2026-11-24T10:00:00Z", 1, "read_reach", TrailOutcome::Done),
            entry("2026-11-24T10:05:00Z", 1, "read_reach", TrailOutcome::Done),
            entry("2026-11-24T10:05:00Z", 2, "read_reach", TrailOutcome::Done),
            entry("2026-11-24T11:00:00Z", 3, "read_reach", TrailOutcome::Refused),
        ];
        let sightings = sightings(&entries, |_| None);
        SeenBy { person: id(7), through: day("2026-11-24"), sightings, is_whole: true, weighed: Vec::new() }
    }

    fn weighed(staff: u128, naming: Naming) -> Weighed {
        Weighed { staff: id(staff), naming, reason: None }
    }

    #[test]
    fn a_day_is_told_once_for_each_reader_the_last_first() {
        let lines = list().sightings;
        let told: Vec<_> = lines.iter().map(|line| (line.day.to_string(), line.staff, line.times)).collect();
        let expected = [("2026-11-24", 1, 2), ("2026-11-24", 2, 1), ("2026-11-20", 1, 1)];
        assert_eq!(told, expected.map(|(day, staff, times)| (day.to_owned(), Some(id(staff)), times)));
        assert_eq!(lines.first().map(|line| line.what.as_str()), Some("looked at your contact details"));
    }

    #[test]
    fn nobody_is_named_who_was_not_weighed() {
        let named = |weighed: Vec<Weighed>| {
            let given = list().given(weighed);
            assert!(given.sightings.iter().all(|line| line.staff.is_none()), "ids are never given");
            given.sightings.iter().filter(|line| line.name.is_some()).count()
        };
        assert_eq!(named(Vec::new()), 0);
        assert_eq!(named(vec![weighed(1, Naming::Shown)]), 2);
        assert_eq!(named(vec![weighed(1, Naming::Shown), weighed(1, Naming::Withheld)]), 0);
        assert_eq!(named(vec![weighed(1, Naming::Withheld), weighed(2, Naming::Shown)]), 1);
    }

    #[test]
    fn a_name_is_kept_back_for_a_reason() {
        let form = |reason: Option<&str>| SeenByForm {
            names: Some(vec![WeighedForm {
                staff: Some(id(1)),
                naming: Some(Naming::Withheld),
                reason: reason.map(Into::into),
            }]),
        };
        assert!(form(None).check().err().unwrap().at("/names/0/reason").is_some());
        assert!(form(Some("Was followed home")).check().is_ok());
        assert!(SeenByForm::default().check().is_ok_and(|weighed| weighed.is_empty()));
    }
}
