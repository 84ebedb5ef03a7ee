//! Worked examples of each pattern, and what holds for all of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::access::{Action, Role};
use crate::oversight::{Doer, Known, Thresholds};
use crate::postcode::Postcode;
use crate::specimen::{at, day, id};
use crate::text::Name;

/// A member of staff's day, as the ledger has it.
#[derive(Debug)]
struct Day {
    doer: Doer,
    deeds: Vec<Deed>,
    people: BTreeMap<PersonId, Known>,
    thresholds: Thresholds,
}

impl Day {
    fn of(name: &str) -> Self {
        let doer = Doer { staff: id(1), name: Name::parse(&name.into()).ok(), born: None, postcode: None };
        Self { doer, deeds: Vec::new(), people: BTreeMap::new(), thresholds: Thresholds::default() }
    }

    fn knowing(mut self, person: u128, known: Known) -> Self {
        self.people.insert(id(person), known);
        self
    }

    fn did(mut self, time: &str, action: Action, person: u128) -> Self {
        self.deeds.push(deed(self.deeds.len(), time, action, person));
        self
    }

    fn found(&self, pattern: Pattern) -> Vec<Sign> {
        let doings = Doings {
            doer: &self.doer,
            day: day("2026-11-24"),
            deeds: &self.deeds,
            people: &self.people,
            thresholds: &self.thresholds,
        };
        pattern.look(&doings)
    }
}

fn deed(index: usize, time: &str, action: Action, person: u128) -> Deed {
    Deed {
        entry: id(1_000 + index as u128),
        at: at(time),
        role: Some(Role::RecoveryWorker),
        operation: "read_health",
        action,
        is_of_one: true,
        is_refused: false,
        people: vec![id(person)],
    }
}

fn known(given: &str, family: &str, born: &str) -> Known {
    Known {
        given: Name::parse(&given.into()).ok(),
        family: Name::parse(&family.into()).ok(),
        born: Some(day(born).into()),
        ..Known::default()
    }
}

const MORNING: &str = "2026-11-24T10:00:00Z";

#[test]
fn numbers_are_unique() {
    let numbers: BTreeSet<u8> = Pattern::ALL.iter().map(|pattern| pattern.number()).collect();
    assert_eq!(numbers.len(), Pattern::ALL.len());
}

#[test]
fn three_looks_into_a_strangers_record_are_worth_one() {
    let two = Day::of("Efua Testworker").knowing(7, Known::default()).did(MORNING, Action::Read, 7).did(
        MORNING,
        Action::Read,
        7,
    );
    assert!(two.found(Pattern::NoLink).is_empty());
    let three = two.did(MORNING, Action::Read, 7);
    let [sign] = <[Sign; 1]>::try_from(three.found(Pattern::NoLink)).unwrap();
    assert_eq!((sign.person, sign.entries.len()), (Some(id(7)), 3));
}

#[test]
fn whoever_works_with_them_or_leads_the_team_may_look() {
    let mut linked = Day::of("Efua Testworker").knowing(7, Known { is_linked: true, ..Known::default() });
    for _ in 0..9 {
        linked = linked.did(MORNING, Action::Read, 7);
    }
    assert!(linked.found(Pattern::NoLink).is_empty());
    let mut leader = linked.knowing(7, Known::default());
    leader.deeds.iter_mut().for_each(|deed| deed.role = Some(Role::TeamLeader));
    assert!(leader.found(Pattern::NoLink).is_empty());
}

#[test]
fn a_family_name_is_compared_by_its_last_word_whatever_the_capitals() {
    let of = |family: &str| {
        let day = Day::of("efua van Testworker").knowing(7, known("Kit", family, "1985-07-14"));
        day.did(MORNING, Action::Read, 7).found(Pattern::SameName).len()
    };
    assert_eq!((of("TESTWORKER"), of("Van Testworker"), of("Testworkers"), of("Van")), (1, 1, 0, 0));
}

#[test]
fn a_postcode_is_compared_where_the_reader_gave_theirs() {
    let postcode = Postcode::parse(&"sr1 3jp".into()).unwrap();
    let person = Known { postcodes: vec![postcode.clone()], ..Known::default() };
    let mut day = Day::of("Efua Testworker").knowing(7, person).did(MORNING, Action::Read, 7);
    assert!(day.found(Pattern::SamePostcode).is_empty());
    day.doer.postcode = Some(postcode);
    assert_eq!(day.found(Pattern::SamePostcode).len(), 1);
}

#[test]
fn ones_own_record_has_ones_name_and_birth_date() {
    let mut own = Day::of("Kit Testperson").knowing(7, known("Kit Alex", "Testperson", "1985-07-14"));
    own = own.did(MORNING, Action::Read, 7);
    assert_eq!(own.found(Pattern::OwnRecord).len(), 1, "the name alone, of a reader who gave no birth date");
    own.doer.born = Some(day("1985-07-14").into());
    assert_eq!(own.found(Pattern::OwnRecord).len(), 1);
    own.doer.born = Some(day("1985-07-15").into());
    assert!(own.found(Pattern::OwnRecord).is_empty(), "a namesake");
}

#[test]
fn forty_people_in_an_hour_are_very_many() {
    let opened = |minutes: i64| {
        let mut day = Day::of("Efua Testworker");
        for person in 0..40_u32 {
            day = day.did(MORNING, Action::Read, u128::from(person));
        }
        let last = day.deeds.last_mut().unwrap();
        last.at += TimeDelta::minutes(minutes);
        day.found(Pattern::Bulk)
    };
    assert_eq!(opened(59).first().map(|sign| sign.entries.len()), Some(40));
    assert!(opened(60).is_empty());
}

#[test]
fn the_same_person_forty_times_is_one() {
    let mut day = Day::of("Efua Testworker");
    for _ in 0..60 {
        day = day.did(MORNING, Action::Read, 7);
    }
    assert!(day.found(Pattern::Bulk).is_empty());
}

#[test]
fn hours_are_by_the_clock_in_london() {
    let five = |time: &str| {
        let mut day = Day::of("Efua Testworker");
        for _ in 0..5 {
            day = day.did(time, Action::Read, 7);
        }
        !day.found(Pattern::OutOfHours).is_empty()
    };
    assert!(!five("2026-06-30T18:59:00Z") && five("2026-06-30T19:00:00Z"), "eight o'clock in summer");
    assert!(!five("2026-11-24T19:59:00Z") && five("2026-11-24T20:00:00Z"), "eight o'clock in winter");
    assert!(five("2026-11-28T11:00:00Z"), "a Saturday");
}

#[test]
fn every_breaking_of_the_glass_is_worth_a_look() {
    let mut day = Day::of("Efua Testworker").did(MORNING, Action::Read, 7);
    assert!(day.found(Pattern::BreakGlass).is_empty());
    day.deeds[0].operation = "break_glass";
    assert_eq!(day.found(Pattern::BreakGlass).first().and_then(|sign| sign.person), Some(id(7)));
}

#[test]
fn ten_refusals_are_worth_a_look() {
    let mut day = Day::of("Efua Testworker");
    for _ in 0..10 {
        day = day.did(MORNING, Action::Read, 7);
        day.deeds.last_mut().unwrap().is_refused = true;
    }
    assert_eq!(day.found(Pattern::Refused).first().map(|sign| sign.entries.len()), Some(10));
    day.deeds.pop();
    assert!(day.found(Pattern::Refused).is_empty());
}

#[test]
fn a_search_after_which_somebody_is_opened_is_no_sign() {
    let searched = |opens: bool| {
        let mut day = Day::of("Efua Testworker");
        for _ in 0..15 {
            day = day.did(MORNING, Action::Search, 7);
            if opens {
                day = day.did(MORNING, Action::Read, 7);
            }
        }
        day.found(Pattern::OnlySearched)
    };
    assert_eq!(searched(false).first().map(|sign| sign.entries.len()), Some(15));
    assert!(searched(true).is_empty());
}

/// Any day of up to eighty deeds with six people.
fn any_day() -> impl Strategy<Value = Day> {
    let actions = prop::sample::select(vec![Action::Read, Action::Change, Action::Search, Action::Create]);
    let deeds = prop::collection::vec((0..86_400_i64, actions, 0..6_u128, any::<bool>(), any::<bool>()), 0..80);
    (deeds, any::<bool>()).prop_map(|(mut deeds, is_linked)| {
        deeds.sort_by_key(|(second, ..)| *second);
        let mut day = Day::of("Kit Testperson");
        for (second, action, person, is_refused, is_of_one) in deeds {
            let mut one = deed(day.deeds.len(), "2026-11-24T00:00:00Z", action, person);
            one.at += TimeDelta::seconds(second);
            one.is_refused = is_refused;
            one.is_of_one = is_of_one;
            day.deeds.push(one);
        }
        for person in 0..6 {
            let family = if person % 2 == 0 { "Testperson" } else { "Sampleson" };
            day = day.knowing(person, Known { is_linked, ..known("Kit", family, "1985-07-14") });
        }
        day.thresholds.records_an_hour = 4;
        day
    })
}

proptest! {
    #[test]
    fn a_sign_names_entries_of_the_day_once_each_in_their_order(day in any_day()) {
        let of_day: BTreeSet<EntryId> = day.deeds.iter().map(|deed| deed.entry).collect();
        for sign in Pattern::ALL.iter().flat_map(|pattern| day.found(*pattern)) {
            prop_assert!(!sign.entries.is_empty());
            prop_assert!(sign.entries.is_sorted_by(|a, b| a < b));
            prop_assert!(sign.entries.iter().all(|entry| of_day.contains(entry)));
        }
    }

    #[test]
    fn a_pattern_finds_one_sign_for_each_person(day in any_day()) {
        for pattern in Pattern::ALL {
            let signs = day.found(*pattern);
            let people: BTreeSet<_> = signs.iter().map(|sign| sign.person).collect();
            prop_assert_eq!(people.len(), signs.len());
        }
    }

    #[test]
    fn a_refusal_opens_nothing(mut day in any_day()) {
        day.deeds.iter_mut().for_each(|deed| deed.is_refused = true);
        for pattern in Pattern::ALL.iter().filter(|pattern| **pattern != Pattern::Refused) {
            prop_assert!(day.found(*pattern).is_empty());
        }
    }

    #[test]
    fn a_higher_threshold_finds_no_more(day in any_day(), more in 0..20_usize) {
        let count = |day: &Day| Pattern::ALL.iter().map(|pattern| day.found(*pattern).len()).sum::<usize>();
        let before = count(&day);
        let mut stricter = day;
        let old = stricter.thresholds;
        stricter.thresholds = Thresholds {
            unlinked_deeds: old.unlinked_deeds + more,
            records_an_hour: old.records_an_hour + more,
            deeds_out_of_hours: old.deeds_out_of_hours + more,
            refusals: old.refusals + more,
            searches: old.searches + more,
            ..old
        };
        prop_assert!(count(&stricter) <= before);
    }
}
