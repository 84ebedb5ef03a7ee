//! Registering somebody whom another service knows: its team leader is asked, the asker is told neither way.

use serde_json::{Value, json};
use tests::asking::Answer;
use tests::forms::registration;
use tests::visiting::WORLD;
use tests::world::World;
use uuid::Uuid;

/// Somebody whom Northtown holds and Southbridge registers, and the request that comes of it.
struct Asked {
    held: String,
    registered: String,
    request: Value,
}

async fn asked(world: &World, given: &str, family: &str, born: &str) -> Asked {
    let held = world.registered(given, family, born).await.person();
    let form = registration(given, family, born, &world.southbridge);
    let registered = world.outsider.post("/service-users", &form).await.expect(201).person();
    let request = waiting(world, &held).await.expect("a request waits");
    Asked { held, registered, request }
}

/// The request about a person that waits for Northtown's team leader.
async fn waiting(world: &World, held: &str) -> Option<Value> {
    let waiting = world.leader.get("/take-on-requests").await.expect(200);
    waiting.items().iter().find(|request| request["held"] == held).cloned()
}

async fn answer(world: &World, asked: &Asked, form: &Value) -> Answer {
    let path = format!("/take-on-requests/{}/answer", asked.request["id"].as_str().expect("an id"));
    world.leader.act(&path, 1, form).await
}

#[test]
fn the_team_leader_reads_who_asks_and_whether_the_two_are_one() {
    WORLD.visit(async |world| {
        let asked = asked(world, "Aspen", "Askedfor", "1973-04-21").await;
        let request = &asked.request;
        assert_eq!((&request["asking"], &request["asked_by"]), (&json!(world.southbridge), &json!(world.outsider_id)));
        assert_eq!((&request["holding"], &request["state"]), (&json!(world.northtown), &json!("waiting")));
        assert_eq!(request["registered"], asked.registered.as_str());
        for side in ["held_as", "registered_as"] {
            assert_eq!(request[side]["name"], "Aspen Askedfor", "{side}");
            assert_eq!(request[side]["born"], "1973-04-21", "{side}");
        }
        let needs = world.leader.get("/today").await.expect(200);
        let needs = needs.body["needs_you"].as_array().expect("what waits").clone();
        assert!(needs.iter().any(|need| need["need"] == "take_on" && need["request"] == request["id"]));
        let elsewhere = world.outside_leader.get("/take-on-requests").await.expect(200);
        assert!(elsewhere.items().iter().all(|other| other["id"] != request["id"]));
    });
}

#[test]
fn sharing_opens_the_record_that_is_held_for_whoever_asked() {
    WORLD.visit(async |world| {
        let asked = asked(world, "Briar", "Sharedwith", "1961-10-11").await;
        let record = format!("/service-users/{}", asked.held);
        world.outsider.get(&record).await.expect(404);
        let shared = answer(world, &asked, &json!({"answer": "share"})).await.expect(200);
        assert_eq!((shared.version(), &shared.body["state"]), (2, &json!("shared")));
        assert_eq!(shared.body["answered_by"], world.leader_id.as_str());

        world.outsider.get(&record).await.expect(200);
        let episodes = world.outsider.get(&format!("{record}/episodes")).await.expect(200);
        let services: Vec<&Value> = episodes.items().iter().map(|episode| &episode["service"]).collect();
        assert!(services.contains(&&json!(world.southbridge)) && services.contains(&&json!(world.northtown)));
        let found =
            world.outsider.post("/service-users/search", &json!({"typed": "briar sharedwith"})).await.expect(200);
        let found = found.body["hits"].as_array().expect("hits").clone();
        assert!(found.iter().any(|hit| hit["person"] == asked.held.as_str()));
        assert!(waiting(world, &asked.held).await.is_none(), "it is answered");
    });
}

#[test]
fn keeping_apart_takes_a_reason_and_opens_nothing() {
    WORLD.visit(async |world| {
        let asked = asked(world, "Clover", "Keptapart", "1990-01-28").await;
        let refused = answer(world, &asked, &json!({"answer": "keep_apart", "reason": " "})).await.expect(422);
        assert_eq!(refused.flaw("/reason"), Some("missing"));
        let kept = json!({"answer": "keep_apart", "reason": "A cousin of the same name"});
        let kept = answer(world, &asked, &kept).await.expect(200);
        assert_eq!(kept.body["state"], "kept_apart");
        world.outsider.get(&format!("/service-users/{}", asked.held)).await.expect(404);
        world.outsider.get(&format!("/service-users/{}", asked.registered)).await.expect(200);
        assert!(waiting(world, &asked.held).await.is_none());
    });
}

#[test]
fn a_request_is_answered_once_by_its_own_team_leader() {
    WORLD.visit(async |world| {
        let asked = asked(world, "Daphne", "Answeredonce", "1958-06-02").await;
        let path = format!("/take-on-requests/{}/answer", asked.request["id"].as_str().expect("an id"));
        let share = json!({"answer": "share"});
        world.outside_leader.act(&path, 1, &share).await.expect(404);
        world.worker.act(&path, 1, &share).await.expect(403);
        world.leader.act(&path, 7, &share).await.expect(412);
        world.leader.act(&path, 1, &share).await.expect(200);
        let again = world.leader.act(&path, 2, &share).await.expect(422);
        assert_eq!(again.flaw("/answer"), Some("contradiction"));
        let nowhere = format!("/take-on-requests/{}/answer", Uuid::new_v4());
        world.leader.act(&nowhere, 1, &share).await.expect(404);
    });
}

#[test]
fn only_an_exact_match_asks() {
    WORLD.visit(async |world| {
        for (family, theirs, born, others_born) in [
            ("Nearlythename", "Nearlyhername", "1969-09-19", "1969-09-19"),
            ("Almosttheday", "Almosttheday", "1944-03-27", "1944-03-26"),
        ] {
            let held = world.registered("Erica", family, born).await.person();
            let form = registration("Erica", theirs, others_born, &world.southbridge);
            world.outsider.post("/service-users", &form).await.expect(201);
            assert!(waiting(world, &held).await.is_none(), "{family}");
        }
    });
}

#[test]
fn the_same_nhs_number_asks_whatever_the_name() {
    WORLD.visit(async |world| {
        let numbered = |family: &str, born: &str, service: &str| {
            let form = registration("Fern", family, born, service);
            let identity = tests::forms::with(form["identity"].clone(), &json!({"nhs_number": "9990000034"}));
            tests::forms::with(form, &json!({"identity": identity}))
        };
        let held = numbered("Bornname", "1977-07-07", &world.northtown);
        let held = world.worker.post("/service-users", &held).await.expect(201).person();
        let theirs = numbered("Marriedname", "1967-08-09", &world.southbridge);
        world.outsider.post("/service-users", &theirs).await.expect(201);
        assert!(waiting(world, &held).await.is_some());
    });
}
