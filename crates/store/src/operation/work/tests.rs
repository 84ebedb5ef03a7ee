//! Episodes, alerts and appointments over time, on SQLite.

use chrono::Days;
use domain::access::{Class, Role};
use domain::alert::{Alert, AlertForm, EndForm, Level};
use domain::appointment::{Appointment, AppointmentForm, AppointmentState, CancelForm, CancelledBy};
use domain::episode::{CloseForm, Episode, EpisodeChangeForm, EpisodeForm, EpisodeState, ReopenForm};
use domain::id::{EpisodeId, PersonId};
use domain::instant::london_day;
use domain::{Against, Flaw};
use uuid::Uuid;

use crate::error::Error;
use crate::once::Once;
use crate::operation::setting::{Setting, Worker, office};
use crate::registering::Known;

async fn setting_with_rowan() -> (Setting, PersonId) {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    (setting, rowan)
}

fn against(setting: &Setting) -> Against<'_> {
    Against { lists: setting.store.lists(), now: setting.now() }
}

fn today(setting: &Setting) -> String {
    london_day(setting.now()).to_string()
}

fn flaw_at(refused: Result<impl Sized, Error>, at: &str) -> Option<Flaw> {
    match refused.err() {
        Some(Error::Flawed(flaws)) => flaws.at(at).cloned(),
        _ => None,
    }
}

/// Every headline of a person is what it would be if it were made anew.
async fn assert_headlines_hold(setting: &Setting, person: PersonId) {
    assert_eq!(setting.store.examine(setting.operator(), vec![person]).await.unwrap().faults, []);
}

fn episode_with(setting: &Setting, worker: &Worker, opened_on: &str) -> Episode {
    let form = EpisodeForm {
        service: Some(worker.service),
        opened_on: Some(opened_on.into()),
        key_worker: Some(worker.staff),
        ..EpisodeForm::default()
    };
    form.check(&against(setting)).ok().unwrap()
}

#[tokio::test]
async fn an_episode_is_given_over_closed_and_opened_again() {
    let (setting, rowan) = setting_with_rowan().await;
    let opened = setting.store.episodes(setting.worker.access(), rowan).await.unwrap().remove(0);

    let form = EpisodeChangeForm { key_worker: Some(setting.leader.staff), ..EpisodeChangeForm::default() };
    let changed = setting.store.change_episode(setting.worker.access(), form, rowan, opened.id, 1).await.unwrap();
    assert!(changed.content.key_worker == setting.leader.staff);
    let form = EpisodeChangeForm { key_worker: Some(setting.elsewhere.staff), ..EpisodeChangeForm::default() };
    let refused = setting.store.change_episode(setting.worker.access(), form, rowan, opened.id, 2).await;
    assert!(matches!(flaw_at(refused, "/key_worker"), Some(Flaw::Contradiction(_))));

    let reason = setting.store.lists().items("discharge_reason")[0].code.clone();
    let form = CloseForm { closed_on: Some(today(&setting).into()), reason: Some(reason.into()), words: None };
    let closed = setting
        .store
        .close_episode(setting.worker.access(), Once::default(), form.clone(), rowan, opened.id, 2)
        .await
        .unwrap();
    assert!(closed.content.state == EpisodeState::Closed);
    let again = setting.store.close_episode(setting.worker.access(), Once::default(), form, rowan, opened.id, 2).await;
    assert!(matches!(again, Err(Error::Stale(present)) if present.version == 3), "who comes late is told so first");
    assert_headlines_hold(&setting, rowan).await;

    let form = ReopenForm { reason: Some("Came back".into()) };
    let reopened = setting
        .store
        .reopen_episode(setting.worker.access(), Once::default(), form, rowan, opened.id, 3)
        .await
        .unwrap();
    assert!(reopened.content.state == EpisodeState::Open && reopened.version == 4);
    let history = setting.store.episode_history(setting.worker.access(), rowan, opened.id).await.unwrap();
    assert_eq!(history.iter().map(|version| version.version).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_headlines_hold(&setting, rowan).await;
    let trail = setting.store.trail(office(Role::DataProtectionOfficer), rowan, None).await.unwrap().items;
    assert!(trail.iter().any(|entry| entry.operation == "reopen_episode"));
}

#[tokio::test]
async fn a_service_has_one_open_episode_with_somebody() {
    let (setting, rowan) = setting_with_rowan().await;
    let open = |by: &Worker, episode| setting.store.open_episode(by.access(), Once::default(), episode, rowan);
    let second = open(&setting.worker, episode_with(&setting, &setting.worker, &today(&setting))).await;
    assert!(matches!(second, Err(Error::Conflict(_))));
    let early = open(&setting.worker, episode_with(&setting, &setting.worker, "1985-07-13")).await;
    assert_eq!(flaw_at(early, "/opened_on"), Some(Flaw::BeforeBirth));
    let foreign = open(&setting.worker, episode_with(&setting, &setting.elsewhere, &today(&setting))).await;
    assert!(matches!(flaw_at(foreign, "/service"), Some(Flaw::Contradiction(_))));
    let unknown = open(&setting.elsewhere, episode_with(&setting, &setting.elsewhere, &today(&setting))).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
    assert_eq!(setting.store.episodes(setting.worker.access(), rowan).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_alert_is_raised_once_changed_within_its_class_and_ended() {
    let (setting, rowan) = setting_with_rowan().await;
    let form = |kind: &str| AlertForm {
        kind: Some(kind.into()),
        level: Some(Level::Danger),
        words: Some("Carries naloxone; ask when it was last used".into()),
        since: Some(today(&setting).into()),
        until: None,
    };
    let alert: Alert = form("overdose").check(&against(&setting)).ok().unwrap();
    let once = Once { key: Some(Uuid::new_v4()), body: b"overdose".to_vec(), record: None };
    let raise = |once| setting.store.raise_alert(setting.worker.access(), once, alert.clone(), rowan);
    let raised = raise(once.clone()).await.unwrap();
    assert_eq!(raise(once.clone()).await.unwrap().id, raised.id);
    let other = raise(Once { body: b"another".to_vec(), ..once }).await;
    assert!(matches!(other, Err(Error::KeyReused(made)) if made == raised.id));

    let view = setting.store.open_service_user(setting.leader.access(), rowan).await.unwrap();
    assert_eq!(view.alerts.iter().map(|line| line.id.0).collect::<Vec<_>>(), [raised.id]);
    let trail = setting.store.trail(office(Role::DataProtectionOfficer), rowan, None).await.unwrap().items;
    let entry = trail.iter().find(|entry| entry.operation == "change_alert").unwrap();
    assert_eq!(entry.class, Some(Class::Health), "the ledger names the class that was written");

    let moved = setting.store.change_alert(setting.worker.access(), form("mappa"), rowan, raised.id, 1).await;
    assert!(matches!(flaw_at(moved, "/kind"), Some(Flaw::Contradiction(_))));
    let changed =
        setting.store.change_alert(setting.worker.access(), form("seizure"), rowan, raised.id, 1).await.unwrap();
    let form = EndForm { ended_on: Some(today(&setting).into()), reason: Some("Has not happened again".into()) };
    let ended = setting
        .store
        .end_alert(setting.worker.access(), Once::default(), form, rowan, raised.id, changed.version)
        .await
        .unwrap();
    assert!(ended.content.ended_on.is_some());
    assert!(setting.store.open_service_user(setting.worker.access(), rowan).await.unwrap().alerts.is_empty());
    assert_eq!(setting.store.alerts(setting.worker.access(), rowan).await.unwrap().len(), 1);
    assert_eq!(setting.store.alert_history(setting.worker.access(), rowan, raised.id).await.unwrap().len(), 3);
    assert_headlines_hold(&setting, rowan).await;
}

#[tokio::test]
async fn every_class_of_alert_reaches_the_record_as_it_opens() {
    let (setting, rowan) = setting_with_rowan().await;
    for kind in ["overdose", "violence", "children", "mappa"] {
        let form = AlertForm {
            kind: Some(kind.into()),
            level: Some(Level::Caution),
            words: Some("Ask the team first".into()),
            since: Some(today(&setting).into()),
            until: None,
        };
        let alert = form.check(&against(&setting)).ok().unwrap();
        setting.store.raise_alert(setting.worker.access(), Once::default(), alert, rowan).await.unwrap();
    }
    let view = setting.store.open_service_user(setting.worker.access(), rowan).await.unwrap();
    let kinds: Vec<&str> = view.alerts.iter().map(|line| line.kind.as_str()).collect();
    assert_eq!(kinds, ["children", "mappa", "overdose", "violence"]);
    assert_headlines_hold(&setting, rowan).await;
}

fn appointment_form(setting: &Setting, worker: &Worker, days_ahead: u64) -> AppointmentForm {
    let day = london_day(setting.now()) + Days::new(days_ahead);
    AppointmentForm {
        service: Some(worker.service),
        day: Some(day.to_string().into()),
        time: Some("14:00".into()),
        minutes: Some(45.into()),
        kind: Some("one_to_one".into()),
        medium: Some("01".into()),
        staff: Some(worker.staff),
        ..AppointmentForm::default()
    }
}

fn booked(setting: &Setting, worker: &Worker, days_ahead: u64) -> Appointment {
    appointment_form(setting, worker, days_ahead).check(&against(setting)).ok().unwrap()
}

#[tokio::test]
async fn an_appointment_is_made_moved_and_cancelled() {
    let (setting, rowan) = setting_with_rowan().await;
    let book =
        |appointment| setting.store.make_appointment(setting.worker.access(), Once::default(), appointment, rowan);
    let made = book(booked(&setting, &setting.worker, 2)).await.unwrap();
    let later = book(booked(&setting, &setting.worker, 9)).await.unwrap();
    let next = || async {
        let view = setting.store.open_service_user(setting.worker.access(), rowan).await.unwrap();
        view.glance.next_appointment.map(|next| next.id.0)
    };
    assert_eq!(next().await, Some(made.id));

    let form = appointment_form(&setting, &setting.worker, 16);
    let moved = setting.store.change_appointment(setting.worker.access(), form, rowan, made.id, 1).await.unwrap();
    assert!(moved.content.state == AppointmentState::Booked && moved.content.starts_at > made.content.starts_at);
    assert_eq!(next().await, Some(later.id));
    let listed = setting.store.appointments(setting.worker.access(), rowan, None).await.unwrap();
    assert_eq!(listed.items.iter().map(|item| item.id).collect::<Vec<_>>(), [made.id, later.id]);
    assert!(listed.next.is_none());

    let form = CancelForm { by: Some(CancelledBy::Them), reason: None };
    let cancelled = setting
        .store
        .cancel_appointment(setting.worker.access(), Once::default(), form.clone(), rowan, later.id, 1)
        .await
        .unwrap();
    assert!(cancelled.content.state == AppointmentState::CancelledByThem);
    let twice =
        setting.store.cancel_appointment(setting.worker.access(), Once::default(), form, rowan, later.id, 2).await;
    assert!(matches!(flaw_at(twice, "/by"), Some(Flaw::Contradiction(_))));
    assert_eq!(setting.store.appointment_history(setting.worker.access(), rowan, later.id).await.unwrap().len(), 2);
    assert!(setting.store.appointment(setting.worker.access(), rowan, made.id).await.unwrap().content == moved.content);
    assert_headlines_hold(&setting, rowan).await;
}

#[tokio::test]
async fn an_appointment_is_with_somebody_of_the_service_and_an_episode_of_theirs() {
    let (setting, rowan) = setting_with_rowan().await;
    let book =
        |appointment| setting.store.make_appointment(setting.worker.access(), Once::default(), appointment, rowan);
    let good = booked(&setting, &setting.worker, 2);
    let foreign = book(Appointment { service: setting.elsewhere.service, ..good.clone() }).await;
    assert!(matches!(flaw_at(foreign, "/service"), Some(Flaw::Contradiction(_))));
    let stranger = book(Appointment { staff: setting.elsewhere.staff, ..good.clone() }).await;
    assert!(matches!(flaw_at(stranger, "/staff"), Some(Flaw::Contradiction(_))));
    let astray = book(Appointment { episode: Some(EpisodeId(Uuid::new_v4())), ..good.clone() }).await;
    assert!(matches!(flaw_at(astray, "/episode"), Some(Flaw::Contradiction(_))));
    let episode = setting.store.episodes(setting.worker.access(), rowan).await.unwrap()[0].id;
    book(Appointment { episode: Some(EpisodeId(episode)), ..good }).await.unwrap();
}
