//! Offences, and the orders that somebody is under.

use serde_json::json;
use tests::forms::{self, with};
use tests::visiting::WORLD;

#[test]
fn convictions_are_changed_and_every_version_is_kept() {
    WORLD.visit(async |world| {
        let person = world.person("Ulla", "Sentenced").await;
        let path = format!("/service-users/{person}/convictions");
        assert_eq!(world.worker.get(&path).await.expect(200).body["none_known"], false);
        let changed = world.worker.put(&path, 1, &forms::convictions()).await.expect(200);
        assert_eq!((changed.version(), &changed.body["crn"]), (2, &json!("X123456")));
        let cleared = json!({"none_known": true});
        world.leader.put(&path, 2, &cleared).await.expect(200);
        let history = world.worker.get(&format!("{path}/history")).await.expect(200);
        assert_eq!(history.items().len(), 3);
        assert_eq!(history.items()[1]["content"]["convictions"][0]["offence"], "Theft from a shop");
        assert_eq!(
            (&history.items()[0]["by"], &history.items()[1]["by"]),
            (&json!(world.leader_id), &json!(world.worker_id))
        );
        world.worker.put(&path, 2, &cleared).await.expect(412);
    });
}

#[test]
fn numbers_are_shaped_like_what_they_are() {
    WORLD.visit(async |world| {
        let person = world.person("Ulla", "Misnumbered").await;
        let path = format!("/service-users/{person}/convictions");
        let form = json!({"crn": "12", "pnc": "x", "prison_number": "A1", "convictions": [{"status": "convicted"}]});
        let refused = world.worker.put(&path, 1, &form).await.expect(422);
        let at = ["/crn", "/pnc", "/prison_number", "/convictions/0/offence"].map(|at| refused.flaw(at));
        assert_eq!(at, ["not_a_crn", "not_a_pnc_number", "not_a_prison_number", "missing"].map(Some));
    });
}

#[test]
fn an_order_ends_no_earlier_than_it_begins_and_nobody_offended_before_birth() {
    WORLD.visit(async |world| {
        let person = world.registered("Ulla", "Ordered", "2001-06-15").await.person();
        let path = format!("/service-users/{person}/convictions");
        let one = json!({"offence": "Theft from a shop", "status": "convicted"});
        for (days, at, code) in [
            (json!({"order_from": "2025-05-02", "order_to": "2025-05-01"}), "order_to", "end_before_start"),
            (json!({"offence_on": "2000-01"}), "offence_on", "before_birth"),
            (json!({"convicted_on": forms::days_ahead(2)}), "convicted_on", "in_future"),
        ] {
            let form = json!({"convictions": [with(one.clone(), &days)]});
            let refused = world.worker.put(&path, 1, &form).await.expect(422);
            assert_eq!(refused.flaw(&format!("/convictions/0/{at}")), Some(code), "{days}");
        }
        let both = json!({"none_known": true, "convictions": [one]});
        let refused = world.worker.put(&path, 1, &both).await.expect(422);
        assert_eq!(refused.flaw("/none_known"), Some("contradiction"));
    });
}
