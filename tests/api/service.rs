//! Services: teams that deliver under a contract.

use serde_json::json;
use tests::forms;
use tests::visiting::WORLD;
use uuid::Uuid;

#[test]
fn a_service_is_made_read_and_changed() {
    WORLD.visit(async |world| {
        let form = forms::service("Eastmoor", &world.contract);
        let made = world.administrator.post("/services", &form).await.expect(201);
        assert_eq!(made.body["days_without_contact"], 21, "unless the service says otherwise");
        let one = format!("/services/{}", made.id());
        assert_eq!(made.header("location"), Some(format!("/api/v1{one}").as_str()));

        let other = forms::with(form, &json!({"days_without_contact": 14, "phone": "0191 498 0000"}));
        let changed = world.administrator.put(&one, 1, &other).await.expect(200);
        assert_eq!((changed.version(), &changed.body["days_without_contact"]), (2, &json!(14)));
        let read = world.outsider.get(&one).await.expect(200);
        assert_eq!((read.body["phone"].as_str(), read.header("etag")), (Some("0191 498 0000"), Some("\"2\"")));
        let listed = world.worker.get("/services").await.expect(200);
        assert!(listed.items().iter().any(|service| service["id"] == made.id().as_str()));
        world.administrator.put(&one, 1, &other).await.expect(412);
    });
}

#[test]
fn its_contract_exists() {
    WORLD.visit(async |world| {
        let nowhere = forms::service("Westmoor", &Uuid::new_v4().to_string());
        let refused = world.administrator.post("/services", &nowhere).await.expect(422);
        assert_eq!(refused.flaw("/contract"), Some("contradiction"));
        let one = world.administrator.post("/services", &forms::service("Westmoor", &world.contract)).await.expect(201);
        let moved = world.administrator.put(&format!("/services/{}", one.id()), 1, &nowhere).await.expect(422);
        assert_eq!(moved.flaw("/contract"), Some("contradiction"));
    });
}

#[test]
fn every_flaw_is_named_at_once() {
    WORLD.visit(async |world| {
        let form =
            json!({"kind": "no_such_kind", "days_without_contact": 366, "phone": "12", "place": "a".repeat(251)});
        let refused = world.administrator.post("/services", &form).await.expect(422);
        let flaws =
            ["/name", "/contract", "/kind", "/days_without_contact", "/phone", "/place"].map(|at| refused.flaw(at));
        let expected = ["missing", "missing", "unknown_code", "out_of_range", "not_a_phone_number", "too_long"];
        assert_eq!(flaws, expected.map(Some));
    });
}

#[test]
fn one_that_does_not_exist_is_not_found() {
    WORLD.visit(async |world| {
        let nowhere = format!("/services/{}", Uuid::new_v4());
        world.worker.get(&nowhere).await.expect(404);
        let form = forms::service("Nowhere", &world.contract);
        world.administrator.put(&nowhere, 1, &form).await.expect(404);
    });
}
