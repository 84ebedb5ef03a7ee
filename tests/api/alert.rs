//! Alerts: what everybody who opens a record must know first.

use serde_json::{Value, json};
use tests::forms::{self, with, without};
use tests::visiting::WORLD;

#[test]
fn an_alert_is_raised_changed_and_ended_and_stands_at_the_head_of_the_record() {
    WORLD.visit(async |world| {
        let record = format!("/service-users/{}", world.person("Wren", "Alerted").await);
        let alerts = format!("{record}/alerts");
        let raised = world.worker.post(&alerts, &forms::alert()).await.expect(201);
        let one = format!("{alerts}/{}", raised.id());
        let head = world.worker.get(&record).await.expect(200).body["alerts"].clone();
        assert_eq!((&head[0]["id"], &head[0]["level"]), (&json!(raised.id()), &json!("danger")));
        assert_eq!(head[0]["raised_by"], json!(world.worker_id));

        let change = with(forms::alert(), &json!({"words": "Meet in pairs.", "until": forms::days_ahead(30)}));
        let changed = world.leader.put(&one, 1, &change).await.expect(200);
        assert_eq!((changed.version(), &changed.body["words"]), (2, &json!("Meet in pairs.")));
        let end = json!({"ended_on": forms::today().to_string(), "reason": "No longer so"});
        let ended = world.worker.act(&format!("{one}/end"), 2, &end).await.expect(200);
        assert_eq!((ended.version(), &ended.body["end_reason"]), (3, &json!("No longer so")));

        let head = world.worker.get(&record).await.expect(200).body["alerts"].clone();
        assert_eq!(head, json!([]));
        let listed = world.worker.get(&alerts).await.expect(200);
        assert_eq!(listed.items().len(), 1, "an ended one is kept");
        let history = world.worker.get(&format!("{one}/history")).await.expect(200);
        assert_eq!(history.items().iter().map(|entry| &entry["version"]).collect::<Vec<_>>(), [3, 2, 1]);
    });
}

#[test]
fn danger_comes_first_then_the_newest_then_what_has_ended() {
    WORLD.visit(async |world| {
        let record = format!("/service-users/{}", world.person("Wren", "Manyalerts").await);
        let alerts = format!("{record}/alerts");
        let raise = async |kind: &str, level: &str, days: i64| {
            let form = with(forms::alert(), &json!({"kind": kind, "level": level, "since": forms::days_ago(days)}));
            world.worker.post(&alerts, &form).await.expect(201).id()
        };
        let caution = raise("animals", "caution", 1).await;
        let old_danger = raise("overdose", "danger", 9).await;
        let new_danger = raise("mappa", "danger", 2).await;
        let ended = raise("children", "danger", 1).await;
        let end = json!({"ended_on": forms::today().to_string(), "reason": "Moved in with their aunt"});
        world.worker.act(&format!("{alerts}/{ended}/end"), 1, &end).await.expect(200);
        let listed = world.worker.get(&alerts).await.expect(200);
        let order: Vec<&str> = listed.items().iter().map(|alert| alert["id"].as_str().expect("an id")).collect();
        assert_eq!(order, [new_danger.as_str(), &old_danger, &caution, &ended]);
        let head = world.worker.get(&record).await.expect(200).body["alerts"].clone();
        let head: Vec<&Value> = head.as_array().expect("alerts").iter().map(|alert| &alert["id"]).collect();
        assert_eq!(head, [&new_danger, &old_danger, &caution], "of every class");
    });
}

#[test]
fn one_past_its_last_day_no_longer_heads_the_record() {
    WORLD.visit(async |world| {
        let record = format!("/service-users/{}", world.person("Wren", "Runout").await);
        let form = with(forms::alert(), &json!({"since": forms::days_ago(9), "until": forms::days_ago(1)}));
        world.worker.post(&format!("{record}/alerts"), &form).await.expect(201);
        assert_eq!(world.worker.get(&record).await.expect(200).body["alerts"], json!([]));
    });
}

#[test]
fn a_change_never_moves_an_alert_to_another_class() {
    WORLD.visit(async |world| {
        let alerts = format!("/service-users/{}/alerts", world.person("Wren", "Reclassed").await);
        let one = world.worker.post(&alerts, &forms::alert()).await.expect(201).id();
        let health = with(forms::alert(), &json!({"kind": "overdose"}));
        let refused = world.worker.put(&format!("{alerts}/{one}"), 1, &health).await.expect(422);
        assert_eq!(refused.flaw("/kind"), Some("contradiction"));
        let casework = with(forms::alert(), &json!({"kind": "lone_working"}));
        world.worker.put(&format!("{alerts}/{one}"), 1, &casework).await.expect(200);
    });
}

#[test]
fn what_cannot_be_is_refused() {
    WORLD.visit(async |world| {
        let person = world.registered("Wren", "Wrongalert", &forms::days_ago(7_000)).await.person();
        let alerts = format!("/service-users/{person}/alerts");
        for (form, at, code) in [
            (with(forms::alert(), &json!({"kind": "grumpy"})), "/kind", "unknown_code"),
            (with(forms::alert(), &json!({"level": "mild"})), "/level", "wrong_type"),
            (with(forms::alert(), &json!({"since": forms::days_ahead(2)})), "/since", "in_future"),
            (with(forms::alert(), &json!({"since": forms::days_ago(7_001)})), "/since", "before_birth"),
            (with(forms::alert(), &json!({"until": forms::days_ago(4)})), "/until", "end_before_start"),
            (with(forms::alert(), &json!({"words": "a".repeat(251)})), "/words", "too_long"),
            (without(forms::alert(), "words"), "/words", "missing"),
        ] {
            let refused = world.worker.post(&alerts, &form).await.expect(422);
            assert_eq!(refused.flaw(at), Some(code), "{form}");
        }
        let one = world.worker.post(&alerts, &forms::alert()).await.expect(201).id();
        let early = json!({"ended_on": forms::days_ago(4), "reason": "A mistake"});
        let refused = world.worker.act(&format!("{alerts}/{one}/end"), 1, &early).await.expect(422);
        assert_eq!(refused.flaw("/ended_on"), Some("end_before_start"));
        let end = json!({"ended_on": forms::days_ago(1), "reason": "A mistake"});
        world.worker.act(&format!("{alerts}/{one}/end"), 1, &end).await.expect(200);
        let again = world.worker.act(&format!("{alerts}/{one}/end"), 2, &end).await.expect(422);
        assert_eq!(again.flaw("/ended_on"), Some("contradiction"));
        let change = world.worker.put(&format!("{alerts}/{one}"), 2, &forms::alert()).await.expect(422);
        assert_eq!(change.flaw("/kind"), Some("contradiction"));
    });
}
