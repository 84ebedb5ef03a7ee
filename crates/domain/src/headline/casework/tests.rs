//! What a headline says whatever order its casework comes in.

use proptest::prelude::*;

use super::*;
use crate::alert::{Alert, Level};
use crate::specimen::{alert, appointment, at, contact, day, episode, id, raised};

fn from(contacts: &[Contact]) -> CaseworkHeadline {
    CaseworkHeadline::from_casework(contacts, [], [], [])
}

#[test]
fn the_last_contact_may_be_one_that_was_missed() {
    let contacts = [
        contact("2026-11-20T15:10:00Z", Outcome::DidNotAttend),
        contact("2026-11-13T10:00:00Z", Outcome::Attended),
        contact("2026-11-06T10:00:00Z", Outcome::AttendedLate),
    ];
    let headline = from(&contacts);
    assert!(headline.missed_last_time());
    assert_eq!(headline.last_contact.as_ref().map(|last| last.at), Some(at("2026-11-20T15:10:00Z")));
    assert_eq!(headline.last_seen, Some(at("2026-11-13T10:00:00Z")));
}

#[test]
fn cancelling_beforehand_is_not_missing() {
    assert!(!from(&[contact("2026-11-20T15:10:00Z", Outcome::CancelledByThem)]).missed_last_time());
    assert!(!from(&[]).missed_last_time());
}

#[test]
fn only_what_stands_is_booked_and_the_next_lies_ahead() {
    let kept = appointment("2026-11-20", "10:00", AppointmentState::Kept);
    let passed = appointment("2026-11-23", "10:00", AppointmentState::Booked);
    let soon = appointment("2026-11-26", "14:00", AppointmentState::Booked);
    let later = appointment("2026-12-03", "14:00", AppointmentState::Booked);
    let all = [(id(3), &later), (id(1), &passed), (id(4), &kept), (id(2), &soon)];
    let headline = CaseworkHeadline::from_casework([], [], all, []);
    let booked: Vec<AppointmentId> = headline.bookings.iter().map(|booking| booking.id).collect();
    assert_eq!(booked, [id(1), id(2), id(3)]);
    let next = |now: &str| headline.next_appointment(at(now)).map(|booking| booking.id);
    assert_eq!(next("2026-11-24T14:05:00Z"), Some(id(2)));
    assert_eq!(next("2026-12-03T14:00:01Z"), None);
}

#[test]
fn too_many_bookings_keep_the_latest() {
    let many: Vec<Appointment> = (0..MAX_BOOKINGS as u64 + 5)
        .map(|days| day("2026-11-26") + chrono::Days::new(days))
        .map(|day| appointment(&day.to_string(), "14:00", AppointmentState::Booked))
        .collect();
    let numbered = many.iter().enumerate().map(|(number, appointment)| (id(number as u128), appointment));
    let headline = CaseworkHeadline::from_casework([], [], numbered, []);
    assert_eq!(headline.bookings.len(), MAX_BOOKINGS);
    assert_eq!(headline.bookings.first().map(|booking| booking.id), Some(id(5)));
}

#[test]
fn quiet_begins_with_the_opening_or_the_last_time_they_took_part() {
    let open = episode("2026-11-10");
    let quiet = |contacts: &[Contact]| {
        let headline = CaseworkHeadline::from_casework(contacts, [(id(1), &open)], [], []);
        headline.quiet_since(&headline.episodes[0])
    };
    assert_eq!(quiet(&[]), day("2026-11-10"));
    assert_eq!(quiet(&[contact("2024-01-01T10:00:00Z", Outcome::Attended)]), day("2026-11-10"));
    assert_eq!(quiet(&[contact("2026-11-13T10:00:00Z", Outcome::Attended)]), day("2026-11-13"));
    assert_eq!(quiet(&[contact("2026-11-20T10:00:00Z", Outcome::DidNotAttend)]), day("2026-11-10"));
}

#[test]
fn ended_alerts_and_closed_episodes_are_left_out() {
    let holds = alert("lone_working", Level::Caution, "2026-11-01");
    let ended = Alert { ended_on: Some(day("2026-11-20")), ..holds.clone() };
    let closed = Episode { state: EpisodeState::Closed, ..episode("2026-01-01") };
    let headline = CaseworkHeadline::from_casework([], [(id(1), &closed)], [], [raised(1, &ended), raised(2, &holds)]);
    assert!(headline.episodes.is_empty());
    assert_eq!(headline.alerts.iter().map(|line| line.id).collect::<Vec<_>>(), [id(2)]);
}

proptest! {
    #[test]
    fn the_order_in_which_contacts_come_does_not_matter(
        contacts in prop::collection::vec((0_u32..5, 0_usize..6), 0..8),
        turn in 0_usize..8,
    ) {
        let mut contacts: Vec<Contact> = contacts
            .into_iter()
            .map(|(hour, outcome)| contact(&format!("2026-11-20T1{hour}:00:00Z"), Outcome::ALL[outcome]))
            .collect();
        let once = from(&contacts);
        let turn = turn.min(contacts.len());
        contacts.rotate_left(turn);
        contacts.reverse();
        prop_assert!(once == from(&contacts));
    }

    #[test]
    fn one_more_contact_makes_the_headline_of_the_whole(
        contacts in prop::collection::vec((0_u32..5, 0_usize..6), 0..8),
        (hour, outcome) in (0_u32..5, 0_usize..6),
    ) {
        let at = |hour: u32, outcome: usize| contact(&format!("2026-11-20T1{hour}:00:00Z"), Outcome::ALL[outcome]);
        let mut contacts: Vec<Contact> = contacts.into_iter().map(|(hour, outcome)| at(hour, outcome)).collect();
        let (open, booked) = (episode("2026-11-10"), appointment("2026-11-26", "14:00", AppointmentState::Booked));
        let holds = alert("lone_working", Level::Caution, "2026-11-01");
        let whole = |contacts: &[Contact]| CaseworkHeadline::from_casework(
            contacts, [(id(1), &open)], [(id(2), &booked)], [raised(3, &holds)],
        );
        let new = at(hour, outcome);
        let before = whole(&contacts);
        contacts.push(new.clone());
        prop_assert!(before.with_contact(&new) == whole(&contacts));
    }
}
