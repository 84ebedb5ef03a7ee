//! Rows, their order and their limit.

use super::*;
use crate::alert::Level;
use crate::appointment::AppointmentState;
use crate::contact::Outcome;
use crate::episode::Episode;
use crate::headline::CaseworkHeadline;
use crate::specimen::{NOW, alert, appointment, at, contact, episode, headlines, id, raised};

fn people() -> Vec<Headlines> {
    let seen = [contact("2026-11-20T10:00:00Z", Outcome::Attended)];
    let soon = appointment("2026-11-26", "14:00", AppointmentState::Booked);
    let later = appointment("2026-12-26", "14:00", AppointmentState::Booked);
    let danger = alert("violence", Level::Danger, "2026-11-01");
    let caution = alert("animals", Level::Caution, "2026-11-01");
    let (old, new) = (episode("2026-01-01"), episode("2026-11-10"));
    let bare = CaseworkHeadline::from_casework([], [(id(1), &old)], [], []);
    let busy = CaseworkHeadline::from_casework(&seen, [(id(2), &new)], [(id(1), &later)], [raised(1, &caution)]);
    let danger = CaseworkHeadline::from_casework(&seen, [(id(3), &old)], [(id(2), &soon)], [raised(2, &danger)]);
    vec![headlines(1, "Rowan", bare), headlines(2, "kit", busy), headlines(3, "Lou", danger)]
}

fn order(order: CaseloadOrder) -> Vec<PersonId> {
    let caseload = Caseload::of(id(1), None, &people(), order, at(NOW));
    caseload.rows.iter().map(|row| row.person).collect()
}

#[test]
fn each_order_is_as_it_says() {
    assert_eq!(order(CaseloadOrder::Name), [id(2), id(3), id(1)]);
    assert_eq!(order(CaseloadOrder::Quiet), [id(1), id(2), id(3)]);
    assert_eq!(order(CaseloadOrder::NextAppointment), [id(3), id(2), id(1)]);
    assert_eq!(order(CaseloadOrder::Alerts), [id(3), id(2), id(1)]);
    assert_eq!(order(CaseloadOrder::Opened), [id(2), id(3), id(1)]);
}

#[test]
fn a_caseload_is_one_services_and_may_be_one_key_workers() {
    let of = |service: u128, worker: Option<u128>| {
        Caseload::of(id(service), worker.map(id), &people(), CaseloadOrder::Name, at(NOW)).rows.len()
    };
    assert_eq!((of(1, None), of(1, Some(7)), of(1, Some(8)), of(2, None)), (3, 3, 0, 0));
}

#[test]
fn a_row_says_what_matters() {
    let caseload = Caseload::of(id(1), None, &people(), CaseloadOrder::Alerts, at(NOW));
    let row = &caseload.rows[0];
    assert_eq!(row.formal_name.reveal(), "SAMPLESON, Lou");
    assert_eq!(*row.quiet_days.reveal(), 4);
    assert_eq!(row.next_appointment.as_ref().map(|next| next.id), Some(id(2)));
    assert_eq!(row.alerts.len(), 1);
}

#[test]
fn a_caseload_stops_at_five_hundred_and_says_so() {
    let open: Episode = episode("2026-01-01");
    let crowd: Vec<Headlines> = (0..=MAX_ROWS as u128)
        .map(|person| headlines(person, "Rowan", CaseworkHeadline::from_casework([], [(id(person), &open)], [], [])))
        .collect();
    let of = |people: &[Headlines]| Caseload::of(id(1), None, people, CaseloadOrder::Name, at(NOW));
    let caseload = of(&crowd);
    assert!(caseload.rows.len() == MAX_ROWS && caseload.more);
    assert!(!of(&crowd[1..]).more);
}
