//! A day put together.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::appointment::Appointment;
use crate::contact::Outcome;
use crate::headline::{CaseworkHeadline, Headlines, HealthHeadline};
use crate::health::Health;
use crate::specimen::{NOW, appointment, at, contact, episode, headlines, id};

/// A day of member of staff 7, at the present of specimens.
#[derive(Default)]
struct Day {
    people: BTreeMap<PersonId, Headlines>,
    diary: Vec<Engagement>,
    drafts: Vec<OpenDraft>,
    requests: Vec<WaitingRequest>,
    days_without_contact: BTreeMap<ServiceId, u32>,
}

impl Day {
    /// Somebody whose episode opened on a day, last seen at an instant.
    fn with(mut self, person: u128, opened_on: &str, last_seen: Option<&str>) -> Self {
        let contacts: Vec<_> = last_seen.into_iter().map(|at| contact(at, Outcome::Attended)).collect();
        let open = episode(opened_on);
        let casework = CaseworkHeadline::from_casework(&contacts, [(id(person), &open)], [], []);
        self.people.insert(id(person), headlines(person, "Rowan", casework));
        self
    }

    fn expecting(mut self, appointment: u128, person: u128, at: Appointment) -> Self {
        self.diary.push(Engagement { id: id(appointment), person: id(person), appointment: at });
        self
    }

    fn at(&self, now: &str) -> Today {
        Today::of(&Sources {
            me: id(7),
            now: at(now),
            people: &self.people,
            diary: &self.diary,
            drafts: &self.drafts,
            requests: &self.requests,
            days_without_contact: &self.days_without_contact,
        })
    }
}

fn booked(time: &str) -> Appointment {
    appointment("2026-11-24", time, AppointmentState::Booked)
}

fn due(today: &Today) -> Vec<AppointmentId> {
    today.diary.iter().filter(|row| row.due_now).map(|row| row.appointment).collect()
}

#[test]
fn the_diary_goes_by_the_clock_and_marks_the_one_to_record() {
    let kept = appointment("2026-11-24", "09:30", AppointmentState::Kept);
    let day = Day::default()
        .with(1, "2026-11-13", None)
        .expecting(3, 1, booked("15:00"))
        .expecting(2, 1, booked("14:00"))
        .expecting(1, 1, kept);
    let today = day.at(NOW);
    assert_eq!(today.diary.iter().map(|row| row.appointment).collect::<Vec<_>>(), [id(1), id(2), id(3)]);
    assert_eq!(due(&today), [id(2)]);
    assert_eq!(due(&day.at("2026-11-24T13:44:59Z")), []);
    assert_eq!(due(&day.at("2026-11-24T14:45:00Z")), [id(3)]);
}

#[test]
fn the_diary_is_mine_of_today_and_without_what_moved() {
    let others = Appointment { staff: id(8), ..booked("10:00") };
    let day = Day::default()
        .with(1, "2026-11-13", None)
        .expecting(1, 1, others)
        .expecting(2, 1, appointment("2026-11-24", "11:00", AppointmentState::Moved))
        .expecting(3, 1, appointment("2026-11-25", "11:00", AppointmentState::Booked))
        .expecting(4, 99, booked("12:00"));
    assert!(day.at(NOW).diary.is_empty());
}

#[test]
fn somebody_without_contact_needs_their_key_worker_from_the_day_that_the_service_set() {
    let day = Day::default().with(1, "2026-01-01", Some("2026-11-03T10:00:00Z"));
    let needs = day.at(NOW).needs_you;
    assert_eq!(needs.len(), 1);
    assert!(needs[0].kind == NeedKind::NoContact { days: 21.into() });
    assert_eq!(needs[0].since, at("2026-11-03T00:00:00Z"));
    assert!(day.at("2026-11-23T14:05:00Z").needs_you.is_empty());
    let patient = Day { days_without_contact: BTreeMap::from([(id(1), 22)]), ..day };
    assert!(patient.at(NOW).needs_you.is_empty());
}

#[test]
fn a_colleagues_people_do_not_need_me() {
    let mut day = Day::default().with(1, "2026-01-01", None);
    for headlines in day.people.values_mut() {
        headlines.casework.as_mut().unwrap().episodes[0].key_worker = id(8);
    }
    let today = day.at(NOW);
    assert!(today.needs_you.is_empty() && today.seen_lately.is_empty());
}

#[test]
fn a_review_needs_me_only_where_i_read_health() {
    let mut day = Day::default().with(1, "2026-11-20", None);
    assert!(day.at(NOW).needs_you.is_empty());
    let health: Health = serde_json::from_value(serde_json::json!({"review_due_on": "2026-11-20"})).unwrap();
    day.people.get_mut(&id(1)).unwrap().health = Some(HealthHeadline::from_health(&health, []));
    assert!(day.at(NOW).needs_you[0].kind == NeedKind::ReviewDue);
}

#[test]
fn needs_come_most_pressing_first() {
    let request = WaitingRequest { id: id(5), held: id(1), asking: id(2), asked_at: at("2026-11-24T09:00:00Z") };
    let draft = |number, changed_at| OpenDraft {
        id: id(number),
        person: None,
        form: DraftOf::Registration,
        record: None,
        changed_at: at(changed_at),
    };
    let day = Day {
        requests: vec![request],
        drafts: vec![draft(2, "2026-11-23T17:52:00Z"), draft(1, "2026-11-22T17:52:00Z")],
        ..Day::default()
    };
    let day = day
        .with(1, "2026-01-01", Some("2026-11-01T10:00:00Z"))
        .with(2, "2026-01-01", Some("2026-10-01T10:00:00Z"))
        .expecting(1, 1, appointment("2026-11-20", "10:00", AppointmentState::Booked));
    let needs = day.at(NOW).needs_you;
    let expected = [
        NeedKind::NoContact { days: 54.into() },
        NeedKind::NoContact { days: 23.into() },
        NeedKind::TakeOn { request: id(5), asking: id(2) },
        NeedKind::NotRecorded { appointment: id(1) },
        NeedKind::UnfinishedNote { draft: id(1), form: DraftOf::Registration, record: None },
        NeedKind::UnfinishedNote { draft: id(2), form: DraftOf::Registration, record: None },
    ];
    assert!(needs.into_iter().map(|need| need.kind).eq(expected));
}

#[test]
fn a_need_says_its_kind_in_a_word() {
    let day = Day::default().with(1, "2026-01-01", None);
    let need = &day.at(NOW).needs_you[0];
    let json = serde_json::to_value(need).unwrap();
    assert!(serde_json::from_value::<Need>(json.clone()).unwrap() == *need);
    assert_eq!(json["need"], "no_contact");
    assert_eq!(json["days"], 327);
    assert_eq!(json["name"], "Rowan Sampleson");
}

#[test]
fn the_lately_seen_are_few_and_the_latest_first() {
    let day = (1..=10).fold(Day::default(), |day, person| {
        day.with(person, "2026-11-01", Some(&format!("2026-11-{:02}T10:00:00Z", person + 5)))
    });
    let seen = day.at(NOW).seen_lately;
    assert_eq!(seen.len(), SEEN_LATELY);
    assert_eq!(seen[0].person, id(10));
    assert!(seen.windows(2).all(|pair| pair[0].at >= pair[1].at));
}

proptest! {
    #[test]
    fn at_most_one_row_is_due_and_it_is_booked(
        rows in prop::collection::vec((0_u32..24, 0_usize..6), 0..8),
        now in 0_u32..24,
    ) {
        let day = rows.iter().enumerate().fold(
            Day::default().with(1, "2026-11-01", None),
            |day, (number, (hour, state))| {
                let state = AppointmentState::ALL[*state];
                day.expecting(number as u128, 1, appointment("2026-11-24", &format!("{hour:02}:00"), state))
            },
        );
        let today = day.at(&format!("2026-11-24T{now:02}:30:00Z"));
        prop_assert!(today.diary.windows(2).all(|pair| pair[0].starts_at <= pair[1].starts_at));
        let due: Vec<_> = today.diary.iter().filter(|row| row.due_now).collect();
        prop_assert!(due.len() <= 1);
        prop_assert!(due.iter().all(|row| row.state == AppointmentState::Booked && row.starts_at <= today.as_of));
    }
}
