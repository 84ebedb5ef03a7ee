//! A day over people, on SQLite: what is kept, who may see it, and what the ledger says of it.

use domain::access::*;
use domain::activity::{ActivityQuery, FigureKind, Precision};
use domain::calendar;
use domain::caseload::CaseloadOrder;
use domain::contact::Outcome;
use domain::draft::{Draft, DraftOf};
use domain::id::{DraftId, PersonId};
use domain::instant::london_day;
use domain::period::Period;
use domain::take_on::{AnswerForm, TakeOnAnswer, TakeOnState};
use serde_json::json;
use uuid::Uuid;

use crate::error::Error;
use crate::examination::FaultKind;
use crate::once::Once;
use crate::operation::setting::{Setting, draft, office, registration};
use crate::registering::Known;

#[tokio::test]
async fn a_draft_is_its_authors_alone() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    let id = DraftId(Uuid::new_v4());
    let kept = setting.keep(&setting.worker, draft(DraftOf::Contact, Some(rowan), "Came on ti"), id).await.unwrap();
    assert_eq!((kept.id, kept.version), (id.0, 1));
    let kept = setting.keep(&setting.worker, draft(DraftOf::Contact, Some(rowan), "Came on time"), id).await.unwrap();
    assert_eq!(kept.version, 2);

    let mine = setting.store.drafts(setting.worker.access()).await.unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0].content.content.reveal(), &json!({"note": "Came on time"}));
    assert!(setting.store.drafts(setting.leader.access()).await.unwrap().is_empty());
    let theirs = setting.store.draft(setting.leader.access(), id).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
    let overwritten = setting.keep(&setting.leader, draft(DraftOf::Contact, Some(rowan), "Not mine"), id).await;
    assert!(matches!(overwritten, Err(Error::NotFound)));

    let elsewhere =
        setting.keep(&setting.elsewhere, draft(DraftOf::Contact, Some(rowan), "x"), DraftId(Uuid::new_v4()));
    assert!(matches!(elsewhere.await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_draft_stays_with_its_person_and_form() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    let kit = setting.register(&setting.worker, "Kit", Known::default()).await;
    let id = DraftId(Uuid::new_v4());
    setting.keep(&setting.worker, draft(DraftOf::Contact, Some(rowan), "About Rowan"), id).await.unwrap();
    let moved = setting.keep(&setting.worker, draft(DraftOf::Contact, Some(kit), "About Kit"), id).await;
    assert!(matches!(moved, Err(Error::Conflict(_))));
    let reshaped = setting.keep(&setting.worker, draft(DraftOf::Health, Some(rowan), "About Rowan"), id).await;
    assert!(matches!(reshaped, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn a_discarded_registration_takes_its_person_with_it() {
    let setting = Setting::new().await;
    let id = DraftId(Uuid::new_v4());
    let kept = setting.keep(&setting.worker, draft(DraftOf::Registration, None, "Rowan"), id).await.unwrap();
    let person = kept.content.person.unwrap();
    let again = setting.keep(&setting.worker, draft(DraftOf::Registration, Some(person), "Rowan S"), id).await.unwrap();
    assert_eq!(again.content.person, Some(person));
    assert_eq!(setting.people().await, [person]);
    setting.store.discard_draft(setting.worker.access(), id).await.unwrap();
    assert!(setting.people().await.is_empty());
    assert!(matches!(setting.store.draft(setting.worker.access(), id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_draft_of_what_has_been_recorded_does_not_come_back() {
    let setting = Setting::new().await;
    let id = DraftId(Uuid::new_v4());
    let kept = setting.keep(&setting.worker, draft(DraftOf::Registration, None, "Rowan"), id).await.unwrap();
    let person = kept.content.person.unwrap();
    let once = Once { key: Some(id.0), record: Some(Uuid::new_v4()), ..Once::default() };
    let registration = registration(setting.worker.service, "Rowan");
    let made = setting.store.register_known(setting.worker.access(), once, registration, Known::default()).await;
    assert_eq!(made.unwrap().person, person);
    let gone = setting.store.discard_draft(setting.worker.access(), id).await;
    assert!(matches!(gone, Err(Error::NotFound)), "recording took it away");
    assert_eq!(setting.people().await, [person], "whoever is registered stays");
    let late = setting.keep(&setting.worker, draft(DraftOf::Registration, Some(person), "Rowan"), id).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn old_drafts_are_forgotten_and_young_ones_stay() {
    let setting = Setting::new().await;
    let old =
        Draft { changed_at: setting.now() - chrono::TimeDelta::days(15), ..draft(DraftOf::Registration, None, "R") };
    setting.keep(&setting.worker, old, DraftId(Uuid::new_v4())).await.unwrap();
    let young = Draft { changed_at: setting.now(), ..draft(DraftOf::Registration, None, "K") };
    let young = setting.keep(&setting.worker, young, DraftId(Uuid::new_v4())).await.unwrap();
    assert_eq!(setting.store.prune_drafts(setting.operator()).await.unwrap(), 1);
    assert_eq!(setting.store.prune_drafts(setting.operator()).await.unwrap(), 0);
    assert_eq!(setting.people().await, [young.content.person.unwrap()]);
}

#[tokio::test]
async fn today_and_caseload_show_whom_the_caller_may_open() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    setting.register(&setting.elsewhere, "Kit", Known::default()).await;
    let id = DraftId(Uuid::new_v4());
    setting.keep(&setting.worker, draft(DraftOf::Contact, Some(rowan), "Came"), id).await.unwrap();
    setting.record(&setting.worker, rowan, Outcome::Attended).await;

    let day = setting.store.today(setting.worker.access()).await.unwrap();
    assert_eq!(day.needs_you.iter().filter_map(|need| need.person).collect::<Vec<_>>(), [rowan]);
    assert_eq!(day.seen_lately.iter().map(|seen| seen.person).collect::<Vec<_>>(), [rowan]);

    let order = CaseloadOrder::Name;
    let mine = setting.store.caseload(setting.worker.access(), None, None, order).await.unwrap();
    assert_eq!(mine.rows.iter().map(|row| row.person).collect::<Vec<_>>(), [rowan]);
    assert_eq!(mine.rows[0].formal_name.reveal(), "SAMPLESON, Rowan");
    let theirs = setting.store.caseload(setting.worker.access(), Some(setting.elsewhere.service), None, order).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
}

#[tokio::test]
async fn sharing_opens_an_episode_on_the_record_that_is_held() {
    let setting = Setting::new().await;
    let held = setting.register(&setting.worker, "Rowan", Known::default()).await;
    let known = Known { elsewhere: vec![held], ..Known::default() };
    let registered = setting.register(&setting.elsewhere, "Rowan", known).await;

    assert!(setting.store.take_on_requests(setting.elsewhere_leader.access()).await.unwrap().is_empty());
    let waiting = setting.store.take_on_requests(setting.leader.access()).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let question = &waiting[0].content;
    assert_eq!((question.request.held, question.request.registered), (held, registered));
    assert_eq!(question.held_as.formal_name.reveal(), "SAMPLESON, Rowan");
    assert!(question.registered_as == Some(question.held_as.clone()));

    assert!(setting.open(&setting.elsewhere, held).await.is_err());
    let form = AnswerForm { answer: Some(TakeOnAnswer::Share), reason: None };
    let once = Once::default();
    let id = waiting[0].id.into();
    let foreign = setting.store.answer_take_on(setting.elsewhere_leader.access(), once.clone(), form.clone(), id, 1);
    assert!(matches!(foreign.await, Err(Error::NotFound)));
    let answered =
        setting.store.answer_take_on(setting.leader.access(), once.clone(), form.clone(), id, 1).await.unwrap();
    assert!(answered.content.state == TakeOnState::Shared);
    assert!(setting.open(&setting.elsewhere, held).await.is_ok());
    assert!(setting.store.take_on_requests(setting.leader.access()).await.unwrap().is_empty());
    let twice = setting.store.answer_take_on(setting.leader.access(), once, form, id, 1).await;
    assert!(matches!(twice, Err(Error::Stale(present)) if present.version == 2));
}

#[tokio::test]
async fn keeping_apart_takes_a_reason_and_opens_nothing() {
    let setting = Setting::new().await;
    let held = setting.register(&setting.worker, "Rowan", Known::default()).await;
    let known = Known { elsewhere: vec![held], ..Known::default() };
    setting.register(&setting.elsewhere, "Rowan", known).await;
    let id = setting.store.take_on_requests(setting.leader.access()).await.unwrap()[0].id.into();
    let form = AnswerForm { answer: Some(TakeOnAnswer::KeepApart), reason: None };
    let bare = setting.store.answer_take_on(setting.leader.access(), Once::default(), form.clone(), id, 1).await;
    assert!(matches!(bare, Err(Error::Flawed(_))));
    let form = AnswerForm { reason: Some("A cousin of the same name".into()), ..form };
    let answered = setting.store.answer_take_on(setting.leader.access(), Once::default(), form, id, 1).await.unwrap();
    assert!(answered.content.state == TakeOnState::KeptApart);
    assert!(setting.open(&setting.elsewhere, held).await.is_err());
}

#[tokio::test]
async fn activity_counts_the_contracts_contacts_for_whoever_leads_its_services() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    for outcome in [Outcome::Attended, Outcome::Attended, Outcome::DidNotAttend] {
        setting.record(&setting.worker, rowan, outcome).await;
    }
    let today = london_day(setting.now());
    let query = ActivityQuery { contract: setting.contract, period: Period { from: today, to: today } };
    let counted = setting.store.activity(setting.leader.access(), query).await.unwrap();
    let value = |kind| counted.rows.iter().find(|row| row.kind == kind).and_then(|row| row.value);
    assert_eq!(value(FigureKind::Contacts), Some(3.0));
    assert_eq!(value(FigureKind::Attended), Some(2.0));
    assert_eq!(value(FigureKind::PeopleSeen), Some(1.0));
    let foreign = setting.store.activity(setting.elsewhere_leader.access(), query).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let rounded = setting.store.rounded_activity(office(Role::Administrator), query).await.unwrap();
    assert!(rounded.rows.iter().any(|row| row.withheld));
}

#[tokio::test]
async fn whoever_leads_some_of_a_contracts_services_reads_rounded_months() {
    let setting = Setting::new().await;
    setting.add_service_under(setting.contract).await;
    let today = london_day(setting.now());
    let (from, to) = calendar::month_of(calendar::month_of(today).0.pred_opt().unwrap());
    let query = |from, to| ActivityQuery { contract: setting.contract, period: Period { from, to } };
    let month = setting.store.activity(setting.leader.access(), query(from, to)).await.unwrap();
    assert_eq!(month.precision, Precision::Rounded);
    let day = setting.store.activity(setting.leader.access(), query(to, to)).await;
    assert!(matches!(day, Err(Error::Flawed(_))));
}

#[tokio::test]
async fn a_trail_says_who_opened_the_record_and_is_in_itself() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    setting.store.today(setting.worker.access()).await.unwrap();
    setting.open(&setting.elsewhere, rowan).await.unwrap_err();
    let trail = setting.store.trail(office(Role::DataProtectionOfficer), rowan, None).await.unwrap();
    let words: Vec<&str> = trail.items.iter().map(|entry| entry.operation.as_str()).collect();
    assert_eq!(words, ["read_contacts", "register_service_user"], "today named nobody");
    assert_eq!(trail.items[0].outcome, domain::trail::TrailOutcome::Refused);
    assert_eq!(trail.items[1].by_name.as_ref().unwrap().reveal().as_str(), "Efua Testworker");
    let again = setting.store.trail(office(Role::DataProtectionOfficer), rowan, None).await.unwrap();
    assert_eq!(again.items[0].operation, "read_trail");
    assert_eq!(
        setting
            .store
            .trail(office(Role::DataProtectionOfficer), rowan, Some(trail.items[0].id))
            .await
            .unwrap()
            .items
            .len(),
        1
    );
}

#[tokio::test]
async fn a_trail_goes_on_after_a_page() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    for _ in 0..55 {
        setting.open(&setting.worker, rowan).await.unwrap();
    }
    let first = setting.store.trail(office(Role::DataProtectionOfficer), rowan, None).await.unwrap();
    assert_eq!(first.items.len(), 50);
    let rest = setting
        .store
        .trail(office(Role::DataProtectionOfficer), rowan, Some(first.next.unwrap().id.into()))
        .await
        .unwrap();
    assert_eq!(rest.items.len(), 6);
    assert!(rest.next.is_none());
}

#[tokio::test]
async fn the_doctor_finds_a_changed_row_and_nothing_else() {
    let setting = Setting::new().await;
    let rowan = setting.register(&setting.worker, "Rowan", Known::default()).await;
    let kit = setting.register(&setting.worker, "Kit", Known::default()).await;
    setting.record(&setting.worker, rowan, Outcome::Attended).await;
    setting.keep(&setting.worker, draft(DraftOf::Registration, None, "R"), DraftId(Uuid::new_v4())).await.unwrap();
    let everybody = setting.people().await;
    let sound = setting.store.examine(setting.operator(), everybody.clone()).await.unwrap();
    assert_eq!((sound.people, sound.faults), (3, vec![]));
    assert!(sound.rows > 20);

    let broken = setting.move_sealed_bytes(kit);
    let found = setting.store.examine(setting.operator(), everybody).await.unwrap();
    assert_eq!(found.faults.len(), 1);
    assert_eq!((found.faults[0].person, found.faults[0].kind), (kit, FaultKind::Row { record: broken, version: 1 }));
}

#[tokio::test]
async fn people_come_in_order_after_a_cursor() {
    let setting = Setting::new().await;
    let mut all: Vec<PersonId> = Vec::new();
    for name in ["Rowan", "Kit", "Ash"] {
        all.push(setting.register(&setting.worker, name, Known::default()).await);
    }
    all.sort_unstable();
    let first = setting.store.people_after(setting.operator(), None, 2).await.unwrap();
    assert_eq!(first, all[..2]);
    assert_eq!(setting.store.people_after(setting.operator(), Some(first[1]), 2).await.unwrap(), all[2..]);
}
