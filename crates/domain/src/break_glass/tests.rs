//! Emergencies: the form, the review, who is told.

use super::*;
use crate::access::Role;
use crate::specimen::{NOW, against, at, id};

fn form() -> BreakGlassForm {
    BreakGlassForm {
        given_names: Some("Rowan".into()),
        family_name: Some("Sampleson".into()),
        birth_date: Some("14 7 1985".into()),
        classes: Some(vec![EmergencyClass::Health]),
        reason: Some("An invented collapse".into()),
    }
}

fn access() -> EmergencyAccess {
    let emergency = form().check(&against()).ok().unwrap();
    EmergencyAccess::new(id(1), at(NOW), &emergency, false)
}

#[test]
fn it_takes_a_name_a_whole_birth_date_a_class_and_a_reason() {
    let emergency = form().check(&against()).ok().unwrap();
    assert_eq!(emergency.full_name.reveal(), "Rowan Sampleson");
    let flaws = BreakGlassForm { birth_date: Some("1985".into()), ..BreakGlassForm::default() }.check(&against());
    let flaws = flaws.err().unwrap();
    for field in ["/family_name", "/birth_date", "/classes", "/reason"] {
        assert!(flaws.at(field).is_some(), "{field}");
    }
    assert!(BreakGlassForm { given_names: None, ..form() }.check(&against()).is_ok(), "somebody of one name");
}

#[test]
fn safeguarding_never_opens_and_who_they_are_always_does() {
    let all = EmergencyClass::opened(EmergencyClass::ALL);
    assert!(!all.has(Class::Safeguarding) && all.has(Class::Identity));
    let health = EmergencyClass::opened(&[EmergencyClass::Health]);
    assert!(health.has(Class::Health) && health.has(Class::Identity) && !health.has(Class::Casework));
}

#[test]
fn it_is_reviewed_once_with_words_and_by_somebody_else() {
    let form = EmergencyReviewForm { verdict: Some(EmergencyVerdict::Justified), words: Some("It was so".into()) };
    assert!(form.check(&access(), id(1), at(NOW)).err().unwrap().at("/verdict").is_some());
    let reviewed = form.check(&access(), id(2), at(NOW)).ok().unwrap();
    assert!(form.check(&reviewed, id(3), at(NOW)).err().unwrap().at("/verdict").is_some());
    let silent = EmergencyReviewForm { words: None, ..form };
    assert!(silent.check(&access(), id(2), at(NOW)).err().unwrap().at("/words").is_some());
}

#[test]
fn the_guardian_is_told_after_72_hours_or_where_an_overseer_is_the_reader() {
    let (access, later) = (access(), at(NOW) + TimeDelta::hours(REVIEW_HOURS));
    let before = later - TimeDelta::seconds(1);
    assert!(is_told(Role::DataProtectionOfficer, &access, false, before));
    assert!(is_told(Role::TeamLeader, &access, false, before));
    assert!(!is_told(Role::CaldicottGuardian, &access, false, before));
    assert!(is_told(Role::CaldicottGuardian, &access, true, before));
    assert!(is_told(Role::CaldicottGuardian, &access, false, later));
    assert!(!is_told(Role::RecoveryWorker, &access, true, later));
}
