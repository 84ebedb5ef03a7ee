//! Contracts: made and changed by the administrator, read by everybody who works here.

use reqwest::Method;
use serde_json::json;
use tests::forms;
use tests::visiting::WORLD;
use uuid::Uuid;

#[test]
fn a_contract_is_made_read_and_changed() {
    WORLD.visit(async |world| {
        let made = world.administrator.post("/contracts", &forms::contract()).await.expect(201);
        assert_eq!((made.version(), made.header("etag")), (1, Some("\"1\"")));
        let one = format!("/contracts/{}", made.id());
        assert_eq!(made.header("location"), Some(format!("/api/v1{one}").as_str()));
        assert_eq!(made.body["lawful_basis"], "legitimate_interests");

        let changed = forms::with(forms::contract(), &json!({"name": "Northshire, second year"}));
        let changed = world.administrator.put(&one, 1, &changed).await.expect(200);
        assert_eq!((changed.version(), changed.header("etag")), (2, Some("\"2\"")));
        let read = world.worker.get(&one).await.expect(200);
        assert_eq!((read.version(), &read.body["name"]), (2, &json!("Northshire, second year")));
        let listed = world.worker.get("/contracts").await.expect(200);
        assert!(listed.items().iter().any(|contract| contract["id"] == made.id().as_str() && contract["version"] == 2));
    });
}

#[test]
fn a_stale_or_unnamed_version_changes_nothing() {
    WORLD.visit(async |world| {
        let one =
            format!("/contracts/{}", world.administrator.post("/contracts", &forms::contract()).await.expect(201).id());
        world.administrator.put(&one, 1, &forms::contract()).await.expect(200);
        let stale = world.administrator.put(&one, 1, &forms::contract()).await.expect(412);
        assert_eq!((stale.problem(), &stale.body["version"]), ("stale", &json!(2)));
        let unnamed = world.administrator.send(Method::PUT, &one, |request| request.json(&forms::contract())).await;
        assert_eq!((unnamed.status.as_u16(), unnamed.problem()), (428, "version-required"));
    });
}

#[test]
fn whoever_holds_the_data_elsewhere_is_named() {
    WORLD.visit(async |world| {
        let elsewhere = forms::with(forms::contract(), &json!({"data_held": "elsewhere"}));
        let refused = world.administrator.post("/contracts", &elsewhere).await.expect(422);
        assert_eq!(refused.flaw("/held_by"), Some("missing"));
        let needless = forms::with(forms::contract(), &json!({"held_by": "Another Recovery Trust"}));
        let refused = world.administrator.post("/contracts", &needless).await.expect(422);
        assert_eq!(refused.flaw("/held_by"), Some("contradiction"));
    });
}

#[test]
fn it_ends_no_earlier_than_it_starts() {
    WORLD.visit(async |world| {
        let backwards = forms::with(forms::contract(), &json!({"ends_on": forms::days_ago(500)}));
        let refused = world.administrator.post("/contracts", &backwards).await.expect(422);
        assert_eq!(refused.flaw("/ends_on"), Some("end_before_start"));
    });
}

#[test]
fn one_that_does_not_exist_is_not_found() {
    WORLD.visit(async |world| {
        let nowhere = format!("/contracts/{}", Uuid::new_v4());
        assert_eq!(world.worker.get(&nowhere).await.expect(404).problem(), "not-found");
        world.administrator.put(&nowhere, 1, &forms::contract()).await.expect(404);
        world.worker.get("/contracts/not-an-id").await.expect(404);
        let service = format!("/contracts/{}", world.northtown);
        world.worker.get(&service).await.expect(404);
    });
}

#[test]
fn the_same_request_twice_makes_one() {
    WORLD.visit(async |world| {
        let key = Uuid::new_v4();
        let form = forms::with(forms::contract(), &json!({"name": "Once only"}));
        let first = world.administrator.post_once("/contracts", &form, key).await.expect(201);
        let second = world.administrator.post_once("/contracts", &form, key).await.expect(201);
        assert_eq!(first.id(), second.id());
        let other = world.administrator.post_once("/contracts", &forms::contract(), key).await.expect(422);
        assert_eq!((other.problem(), &other.body["records"]), ("key-reused", &json!([first.id()])));
    });
}
