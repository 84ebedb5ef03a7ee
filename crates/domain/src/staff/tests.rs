//! Who works here, in which role, and who may sign in.

use super::*;
use crate::Flaw;
use crate::access::Role;
use crate::specimen::{day, id, typed};

fn form() -> StaffForm {
    StaffForm {
        name: typed("Efua Testworker"),
        work_email: typed("efua.testworker@example.org"),
        sign_in_name: typed("Efua.Testworker"),
        started_on: typed("2026-09-01"),
        ..StaffForm::default()
    }
}

fn role(role: Role, service: Option<u128>) -> MembershipForm {
    MembershipForm {
        staff: Some(id(7)),
        service: service.map(id),
        role: Some(role),
        from: typed("2026-09-01"),
        to: typed("2026-12-31"),
    }
}

#[test]
fn a_member_of_staff_is_taken_on_without_a_password() {
    let member = form().check().ok().unwrap();
    assert_eq!(member.sign_in_name.reveal().as_str(), "efua.testworker");
}

#[test]
fn a_leaver_works_until_their_last_day() {
    let leaver = StaffForm { left_on: typed("2026-11-24"), ..form() }.check().ok().unwrap();
    assert!(!leaver.works_on(day("2026-08-31")));
    assert!(leaver.works_on(day("2026-09-01")) && leaver.works_on(day("2026-11-24")));
    assert!(!leaver.works_on(day("2026-11-25")));
    let backwards = StaffForm { left_on: typed("2026-08-31"), ..form() };
    assert_eq!(backwards.check().err().unwrap().at("/left_on"), Some(&Flaw::EndBeforeStart));
}

#[test]
fn casework_is_done_in_a_service_and_the_rest_for_the_organisation() {
    assert!(role(Role::RecoveryWorker, Some(1)).check().is_ok());
    assert!(role(Role::RecoveryWorker, None).check().err().unwrap().at("/service").is_some());
    assert!(role(Role::Administrator, None).check().is_ok());
    assert!(role(Role::DataProtectionOfficer, Some(1)).check().err().unwrap().at("/service").is_some());
    assert!(role(Role::Operator, None).check().err().unwrap().at("/role").is_some());
}

#[test]
fn a_role_holds_from_its_first_day_to_its_last() {
    let membership = role(Role::TeamLeader, Some(1)).check().ok().unwrap();
    let standing = |text: &str| membership.standing_on(day(text)).is_some();
    assert!(!standing("2026-08-31") && standing("2026-09-01"));
    assert!(standing("2026-12-31") && !standing("2027-01-01"));
}
