//! Worked examples, one a figure.

use super::*;
use crate::contact::{Contact, Outcome, Response};
use crate::specimen::{NOW, against, at, contact, contact_with, day, id, lists, typed};

fn query() -> ActivityQuery {
    ActivityQuery { contract: id(1), period: Period { from: day("2026-10-01"), to: day("2026-10-31") } }
}

/// What each person's contacts come to.
fn count(contacts: &[(u128, Contact)]) -> Activity {
    let mut tally = Tally::new(query(), vec![id(1)]);
    for (person, contact) in contacts {
        tally.add(id(*person), contact);
    }
    tally.finish(lists(), at(NOW))
}

fn value(activity: &Activity, kind: FigureKind, code: Option<&str>) -> Option<f64> {
    let row = activity.rows.iter().find(|row| row.kind == kind && row.code.as_deref() == code);
    row.expect("every figure has its row").value
}

const MONDAY: &str = "2026-10-05T10:00:00Z";

/// Ash came twice and missed once; Kit came late; Lou cancelled; Max was cancelled by the service, and
/// came too late another time.
fn week() -> Vec<(u128, Contact)> {
    vec![
        (1, contact(MONDAY, Outcome::Attended)),
        (1, contact("2026-10-06T10:00:00Z", Outcome::Attended)),
        (1, contact("2026-10-07T10:00:00Z", Outcome::DidNotAttend)),
        (2, contact(MONDAY, Outcome::AttendedLate)),
        (3, contact(MONDAY, Outcome::CancelledByThem)),
        (4, contact(MONDAY, Outcome::CancelledByUs)),
        (4, contact("2026-10-06T10:00:00Z", Outcome::TooLate)),
    ]
}

#[test]
fn people_seen_took_part_and_count_once() {
    assert_eq!(value(&count(&week()), FigureKind::PeopleSeen, None), Some(2.0));
}

#[test]
fn contacts_are_the_sum_of_their_outcomes() {
    let activity = count(&week());
    let value = |kind| value(&activity, kind, None);
    assert_eq!(value(FigureKind::Contacts), Some(7.0));
    assert_eq!(value(FigureKind::Attended), Some(3.0));
    assert_eq!(value(FigureKind::DidNotAttend), Some(2.0));
    assert_eq!(value(FigureKind::CancelledByThem), Some(1.0));
    assert_eq!(value(FigureKind::CancelledByUs), Some(1.0));
}

#[test]
fn attendance_leaves_out_what_the_service_cancelled() {
    assert_eq!(value(&count(&week()), FigureKind::Attendance, None), Some(50.0));
    assert_eq!(measure::attendance(2, 3, 0), Some(66.7));
    assert_eq!(measure::attendance(0, 2, 2), None);
    let only_ours = [(1, contact(MONDAY, Outcome::CancelledByUs))];
    assert_eq!(value(&count(&only_ours), FigureKind::Attendance, None), None);
}

#[test]
fn contacts_are_told_by_kind_and_every_kind_has_its_row() {
    let group = contact_with(MONDAY, Outcome::Attended, "group", &[]);
    let activity = count(&[(1, group), (1, contact(MONDAY, Outcome::Attended))]);
    let of_kind = |code| value(&activity, FigureKind::ContactsOfKind, Some(code));
    assert_eq!((of_kind("group"), of_kind("one_to_one"), of_kind("text")), (Some(1.0), Some(1.0), Some(0.0)));
}

#[test]
fn an_intervention_offered_twice_counts_twice_whatever_became_of_it() {
    let first = contact_with(
        MONDAY,
        Outcome::Attended,
        "one_to_one",
        &[("ost_assess", Response::Offered), ("ost_methadone", Response::Declined)],
    );
    let second =
        contact_with("2026-10-12T10:00:00Z", Outcome::Attended, "one_to_one", &[("ost_assess", Response::Accepted)]);
    let activity = count(&[(1, first), (1, second)]);
    let all = |kind| value(&activity, kind, None);
    assert_eq!(
        (all(FigureKind::Offered), all(FigureKind::Accepted), all(FigureKind::Declined)),
        (Some(3.0), Some(1.0), Some(1.0))
    );
    let of = |kind, code| value(&activity, kind, Some(code));
    assert_eq!(of(FigureKind::OfferedOf, "ost_assess"), Some(2.0));
    assert_eq!(of(FigureKind::AcceptedOf, "ost_assess"), Some(1.0));
    assert_eq!(of(FigureKind::DeclinedOf, "ost_methadone"), Some(1.0));
    assert_eq!(of(FigureKind::OfferedOf, "ost_bupe"), Some(0.0));
}

#[test]
fn the_period_goes_by_london_days_and_the_contracts_services() {
    let before = contact("2026-09-30T22:59:59Z", Outcome::Attended);
    let first = contact("2026-09-30T23:00:00Z", Outcome::Attended);
    let last = contact("2026-10-31T23:59:59Z", Outcome::Attended);
    let after = contact("2026-11-01T00:00:00Z", Outcome::Attended);
    let elsewhere = Contact { service: id(2), ..contact(MONDAY, Outcome::Attended) };
    let activity = count(&[(1, before), (2, first), (3, last), (4, after), (5, elsewhere)]);
    assert_eq!(value(&activity, FigureKind::PeopleSeen, None), Some(2.0));
}

#[test]
fn a_spreadsheet_reads_every_row_with_its_definition() {
    let csv = count(&week()).to_csv();
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines[0], "\"Activity from 01-Oct-2026 to 31-Oct-2026, computed 24-Nov-2026 14:05. As counted\"");
    assert_eq!(lines[1], "figure,code,label,value,unit,definition");
    assert!(lines[2].starts_with("people_seen,,People seen,2,people,"));
    assert_eq!(lines.len(), count(&[]).rows.len() + 2);
}

#[test]
fn small_figures_are_withheld_and_the_rest_rounded() {
    let mut tally = Tally::new(query(), vec![id(1)]);
    for person in 0..23 {
        tally.add(id(person), &contact(MONDAY, Outcome::Attended));
    }
    for person in 0..4 {
        tally.add(id(person), &contact(MONDAY, Outcome::DidNotAttend));
    }
    let activity = tally.finish_rounded(lists(), at(NOW));
    assert_eq!(value(&activity, FigureKind::PeopleSeen, None), Some(25.0));
    assert_eq!(value(&activity, FigureKind::Contacts, None), Some(25.0));
    assert_eq!(value(&activity, FigureKind::DidNotAttend, None), None);
    assert!(activity.to_csv().contains("did_not_attend,,Did not attend,withheld,contacts,"));
}

#[test]
fn a_period_has_its_days_in_order_and_within_five_years() {
    let form = |from: &str, to: &str| ActivityForm { contract: Some(id(1)), from: typed(from), to: typed(to) };
    let check = |from: &str, to: &str| form(from, to).check(&against());
    assert!(check("2026-10-01", "2026-10-01").is_ok());
    assert!(check("2021-11-24", "2026-11-24").is_ok());
    assert!(check("2021-11-23", "2026-11-24").err().unwrap().at("/to").is_some());
    assert_eq!(check("2026-10-02", "2026-10-01").err().unwrap().at("/to"), Some(&Flaw::EndBeforeStart));
    assert_eq!(check("2026-11-25", "2026-11-30").err().unwrap().at("/from"), Some(&Flaw::InFuture));
}

#[test]
fn rounded_figures_are_of_whole_months_that_are_over() {
    let rounded = |from: &str, to: &str| {
        ActivityForm { contract: Some(id(1)), from: typed(from), to: typed(to) }.check_rounded(&against())
    };
    assert!(rounded("2026-09-01", "2026-10-31").is_ok());
    assert!(rounded("2026-09-02", "2026-10-31").err().unwrap().at("/to").is_some());
    assert!(rounded("2026-11-01", "2026-11-30").err().unwrap().at("/to").is_some());
}
