//! Somebody's health in brief.

use serde_json::json;
use tests::forms::{self, with};
use tests::visiting::WORLD;

#[test]
fn health_is_changed_and_shows_at_a_glance() {
    WORLD.visit(async |world| {
        let person = world.person("Thea", "Healthy").await;
        let path = format!("/service-users/{person}/health");
        let changed = world.worker.put(&path, 1, &forms::health()).await.expect(200);
        assert_eq!((changed.version(), &changed.body["allergies"][0]["severe"]), (2, &json!(true)));
        let view = world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        let glance = &view.body["glance"];
        assert_eq!(glance["substances"][0]["substance"], "1011");
        assert_eq!(glance["medication"][0]["name"], "Methadone 1 mg/ml");
        assert!(glance["review_due_since"].is_null(), "it is due in three months");

        let due = with(forms::health(), &json!({"review_due_on": forms::days_ago(2)}));
        world.worker.put(&path, 2, &due).await.expect(200);
        let view = world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        assert_eq!(view.body["glance"]["review_due_since"], forms::days_ago(2));
        let history = world.worker.get(&format!("{path}/history")).await.expect(200);
        assert_eq!(
            history.items()[0]["changes"],
            json!([{"pointer": "/review_due_on", "old": forms::days_ahead(90), "new": forms::days_ago(2)}])
        );
        world.worker.put(&path, 2, &forms::health()).await.expect(412);
    });
}

#[test]
fn what_contradicts_itself_is_refused() {
    WORLD.visit(async |world| {
        let person = world.person("Thea", "Contradicta").await;
        let path = format!("/service-users/{person}/health");
        for (form, at, code) in [
            (
                json!({"allergies_known": "none_known", "allergies": [{"substance": "Penicillin"}]}),
                "/allergies_known",
                "contradiction",
            ),
            (json!({"allergies_known": "listed"}), "/allergies_known", "contradiction"),
            (json!({"substances": [{"substance": "1011"}, {"substance": "1011"}]}), "/substances", "contradiction"),
            (
                json!({"substances": [{"substance": "1011", "route": "1"}], "injecting": "N"}),
                "/injecting",
                "contradiction",
            ),
            (json!({"substances": [{"substance": "1011", "days": 29}]}), "/substances/0/days", "out_of_range"),
            (json!({"substances": [{"substance": "sherbet"}]}), "/substances/0/substance", "unknown_code"),
            (json!({"medication": [{"dose": "40 ml"}]}), "/medication/0/name", "missing"),
            (json!({"note": "a".repeat(20_001)}), "/note", "too_long"),
            (json!({"naloxone": {"status": "issued", "issued_on": "2026-02-30"}}), "/naloxone/issued_on", "not_a_date"),
        ] {
            let refused = world.worker.put(&path, 1, &form).await.expect(422);
            assert_eq!(refused.flaw(at), Some(code), "{form}");
        }
    });
}

#[test]
fn nothing_of_it_began_before_birth() {
    WORLD.visit(async |world| {
        let person = world.registered("Thea", "Bornlate", "2001-06-15").await.person();
        let path = format!("/service-users/{person}/health");
        let refused =
            world.worker.put(&path, 1, &json!({"conditions": [{"name": "Asthma", "since": "2000"}]})).await.expect(422);
        assert_eq!(refused.flaw("/conditions/0/since"), Some("before_birth"));
        let old = json!({"substances": [{"substance": "7000", "age_first_used": 40}]});
        let refused = world.worker.put(&path, 1, &old).await.expect(422);
        assert_eq!(refused.flaw("/substances/0/age_first_used"), Some("out_of_range"));
        world.worker.put(&path, 1, &json!({"conditions": [{"name": "Asthma", "since": "2001"}]})).await.expect(200);
    });
}

#[test]
fn a_part_within_a_part_that_is_empty_counts_as_left_out() {
    WORLD.visit(async |world| {
        let person = world.person("Thea", "Emptypart").await;
        let path = format!("/service-users/{person}/health");
        let empty = json!({"pregnancy": {}, "mental_health": {}, "blood_borne": {}, "naloxone": {}, "note": null});
        let changed = world.worker.put(&path, 1, &empty).await.expect(200);
        assert!(changed.body["pregnancy"].is_null() && changed.body["naloxone"].is_null());
    });
}
