//! Order, class and ending of alerts.

use proptest::prelude::*;

use super::*;
use crate::specimen::{against, alert, day, lists, typed};

fn form(kind: &str) -> AlertForm {
    AlertForm {
        kind: typed(kind),
        level: Some(Level::Danger),
        words: typed("Released from custody 11 days ago; tolerance lost"),
        since: typed("2026-11-13"),
        until: typed("2027-02-13"),
    }
}

#[test]
fn the_kind_decides_the_class() {
    let class = |kind: &str| class_of(&alert(kind, Level::Caution, "2026-11-13").kind, lists());
    assert!(class("overdose") == Class::Health);
    assert!(class("children") == Class::Safeguarding);
    assert!(class("lone_working") == Class::Casework);
    assert!(class("mappa") == Class::Convictions);
    assert!(class_of(&alert("overdose", Level::Caution, "2026-11-13").kind, &CodeLists::default()) == Class::Casework);
}

#[test]
fn a_change_stays_within_its_class() {
    let overdose = form("overdose").check(&against()).ok().unwrap();
    assert!(form("seizure").check_change(&overdose, &against()).is_ok());
    assert!(form("children").check_change(&overdose, &against()).err().unwrap().at("/kind").is_some());
}

#[test]
fn it_holds_from_a_day_that_has_come_to_one_no_earlier() {
    let tomorrow = AlertForm { since: typed("2026-11-25"), ..form("overdose") };
    assert_eq!(tomorrow.check(&against()).err().unwrap().at("/since"), Some(&Flaw::InFuture));
    let backwards = AlertForm { until: typed("2026-11-12"), ..form("overdose") };
    assert_eq!(backwards.check(&against()).err().unwrap().at("/until"), Some(&Flaw::EndBeforeStart));
}

#[test]
fn it_holds_through_its_last_day_and_until_it_is_ended() {
    let raised = form("overdose").check(&against()).ok().unwrap();
    assert!(raised.holds_on(day("2027-02-13")) && !raised.holds_on(day("2027-02-14")));
    let end = EndForm { ended_on: typed("2026-11-24"), reason: typed("Settled") };
    let ended = end.check(&raised, &against()).ok().unwrap();
    assert!(!ended.holds_on(day("2026-11-24")));
    assert!(end.check(&ended, &against()).err().unwrap().at("/ended_on").is_some());
    assert!(form("overdose").check_change(&ended, &against()).err().unwrap().at("/kind").is_some());
}

#[test]
fn it_ends_no_earlier_than_it_began() {
    let raised = form("overdose").check(&against()).ok().unwrap();
    let end = EndForm { ended_on: typed("2026-11-12"), reason: typed("Settled") };
    assert_eq!(end.check(&raised, &against()).err().unwrap().at("/ended_on"), Some(&Flaw::EndBeforeStart));
}

proptest! {
    #[test]
    fn danger_comes_first_then_the_newest(alerts in prop::collection::vec((any::<bool>(), 0_u64..300), 0..12)) {
        let mut alerts: Vec<Alert> = alerts
            .into_iter()
            .map(|(danger, ago)| {
                let level = if danger { Level::Danger } else { Level::Caution };
                alert("overdose", level, &(day("2026-11-24") - chrono::Days::new(ago)).to_string())
            })
            .collect();
        alerts.sort_by(Alert::order);
        for pair in alerts.windows(2) {
            prop_assert!(pair[0].level <= pair[1].level);
            prop_assert!(pair[0].level < pair[1].level || pair[0].since >= pair[1].since);
        }
    }
}
