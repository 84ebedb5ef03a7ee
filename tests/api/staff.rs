//! Members of staff and the roles that they hold.

use serde_json::json;
use tests::asking::Asker;
use tests::forms;
use tests::visiting::WORLD;
use tests::world::{PASSWORD, membership};
use uuid::Uuid;

#[test]
fn somebody_is_taken_on_and_changed_and_no_answer_holds_their_password() {
    WORLD.visit(async |world| {
        let form = forms::with(forms::staff("new.starter"), &json!({"work_phone": "0191 498 0001"}));
        let made = world.administrator.post("/staff", &form).await.expect(201);
        assert!(!made.text.contains(PASSWORD) && made.body["password"].is_null());
        let one = format!("/staff/{}", made.id());
        assert_eq!(made.header("location"), Some(format!("/api/v1{one}").as_str()));

        let change = forms::with(form, &json!({"job_title": "Nurse"}));
        let changed = world.administrator.put(&one, 1, &change).await.expect(200);
        assert_eq!((changed.version(), &changed.body["job_title"]), (2, &json!("Nurse")));
        let read = world.administrator.get(&one).await.expect(200);
        assert_eq!((read.version(), read.header("etag")), (2, Some("\"2\"")));
        assert!(!read.text.contains(PASSWORD));
        world.administrator.put(&one, 1, &change).await.expect(412);
    });
}

#[test]
fn a_sign_in_name_is_anybodys_once() {
    WORLD.visit(async |world| {
        world.administrator.post("/staff", &forms::staff("first.come")).await.expect(201);
        let taken = world.administrator.post("/staff", &forms::staff("First.Come")).await.expect(422);
        assert_eq!(taken.flaw("/sign_in_name"), Some("contradiction"));
        let other = world.administrator.post("/staff", &forms::staff("second.come")).await.expect(201).id();
        let change = forms::staff("first.come");
        let taken = world.administrator.put(&format!("/staff/{other}"), 1, &change).await.expect(422);
        assert_eq!(taken.flaw("/sign_in_name"), Some("contradiction"));
    });
}

#[test]
fn a_new_sign_in_name_takes_the_place_of_the_old() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("maiden.name")).await.expect(201).id();
        let change = forms::staff("married.name");
        world.administrator.put(&format!("/staff/{staff}"), 1, &change).await.expect(200);
        tests::world::invited(&world.administrator, &staff, "married.name").await;
        let anonymous = Asker::anonymous(&world.server.address);
        anonymous.sign_in("married.name", PASSWORD).await.expect(200);
        anonymous.sign_in("maiden.name", PASSWORD).await.expect(401);
        world.administrator.post("/staff", &forms::staff("maiden.name")).await.expect(201);
    });
}

#[test]
fn every_flaw_is_named_at_once() {
    WORLD.visit(async |world| {
        let form = json!({
            "name": "42",
            "sign_in_name": "no spaces",
            "work_email": "nobody",
            "started_on": "2026-02-30",
        });
        let refused = world.administrator.post("/staff", &form).await.expect(422);
        let flaws = ["/name", "/sign_in_name", "/work_email", "/started_on"].map(|at| refused.flaw(at));
        let expected = ["no_letter", "not_a_sign_in_name", "not_an_email", "not_a_date"];
        assert_eq!(flaws, expected.map(Some));
        assert!(!refused.text.contains("no spaces"), "a refusal repeats nothing that was typed");
    });
}

#[test]
fn nobody_chooses_a_password_for_somebody_else() {
    WORLD.visit(async |world| {
        let chosen = forms::with(forms::staff("chosen.for"), &json!({"password": PASSWORD}));
        let refused = world.administrator.post("/staff", &chosen).await.expect(422);
        assert_eq!(refused.flaw("/password"), Some("unknown_field"));
    });
}

#[test]
fn colleagues_are_names_and_services_and_no_more() {
    WORLD.visit(async |world| {
        let colleagues = world.worker.get("/colleagues").await.expect(200);
        let me = colleagues.items().iter().find(|colleague| colleague["id"] == world.worker_id.as_str());
        let me = me.expect("everybody is a colleague");
        assert_eq!((&me["name"], &me["services"]), (&json!("efua Testworker"), &json!([world.northtown])));
        assert!(me["sign_in_name"].is_null() && me["has_left"] == false);
        let staff = world.administrator.get("/staff").await.expect(200);
        assert!(staff.items().iter().any(|one| one["id"] == me["id"] && one["sign_in_name"] == "efua"));
    });
}

#[test]
fn roles_are_held_where_they_belong() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("role.holder")).await.expect(201).id();
        let path = format!("/staff/{staff}/memberships");
        let nowhere = Uuid::new_v4().to_string();
        let other = world.worker_id.as_str();
        for (given, at, code) in [
            (membership(&staff, "recovery_worker", None), "/service", "missing"),
            (membership(&staff, "administrator", Some(&world.northtown)), "/service", "contradiction"),
            (membership(&staff, "operator", None), "/role", "contradiction"),
            (membership(&staff, "recovery_worker", Some(&nowhere)), "/service", "contradiction"),
            (membership(other, "recovery_worker", Some(&world.northtown)), "/staff", "contradiction"),
        ] {
            let refused = world.administrator.post(&path, &given).await.expect(422);
            assert_eq!(refused.flaw(at), Some(code), "{given}");
        }
        let given = membership(&nowhere, "recovery_worker", Some(&world.northtown));
        let refused = world.administrator.post(&format!("/staff/{nowhere}/memberships"), &given).await.expect(422);
        assert_eq!(refused.flaw("/staff"), Some("contradiction"));
        assert!(world.administrator.get(&path).await.expect(200).items().is_empty());
    });
}

#[test]
fn a_role_is_given_once_and_ends_after_its_last_day() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("role.ender")).await.expect(201).id();
        let path = format!("/staff/{staff}/memberships");
        let (given, key) = (membership(&staff, "team_leader", Some(&world.northtown)), Uuid::new_v4());
        let first = world.administrator.post_once(&path, &given, key).await.expect(201);
        let second = world.administrator.post_once(&path, &given, key).await.expect(201);
        assert_eq!(first.id(), second.id());

        let last = forms::today().to_string();
        let one = format!("/memberships/{}", first.id());
        let ended = world.administrator.keep(&one, &json!({"to": last})).await.expect(200);
        assert_eq!(ended.body["to"], last.as_str());
        let held = world.administrator.get(&path).await.expect(200);
        assert_eq!((held.items().len(), &held.items()[0]["to"]), (1, &json!(last)));
        let asker = tests::world::invited(&world.administrator, &staff, "role.ender").await;
        asker.get("/take-on-requests").await.expect(200);

        let refused = world.administrator.keep(&one, &json!({"to": "2026-02-30"})).await.expect(422);
        assert_eq!(refused.flaw("/to"), Some("not_a_date"));
        let nowhere = format!("/memberships/{}", Uuid::new_v4());
        world.administrator.keep(&nowhere, &json!({"to": last})).await.expect(404);
    });
}

#[test]
fn a_role_does_not_end_before_it_begins() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("role.backwards")).await.expect(201).id();
        let given = membership(&staff, "recovery_worker", Some(&world.northtown));
        let made = world.administrator.post(&format!("/staff/{staff}/memberships"), &given).await.expect(201).id();
        let before = json!({"to": forms::days_ago(301)});
        let refused = world.administrator.keep(&format!("/memberships/{made}"), &before).await.expect(422);
        assert_eq!(refused.flaw("/to"), Some("end_before_start"));
    });
}
