//! A record opened and its parts changed, on SQLite.

use domain::access::{ReadHealth, Role};
use domain::addresses::{AddressForm, AddressKind, AddressesForm};
use domain::health::{HealthForm, SubstanceForm};
use domain::id::PersonId;
use domain::identity::{Identity, IdentityForm};
use domain::reach::{ReachForm, WayForm, WayKind};
use domain::record_view::RecordPart;
use domain::service_user::Registration;
use domain::text::Line;
use domain::trail::TrailOutcome::{Done, Refused};
use domain::{Against, Flaw, calendar};
use uuid::Uuid;

use crate::error::Error;
use crate::once::Once;
use crate::operation::setting::{Setting, office, registration};
use crate::registering::Known;

async fn setting_with_rowan() -> (Setting, PersonId) {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    (setting, rowan)
}

fn against(setting: &Setting) -> Against<'_> {
    Against { lists: setting.store.lists(), now: setting.now() }
}

fn flaw_at(refused: Error, at: &str) -> Option<Flaw> {
    match refused {
        Error::Flawed(flaws) => flaws.at(at).cloned(),
        other => panic!("{other}"),
    }
}

fn identity(setting: &Setting, given: &str, born: &str) -> Identity {
    let form = IdentityForm {
        given_names: Some(given.into()),
        family_name: Some("Sampleson".into()),
        birth_date: Some(born.into()),
        ..IdentityForm::default()
    };
    form.check(&against(setting)).ok().unwrap()
}

#[tokio::test]
async fn a_changed_name_is_found_shown_and_kept_with_the_one_before() {
    let (setting, rowan) = setting_with_rowan().await;
    let before = setting.store.read_identity(setting.worker.access(), rowan).await.unwrap();
    assert_eq!(before.version, 1);

    let robin = identity(&setting, "Robin", "1985-07-14");
    let changed = setting.store.change_identity(setting.leader.access(), robin.clone(), rowan, 1).await.unwrap();
    assert_eq!((changed.id, changed.version, changed.recorded_by), (before.id, 2, setting.leader.staff));

    let history = setting.store.identity_history(setting.worker.access(), rowan).await.unwrap();
    assert!(history.len() == 2 && history[0].content == robin && history[1].content == before.content);
    let typed = Line::parse(&"robin sampleson".into()).unwrap();
    let deaf = setting.store.search(setting.worker.access(), typed.clone()).await;
    assert!(matches!(deaf, Err(Error::Database(_))), "nobody is found before changes are followed");
    setting.store.follow().await.unwrap();
    let hits = setting.store.search(setting.worker.access(), typed).await.unwrap().hits;
    assert_eq!(hits.iter().map(|hit| hit.person).collect::<Vec<_>>(), [rowan]);
    let view = setting.store.open_service_user(setting.worker.access(), rowan).await.unwrap();
    assert_eq!(view.banner.display_name().reveal(), "SAMPLESON, Robin");
    assert_eq!(setting.store.examine(setting.operator(), vec![rowan]).await.unwrap().faults, []);
}

#[tokio::test]
async fn a_stale_change_loses_nothing_and_names_the_present_version() {
    let (setting, rowan) = setting_with_rowan().await;
    let change = |given| {
        let identity = identity(&setting, given, "1985-07-14");
        setting.store.change_identity(setting.worker.access(), identity, rowan, 1)
    };
    change("Robin").await.unwrap();
    assert!(matches!(change("Ro").await, Err(Error::Stale(present)) if present.version == 2));
    let kept = setting.store.read_identity(setting.worker.access(), rowan).await.unwrap();
    assert_eq!(kept.content.given_names.unwrap().reveal().as_str(), "Robin");
}

#[tokio::test]
async fn nothing_about_them_is_older_than_they_are() {
    let (setting, rowan) = setting_with_rowan().await;
    let home = AddressForm {
        kind: Some(AddressKind::Home),
        town: Some("Sampleton".into()),
        from: Some("1985-07-13".into()),
        ..AddressForm::default()
    };
    let addresses = AddressesForm { addresses: Some(vec![home]), accommodation: None };
    let addresses = addresses.check(&against(&setting)).ok().unwrap();
    let refused = setting.store.change_addresses(setting.worker.access(), addresses, rowan, 1).await.err().unwrap();
    assert_eq!(flaw_at(refused, "/addresses/0/from"), Some(Flaw::BeforeBirth));

    let substance =
        SubstanceForm { substance: Some("1011".into()), age_first_used: Some(100.into()), ..SubstanceForm::default() };
    let health = HealthForm { substances: Some(vec![substance]), ..HealthForm::default() };
    let health = health.check(&against(&setting)).ok().unwrap();
    let refused = setting.store.change_health(setting.worker.access(), health, rowan, 1).await.err().unwrap();
    assert!(matches!(flaw_at(refused, "/substances/0/age_first_used"), Some(Flaw::OutOfRange(0, _))));
}

#[tokio::test]
async fn nobody_was_born_after_the_charity_met_them() {
    let setting = Setting::new().await;
    let opened_on = calendar::parse_day(&"2021-03-01".into()).unwrap();
    let registration = Registration { opened_on, ..registration(setting.worker.service, "Rowan") };
    let once = Once { record: Some(Uuid::new_v4()), ..Once::default() };
    let known = Known::default();
    let made = setting.store.register_known(setting.worker.access(), once, registration, known).await.unwrap();
    let change = |born| {
        let identity = identity(&setting, "Rowan", born);
        setting.store.change_identity(setting.worker.access(), identity, made.person, 1)
    };
    let refused = change("2021-03-02").await.err().unwrap();
    assert!(matches!(flaw_at(refused, "/birth_date"), Some(Flaw::Contradiction(_))));
    change("2021-03-01").await.unwrap();
}

#[tokio::test]
async fn a_record_opens_with_who_how_to_reach_them_and_what_there_is() {
    let (setting, rowan) = setting_with_rowan().await;
    let phone = WayForm { kind: Some(WayKind::Phone), value: Some("07700 900 123".into()), ..WayForm::default() };
    let reach = ReachForm { ways: Some(vec![phone]), ..ReachForm::default() };
    let reach = reach.check(&against(&setting)).ok().unwrap();
    setting.store.change_reach(setting.worker.access(), reach.clone(), rowan, 1).await.unwrap();

    let view = setting.store.open_service_user(setting.leader.access(), rowan).await.unwrap();
    assert!(view.banner.preferred_way == reach.ways.first().cloned());
    assert_eq!(view.banner.key_worker, Some(setting.worker.staff));
    assert_eq!(view.banner.key_worker_name.unwrap().reveal().as_str(), "Efua Testworker");
    assert_eq!(view.glance.episodes.len(), 1);
    let count = |part| view.parts.iter().find(|view| view.part == part).and_then(|view| view.count.clone());
    assert!(count(RecordPart::Episodes) == Some(1.into()));
    assert!(count(RecordPart::Contacts) == Some(0.into()));
    assert!(count(RecordPart::Health).is_none());
    let whole = setting.store.service_user(setting.leader.access(), rowan).await.unwrap();
    assert!(whole.reach.unwrap().content == reach && whole.health.is_some() && whole.convictions.is_some());
}

#[tokio::test]
async fn another_services_worker_finds_nobody_and_the_ledger_says_so() {
    let (setting, rowan) = setting_with_rowan().await;
    let refused = setting.store.open_service_user(setting.elsewhere.access(), rowan).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let refused = setting.store.health_history(setting.elsewhere.access::<ReadHealth>(), rowan).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    setting.store.read_health(setting.worker.access(), rowan).await.unwrap();
    let trail = setting.store.trail(office(Role::DataProtectionOfficer), rowan, None).await.unwrap().items;
    let said: Vec<_> = trail.iter().map(|entry| (entry.operation.as_str(), entry.by, entry.outcome)).collect();
    let (worker, elsewhere) = (Some(setting.worker.staff), Some(setting.elsewhere.staff));
    assert_eq!(
        said,
        [
            ("read_health", worker, Done),
            ("read_health", elsewhere, Refused),
            ("open_service_user", elsewhere, Refused),
            ("register_service_user", worker, Done),
        ]
    );
}
