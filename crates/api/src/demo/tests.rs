//! The population is the same for a seed, valid, varied, and its day is full at every hour.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::code::CodeLists;
use domain::episode::EpisodeState;
use domain::{code_lists, instant};
use serde_json::{Value, json};
use store::Filled;

use super::organisation::Organisation;
use super::scene::Scene;
use super::*;

/// A London afternoon in winter.
const NOW: &str = "2026-11-24T14:05:00Z";

struct Setting {
    lists: CodeLists,
    now: DateTime<Utc>,
}

impl Setting {
    fn at(now: &str) -> Self {
        Self { lists: code_lists::built_in(), now: instant::parse(now).unwrap() }
    }

    fn scene(&self, options: Options) -> Scene<'_> {
        let (home, others) = Organisation::invent(&self.lists, self.now, options).unwrap().teams;
        Scene { lists: &self.lists, now: self.now, seed: options.seed, home, others, contacts: options.contacts }
    }

    fn people(&self, options: Options) -> Vec<Filled> {
        let scene = self.scene(options);
        (0..options.people).map(|number| valid(person::invent(&scene, number), number)).collect()
    }
}

/// Somebody, or the rule that the generator broke.
fn valid(person: Result<Filled, Flaws>, number: u64) -> Filled {
    person.map_err(|flaws| Error::from(flaws).to_string()).unwrap_or_else(|said| panic!("person {number}: {said}"))
}

const fn options(people: u64, seed: u64) -> Options {
    Options { people, seed, contacts: Contacts::Realistic }
}

/// Everything about somebody, to compare.
fn told(person: &Filled) -> Value {
    json!({
        "id": person.person, "identity": person.identity, "addresses": person.addresses, "reach": person.reach,
        "health": person.health, "convictions": person.convictions,
        "episodes": person.episodes.iter().map(|written| (written.id, &written.content)).collect::<Vec<_>>(),
        "contacts": person.contacts.iter().map(|written| (written.id, &written.content)).collect::<Vec<_>>(),
        "appointments": person.appointments.iter().map(|written| (written.id, &written.content)).collect::<Vec<_>>(),
        "alerts": person.alerts.iter().map(|written| (written.id, &written.content)).collect::<Vec<_>>(),
    })
}

fn text<'a>(person: &'a Value, pointer: &str) -> &'a str {
    person.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn the_same_seed_makes_the_same_people_and_another_makes_others() {
    let setting = Setting::at(NOW);
    let all = |seed| setting.people(options(40, seed)).iter().map(told).collect::<Vec<_>>();
    assert_eq!(all(1), all(1));
    assert_ne!(all(1)[20..], all(2)[20..]);
}

#[test]
fn somebody_is_the_same_however_many_others_there_are() {
    let setting = Setting::at(NOW);
    let (few, many) = (setting.people(options(30, 7)), setting.people(options(60, 7)));
    assert_eq!(few.iter().map(told).collect::<Vec<_>>(), many[..30].iter().map(told).collect::<Vec<_>>());
}

#[test]
fn every_form_keeps_its_rules_for_many_seeds_and_days() {
    // Nights of a changed clock, a leap day, midnight and the seconds round it.
    for (seed, now) in [
        (1, NOW),
        (2, "2028-02-29T09:00:00Z"),
        (3, "2027-03-28T01:05:00Z"),
        (4, "2026-10-25T00:30:00Z"),
        (5, "2026-10-25T01:30:00Z"),
        (6, "2027-01-01T00:00:00Z"),
        (7, "2026-06-30T22:59:59Z"),
        (8, "2026-06-30T23:00:00Z"),
    ] {
        let setting = Setting::at(now);
        assert_eq!(setting.people(options(500, seed)).len(), 500, "{now}");
        let brief = Options { contacts: Contacts::None, ..options(100, seed) };
        assert!(setting.people(brief).iter().all(|person| person.contacts.is_empty()));
    }
}

#[test]
fn nothing_was_recorded_before_birth_or_after_now() {
    let setting = Setting::at(NOW);
    for person in setting.people(options(500, 3)) {
        let born = person.identity.birth_date.reveal().earliest();
        for contact in &person.contacts {
            assert!(contact.content.started_at <= setting.now && contact.at <= setting.now);
            assert!(instant::london_day(contact.content.started_at) > born);
        }
        for episode in &person.episodes {
            assert!(episode.content.opened_on > born);
        }
    }
}

#[test]
fn ids_are_nobody_elses() {
    let people = Setting::at(NOW).people(options(300, 4));
    let mut ids = BTreeSet::new();
    for person in &people {
        assert!(ids.insert(person.person.0));
        for id in person
            .episodes
            .iter()
            .map(|written| written.id)
            .chain(person.contacts.iter().map(|written| written.id))
            .chain(person.appointments.iter().map(|written| written.id))
            .chain(person.alerts.iter().map(|written| written.id))
        {
            assert!(ids.insert(id));
        }
    }
}

#[test]
fn the_population_is_shaped_like_a_service() {
    let people = Setting::at(NOW).people(options(2_000, 5));
    let told: Vec<Value> = people.iter().map(told).collect();
    let share = |what: &dyn Fn(usize) -> bool| (0..people.len()).filter(|at| what(*at)).count() * 100 / people.len();
    let opiates = share(&|at| text(&told[at], "/health/substances/0/substance") == "1011");
    assert!((35..=60).contains(&opiates), "{opiates} % come for heroin");
    let open = share(&|at| people[at].episodes.iter().any(|episode| episode.content.state == EpisodeState::Open));
    assert!((60..=85).contains(&open), "{open} % are with us");
    let again = share(&|at| people[at].episodes.len() > 1);
    assert!((25..=55).contains(&again), "{again} % came before");
    let in_part = share(&|at| text(&told[at], "/identity/birth_date").len() < 10);
    assert!((4..=16).contains(&in_part), "of {in_part} % only a part of the birth date is known");
    let busiest = people.iter().map(|person| person.contacts.len()).max().unwrap();
    assert!(busiest > 400, "somebody has {busiest} contacts");
    let contacts = people.iter().map(|person| person.contacts.len()).sum::<usize>() / people.len();
    assert!((12..=35).contains(&contacts), "{contacts} contacts each");
}

#[test]
fn twins_and_doubles_are_alike() {
    let people: Vec<Value> = Setting::at(NOW).people(options(200, 6)).iter().map(told).collect();
    let mut pairs = BTreeMap::from([("twins", 0), ("doubles", 0)]);
    for number in 21..200_usize {
        let same = |what: &str| text(&people[number - 1], what) == text(&people[number], what);
        if identity::is_twin(number as u64) {
            assert!(same("/identity/family_name") && same("/identity/birth_date") && !same("/identity/nhs_number"));
            *pairs.entry("twins").or_default() += 1;
        } else if identity::is_double(number as u64) {
            assert!(same("/identity/family_name") && same("/identity/birth_date"));
            *pairs.entry("doubles").or_default() += 1;
        }
    }
    assert!(pairs.values().all(|count| *count > 0), "{pairs:?}");
}

#[test]
fn every_number_has_its_own_nhs_number() {
    let numbers: BTreeSet<String> = (0..20_000).map(numbers::nhs_number).collect();
    assert_eq!(numbers.len(), 20_000);
    assert!(numbers.iter().all(|number| number.len() == 10 && number.starts_with("999")));
    assert_eq!(numbers::nhs_number(0), "9990000018");
}

#[test]
fn a_million_people_have_a_hundred_thousand_names() {
    let mut chance = chance::Chance::of(1, chance::Stream::Identity, 0);
    let names: BTreeSet<String> = (0..1_000_000).map(|_| names::family(&mut chance)).collect();
    assert!(names.len() > 100_000, "{}", names.len());
}

#[test]
fn somebody_is_due_at_every_hour_with_the_others_around() {
    for hour in 0..24 {
        for minute in ["00", "07", "59"] {
            let setting = Setting::at(&format!("2026-11-24T{hour:02}:{minute}:00Z"));
            let people = setting.people(options(pictured::PEOPLE, 1));
            let today = instant::london_day(setting.now);
            let diary = people.iter().flat_map(|person| &person.appointments);
            let diary = diary.filter(|booked| booked.content.day == today).count();
            assert_eq!(diary, 8, "at {hour}:{minute}");
            let ro = people[0].appointments.iter().find(|booked| booked.content.day == today).unwrap();
            let ago = (setting.now - ro.content.starts_at).num_minutes();
            assert!((0..15).contains(&ago), "{ago} minutes ago at {hour}:{minute}");
        }
    }
}

#[test]
fn kit_has_not_been_seen_for_23_days() {
    let setting = Setting::at(NOW);
    let people = setting.people(options(pictured::PEOPLE, 1));
    let kit = people.iter().find(|person| text(&told(person), "/identity/given_names") == "Kit").unwrap();
    let last = kit.contacts.iter().map(|contact| contact.content.started_at).max().unwrap();
    assert_eq!((instant::london_day(setting.now) - instant::london_day(last)).num_days(), 23);
}

#[test]
fn nobody_is_under_the_contract_whose_data_is_elsewhere() {
    let setting = Setting::at(NOW);
    let organisation = Organisation::invent(&setting.lists, setting.now, options(20_000, 1)).unwrap();
    let elsewhere: Vec<_> = organisation
        .filled
        .contracts
        .iter()
        .filter(|(_, contract)| contract.data_held == domain::contract::DataHeld::Elsewhere)
        .map(|(id, _)| *id)
        .collect();
    let (home, others) = &organisation.teams;
    assert_eq!(elsewhere.len(), 1);
    assert!(others.len() > 3, "services grow with the population");
    for team in others.iter().chain([home]) {
        let (_, service) = organisation.filled.services.iter().find(|(id, _)| *id == team.service).unwrap();
        assert!(!elsewhere.contains(&service.contract));
    }
    let names: BTreeSet<_> =
        organisation.staff.iter().map(|staff| serde_json::to_string(&staff.member.sign_in_name).unwrap()).collect();
    assert_eq!(names.len(), organisation.staff.len(), "each signs in under their own name");
}
