//! Headlines of several classes together.

use super::*;
use crate::alert::{Alert, Level};
use crate::headline::SafeguardingHeadline;
use crate::health::Health;
use crate::specimen::{against, alert, day, headlines, id, identity, raised, typed};
use crate::{identity::IdentityForm, reach::ReachForm, reach::WayForm, reach::WayKind};

#[test]
fn somebody_is_said_by_what_they_are_called() {
    let form = IdentityForm {
        given_names: typed("Rowan"),
        family_name: typed("Sampleson"),
        preferred_name: typed("Ro"),
        birth_date: typed("1985-07-14"),
        ..IdentityForm::default()
    };
    let headline = IdentityHeadline::from_identity(&form.check(&against()).ok().unwrap());
    assert_eq!(headline.name.reveal(), "Ro Sampleson");
    assert_eq!(headline.formal_name.reveal(), "SAMPLESON, Rowan");
    let plain = IdentityHeadline::from_identity(&identity("Kit", "Testperson"));
    assert_eq!(plain.name.reveal(), "Kit Testperson");
    assert!(plain.known_as.is_none());
}

#[test]
fn alerts_of_every_class_read_as_one_list() {
    let caution = alert("lone_working", Level::Caution, "2026-11-20");
    let danger = alert("children", Level::Danger, "2026-10-02");
    let passed = Alert { until: Some(day("2026-11-23")), ..alert("animals", Level::Danger, "2026-11-01") };
    let casework = CaseworkHeadline::from_casework([], [], [], [raised(1, &caution), raised(2, &passed)]);
    let mut headlines = headlines(1, "Rowan", casework);
    headlines.safeguarding = Some(SafeguardingHeadline::from_safeguarding([raised(3, &danger)]));
    let read = |today: &str| headlines.alerts_on(day(today)).iter().map(|line| line.id).collect::<Vec<_>>();
    assert_eq!(read("2026-11-24"), [id(3), id(1)]);
    assert_eq!(read("2026-11-23"), [id(2), id(3), id(1)]);
    assert!(headlines.alerts_on(day("2026-11-24")).iter().all(|line| line.raised_by == Some(id(7))));
}

#[test]
fn a_review_is_due_from_its_day_on() {
    let health: Health = serde_json::from_value(serde_json::json!({"review_due_on": "2026-11-20"})).unwrap();
    let headline = HealthHeadline::from_health(&health, []);
    assert_eq!(headline.review_overdue_since(day("2026-11-19")), None);
    assert_eq!(headline.review_overdue_since(day("2026-11-20")), Some(day("2026-11-20")));
}

#[test]
fn no_way_is_guessed_among_several() {
    let way = |preferred: bool| WayForm {
        kind: Some(WayKind::Text),
        value: typed("07700 900 123"),
        preferred: Some(preferred.into()),
        ..WayForm::default()
    };
    let first = |ways: Vec<WayForm>| {
        let reach = ReachForm { ways: Some(ways), ..ReachForm::default() }.check(&against()).ok().unwrap();
        ReachHeadline::from_reach(&reach).first
    };
    assert!(first(vec![way(false), way(true)]).is_some_and(|way| *way.preferred.reveal()));
    assert!(first(vec![way(false)]).is_some());
    assert!(first(vec![way(false), way(false)]).is_none());
    assert!(first(Vec::new()).is_none());
}
