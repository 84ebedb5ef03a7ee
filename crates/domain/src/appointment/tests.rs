//! Clock changes, days past and cancelling.

use proptest::prelude::*;

use super::*;
use crate::specimen::{NOW, against, against_at, appointment, appointment_form as form, at, id, typed};
use crate::{Flaw, Flaws, instant};

#[test]
fn a_winter_and_a_summer_afternoon_are_an_hour_apart() {
    let start = |day: &str| form(day, "14:00").check(&against()).ok().unwrap().starts_at;
    assert_eq!(start("2026-11-26"), at("2026-11-26T14:00:00Z"));
    assert_eq!(start("2027-06-10"), at("2027-06-10T13:00:00Z"));
}

#[test]
fn the_hour_that_is_left_out_is_refused() {
    let flaws = form("2027-03-28", "01:30").check(&against()).err().unwrap();
    assert_eq!(flaws.at("/time"), Some(&Flaw::MissingHour));
}

#[test]
fn of_the_hour_that_comes_twice_the_form_says_which() {
    let doubled = form("2027-10-31", "01:30");
    assert_eq!(doubled.check(&against()).err().unwrap().at("/time"), Some(&Flaw::DoubledHour));
    let start = |occurrence| {
        let form = AppointmentForm { occurrence: Some(occurrence), ..doubled.clone() };
        form.check(&against()).ok().unwrap().starts_at
    };
    assert_eq!(start(Fold::First), at("2027-10-31T00:30:00Z"));
    assert_eq!(start(Fold::Second), at("2027-10-31T01:30:00Z"));
}

#[test]
fn nobody_is_expected_yesterday() {
    assert_eq!(form("2026-11-23", "14:00").check(&against()).err().unwrap().at("/day"), Some(&Flaw::InPast));
    assert!(form("2026-11-24", "09:00").check(&against()).is_ok());
}

#[test]
fn a_note_is_changed_on_a_day_that_has_passed() {
    let before = appointment("2026-11-20", "14:00", AppointmentState::Booked);
    let change = AppointmentForm { note: typed("Wants script review"), ..form("2026-11-20", "14:00") };
    assert!(change.check_change(&before, &against()).ok().unwrap().note.is_some());
    assert!(form("2026-11-21", "14:00").check_change(&before, &against()).err().unwrap().at("/day").is_some());
}

#[test]
fn what_is_over_neither_changes_nor_is_cancelled() {
    for state in AppointmentState::ALL.iter().copied().filter(|state| *state != AppointmentState::Booked) {
        let over = appointment("2026-11-26", "14:00", state);
        assert!(form("2026-11-26", "15:00").check_change(&over, &against()).err().unwrap().at("/day").is_some());
        let cancel = CancelForm { by: Some(CancelledBy::Them), reason: None };
        assert!(cancel.check(&over).err().unwrap().at("/by").is_some());
    }
}

#[test]
fn the_service_says_why_it_cancels() {
    let booked = appointment("2026-11-26", "14:00", AppointmentState::Booked);
    let cancel = |by, reason| CancelForm { by: Some(by), reason }.check(&booked);
    assert!(cancel(CancelledBy::Us, None).err().unwrap().at("/reason").is_some());
    assert!(cancel(CancelledBy::Us, typed("Worker ill")).ok().unwrap().state == AppointmentState::CancelledByUs);
    assert!(cancel(CancelledBy::Them, None).ok().unwrap().state == AppointmentState::CancelledByThem);
}

#[test]
fn a_recorded_contact_says_where_the_appointment_stands() {
    let booked = appointment("2026-11-24", "14:00", AppointmentState::Booked);
    assert!(booked.recorded_as(Outcome::AttendedLate).state == AppointmentState::Kept);
    assert!(booked.recorded_as(Outcome::TooLate).state == AppointmentState::Missed);
    assert!(booked.moved_to(id(5)).moved_to == Some(id(5)));
}

#[test]
fn minutes_lie_between_five_and_a_working_day() {
    for (minutes, fits) in [(4, false), (5, true), (480, true), (481, false)] {
        let form = AppointmentForm { minutes: Some(minutes.into()), ..form("2026-11-26", "09:00") };
        assert_eq!(form.check(&against()).is_ok(), fits, "{minutes}");
    }
}

proptest! {
    #[test]
    fn every_instant_shows_the_day_and_time_that_were_agreed(days in 0_u64..3_000, minute in 0_u32..1_440, second: bool) {
        let day = at(NOW).date_naive() + chrono::Days::new(days);
        let time = format!("{:02}:{:02}", minute / 60, minute % 60);
        let occurrence = if second { Fold::Second } else { Fold::First };
        let form = AppointmentForm { occurrence: Some(occurrence), ..form(&day.to_string(), &time) };
        match form.check(&against_at(NOW)) {
            Ok(made) => {
                prop_assert_eq!(instant::london_day(made.starts_at), day);
                prop_assert_eq!(crate::calendar::time_text(made.starts_at), time);
            }
            Err(flaws) => prop_assert!(is_missing_hour(&flaws) && chrono::Datelike::month(&day) == 3),
        }
    }
}

fn is_missing_hour(flaws: &Flaws) -> bool {
    flaws.at("/time") == Some(&Flaw::MissingHour)
}
