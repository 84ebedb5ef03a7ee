//! What a summary shows of health and convictions, and that its writer keeps the rest as it is.

use serde_json::{Value, json};
use tests::forms::{self, with};
use tests::visiting::WORLD;

fn clinical() -> Value {
    with(
        forms::health(),
        &json!({
            "conditions": [{"name": "Asthma", "since": "2019", "note": "Invented detail"}],
            "mental_health": {"need": "yes", "note": "An invented diagnosis"},
            "blood_borne": {"hiv": "negative", "hep_b_doses": "2"},
        }),
    )
}

#[test]
fn a_worker_reads_health_in_summary_and_cannot_wipe_the_rest() {
    WORLD.visit(async |world| {
        let person = world.person("Sita", "Summarised").await;
        let path = format!("/service-users/{person}/health");
        world.clinician.put(&path, 1, &clinical()).await.expect(200);
        let shown = world.worker.get(&path).await.expect(200);
        assert!(shown.body["blood_borne"]["hiv"].is_null() && shown.body["mental_health"]["note"].is_null());
        assert!(shown.body["conditions"][0]["note"].is_null());
        assert_eq!(shown.body["allergies"][0]["substance"], "Penicillin");
        assert!(shown.body["withheld"].as_array().expect("a list").contains(&json!("/blood_borne/hiv")));

        world.worker.put(&path, 2, &json!({"note": "Everything else taken out"})).await.expect(200);
        let kept = world.clinician.get(&path).await.expect(200);
        assert!(kept.body["withheld"].is_null());
        assert_eq!(kept.body["blood_borne"]["hiv"], "negative");
        assert_eq!(kept.body["mental_health"]["note"], "An invented diagnosis");
        assert_eq!(kept.body["conditions"][0]["note"], "Invented detail");
        assert!(kept.body["allergies"].is_null(), "what they see they may take out");

        let refused = world.worker.put(&path, 3, &json!({"blood_borne": {"hiv": "positive"}})).await.expect(422);
        assert_eq!(refused.flaw("/blood_borne/hiv"), Some("contradiction"));
        let history = world.worker.get(&format!("{path}/history")).await.expect(200);
        assert!(!history.text.contains("diagnosis") && !history.text.contains("\"hiv\""));
    });
}

#[test]
fn past_convictions_are_held_for_criminal_justice_workers() {
    WORLD.visit(async |world| {
        let (_, justice) = world.join("jude.sight", "criminal_justice_worker", Some(&world.northtown)).await;
        let person = world.person("Tove", "Pastly").await;
        let path = format!("/service-users/{person}/convictions");
        let mut form = forms::convictions();
        let past = json!({"offence": "An invented affray", "status": "convicted", "convicted_on": "2015-02-03"});
        form["convictions"].as_array_mut().expect("a list").push(past);
        justice.put(&path, 1, &form).await.expect(200);
        let shown = world.worker.get(&path).await.expect(200);
        assert_eq!(shown.body["convictions"].as_array().expect("a list").len(), 1);
        assert_eq!(shown.body["convictions"][0]["conditions"], "Not to enter Sample Street");
        assert_eq!(shown.body["withheld"], json!(["/convictions/*"]));
        world.worker.put(&path, 2, &json!({"none_known": true})).await.expect(200);
        let kept = justice.get(&path).await.expect(200);
        assert_eq!(kept.body["convictions"][0]["offence"], "An invented affray");
        assert_eq!(kept.body["none_known"], false);
    });
}
