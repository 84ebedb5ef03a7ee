//! Who one is signed in as.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tests::forms;
use tests::visiting::WORLD;

#[test]
fn it_says_in_which_roles_and_what_time_it_is() {
    WORLD.visit(async |world| {
        let me = world.worker.get("/me").await.expect(200);
        assert_eq!(me.body["id"], world.worker_id.as_str());
        assert_eq!(
            me.body["standings"],
            json!([{
                "role": "recovery_worker",
                "service": world.northtown,
                "service_name": "Northtown Recovery Service",
            }])
        );
        assert_eq!(me.body["demo"], false);
        assert!(me.body["draft_key"].is_null(), "only signing in gives it");
        let server_time: DateTime<Utc> = me.body["server_time"].as_str().expect("a time").parse().expect("an instant");
        assert!((forms::now() - server_time).abs() < TimeDelta::minutes(1));
    });
}

#[test]
fn roles_of_the_whole_organisation_name_no_service() {
    WORLD.visit(async |world| {
        let me = world.data_protection_officer.get("/me").await.expect(200);
        assert_eq!(me.body["standings"], json!([{"role": "data_protection_officer"}]));
    });
}

#[test]
fn whoever_holds_no_role_may_sign_in_and_nothing_else() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("roleless")).await.expect(201).id();
        let asker = tests::world::invited(&world.administrator, &staff, "roleless").await;
        for path in ["/me", "/today", "/services", "/code-lists"] {
            asker.get(path).await.expect(403);
        }
    });
}

#[test]
fn a_role_that_begins_later_is_none_yet() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("later")).await.expect(201).id();
        let role = tests::world::membership(&staff, "recovery_worker", Some(&world.northtown));
        let role = forms::with(role, &json!({"from": forms::days_ahead(2)}));
        world.administrator.post(&format!("/staff/{staff}/memberships"), &role).await.expect(201);
        let asker = tests::world::invited(&world.administrator, &staff, "later").await;
        asker.get("/today").await.expect(403);
    });
}
