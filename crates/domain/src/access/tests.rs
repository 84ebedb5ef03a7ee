//! The decision, and the shape of the table.

use std::collections::BTreeSet;

use super::*;
use crate::id::ServiceId;

const NORTHTOWN: ServiceId = ServiceId(uuid::Uuid::from_u128(1));
const SOUTHBRIDGE: ServiceId = ServiceId(uuid::Uuid::from_u128(2));

fn held(role: Role, service: Option<ServiceId>) -> [Standing; 1] {
    [Standing { role, service }]
}

fn person(tie: Tie<'_>) -> Relation<'_> {
    Relation::Person(tie)
}

#[test]
fn every_operation_has_one_word_and_a_sentence() {
    let words: BTreeSet<&str> = TABLE.iter().map(|row| row.operation).collect();
    assert_eq!(words.len(), TABLE.len());
    for row in TABLE {
        assert!(row.says.ends_with('.') && !row.says.starts_with(' '), "{}", row.operation);
    }
}

#[test]
fn an_administrator_and_an_analyst_open_nobody() {
    for row in TABLE.iter().filter(|row| row.ground == Ground::Person) {
        for role in [Role::Administrator, Role::Analyst] {
            assert!(!row.roles.contains(&role), "{}", row.operation);
        }
    }
}

#[test]
fn an_auditor_changes_nothing() {
    let of_others = TABLE.iter().filter(|row| row.kind != Kind::Session);
    for row in of_others.filter(|row| row.roles.contains(&Role::Auditor)) {
        assert!(row.action == Action::Read, "{}", row.operation);
    }
}

#[test]
fn a_receptionist_has_neither_health_nor_convictions_nor_contacts() {
    // To declare that a record is one's own shows nothing of it.
    let shows = TABLE.iter().filter(|row| row.operation != DeclareOwn::ROW.operation);
    for row in shows.filter(|row| row.roles.contains(&Role::Receptionist)) {
        assert!(!matches!(row.class, Some(Class::Health | Class::Convictions | Class::Safeguarding)));
        assert!(!matches!(row.kind, Kind::Contact | Kind::Episode | Kind::Alert), "{}", row.operation);
    }
}

#[test]
fn a_worker_opens_the_people_of_their_service_alone() {
    let worker = held(Role::RecoveryWorker, Some(NORTHTOWN));
    assert!(decide(&ReadHealth::ROW, &worker, Relation::person(&[NORTHTOWN])) == Ok(Role::RecoveryWorker));
    assert_eq!(decide(&ReadHealth::ROW, &worker, Relation::person(&[SOUTHBRIDGE])).err(), Some(Refusal::Ground));
    assert_eq!(decide(&ChangeStaff::ROW, &worker, Relation::None).err(), Some(Refusal::Role));
}

#[test]
fn whoever_holds_two_roles_acts_in_the_one_that_sees_more() {
    let both = [Role::RecoveryWorker, Role::Clinician].map(|role| Standing { role, service: Some(NORTHTOWN) });
    let here = Relation::person(&[NORTHTOWN]);
    assert!(decide(&ReadHealth::ROW, &both, here) == Ok(Role::Clinician));
    assert!(decide(&ReadConvictions::ROW, &both, here) == Ok(Role::RecoveryWorker));
    let apart = [both[0], Standing { role: Role::Clinician, service: Some(SOUTHBRIDGE) }];
    assert!(decide(&ReadHealth::ROW, &apart, here) == Ok(Role::RecoveryWorker));
}

#[test]
fn a_restricted_record_opens_to_those_named() {
    let leader = held(Role::TeamLeader, Some(NORTHTOWN));
    let tie = |restriction| Tie { restriction, ..Tie::of(&[NORTHTOWN]) };
    let asked = |restriction| decide(&ReadIdentity::ROW, &leader, person(tie(restriction))).err();
    assert_eq!(asked(Restriction::None), None);
    assert_eq!(asked(Restriction::Named), None);
    assert_eq!(asked(Restriction::Others), Some(Refusal::Restricted));
}

#[test]
fn nobody_opens_their_own_record_whatever_else_ties_them() {
    for role in Role::ALL {
        let tie = Tie {
            restriction: Restriction::Named,
            is_given: true,
            is_audited: true,
            is_own: true,
            broken_glass: Classes::ALL,
            ..Tie::of(&[NORTHTOWN])
        };
        for row in TABLE.iter().filter(|row| row.ground == Ground::Person) {
            assert!(decide(row, &held(*role, Some(NORTHTOWN)), person(tie)).is_err(), "{}", row.operation);
        }
    }
}

#[test]
fn a_volunteer_opens_whom_they_are_given() {
    let volunteer = held(Role::Volunteer, Some(NORTHTOWN));
    let tie = Tie::of(&[NORTHTOWN]);
    assert_eq!(decide(&OpenServiceUser::ROW, &volunteer, person(tie)).err(), Some(Refusal::Ground));
    let given = Tie { is_given: true, ..tie };
    assert!(decide(&OpenServiceUser::ROW, &volunteer, person(given)).is_ok());
    let elsewhere = Tie { services: &[SOUTHBRIDGE], ..given };
    assert_eq!(decide(&OpenServiceUser::ROW, &volunteer, person(elsewhere)).err(), Some(Refusal::Ground));
}

#[test]
fn an_auditor_opens_what_is_named_to_them() {
    let auditor = held(Role::Auditor, None);
    let tie = Tie::of(&[NORTHTOWN]);
    assert_eq!(decide(&ReadHealth::ROW, &auditor, person(tie)).err(), Some(Refusal::Ground));
    assert!(decide(&ReadHealth::ROW, &auditor, person(Tie { is_audited: true, ..tie })).is_ok());
}

#[test]
fn broken_glass_stands_in_for_the_ground_in_marked_rows_alone() {
    let worker = held(Role::RecoveryWorker, Some(NORTHTOWN));
    let tie = Tie { broken_glass: Classes::NONE.with(Class::Health), ..Tie::of(&[SOUTHBRIDGE]) };
    assert!(decide(&ReadHealth::ROW, &worker, person(tie)).is_ok());
    assert_eq!(decide(&ChangeHealth::ROW, &worker, person(tie)).err(), Some(Refusal::Ground));
    assert_eq!(decide(&ReadReach::ROW, &worker, person(tie)).err(), Some(Refusal::Ground));
}

#[test]
fn a_program_opens_the_people_of_its_services_alone() {
    let scopes = [Scope::of(&ReadHealth::ROW).unwrap()];
    let asked = |service, tie| {
        let client = held(Role::ApiClient, service);
        decide_within(&ReadHealth::ROW, &scopes, &client, person(tie)).err()
    };
    assert_eq!(asked(Some(NORTHTOWN), Tie::of(&[NORTHTOWN])), None);
    assert_eq!(asked(Some(NORTHTOWN), Tie::of(&[SOUTHBRIDGE])), Some(Refusal::Ground));
    assert_eq!(asked(None, Tie::of(&[NORTHTOWN])), Some(Refusal::Ground));
    let restricted = Tie { restriction: Restriction::Others, ..Tie::of(&[NORTHTOWN]) };
    assert_eq!(asked(Some(NORTHTOWN), restricted), Some(Refusal::Restricted));
}

#[test]
fn a_program_has_the_rows_of_its_scopes() {
    let scope = Scope { kind: Kind::Health, class: Some(Class::Health), action: Action::Read };
    let worker = held(Role::RecoveryWorker, Some(NORTHTOWN));
    let asked = |row: &Row| decide_within(row, &[scope], &worker, Relation::person(&[NORTHTOWN])).err();
    assert_eq!(asked(&ReadHealth::ROW), None);
    assert_eq!(asked(&ChangeHealth::ROW), Some(Refusal::Scope));
    assert_eq!(asked(&ReadConvictions::ROW), Some(Refusal::Scope));
}
