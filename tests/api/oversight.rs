//! What the data protection officer oversees, through HTTP.

mod finding;
mod seen_by;

use serde_json::{Value, json};
use tests::forms::{self, registration};
use tests::visiting::SharedWorld;
use tests::world::World;

/// What other tests ask for would stand in the ledger of these, so they have a world of their own.
static WORLD: SharedWorld = SharedWorld::new();

/// What the data protection officer reads at an address, as a list.
async fn listed(world: &World, path: &str) -> Vec<Value> {
    world.data_protection_officer.get(path).await.expect(200).items().to_vec()
}

fn operations(doings: &[Value]) -> Vec<&str> {
    doings.iter().map(|entry| entry["operation"].as_str().expect("an operation")).collect()
}

/// Northtown's team leader answers the request about somebody whom Southbridge registers too.
async fn answered(world: &World, family: &str, answer: &Value) -> (String, String) {
    let held = world.registered("Doubly", family, "1971-05-04").await.person();
    let form = registration("Doubly", family, "1971-05-04", &world.southbridge);
    let registered = world.outsider.post("/service-users", &form).await.expect(201).person();
    let waiting = world.leader.get("/take-on-requests").await.expect(200);
    let request = waiting.items().iter().find(|request| request["held"] == held.as_str()).expect("a request waits");
    let path = format!("/take-on-requests/{}/answer", request["id"].as_str().expect("an id"));
    world.leader.act(&path, 1, answer).await.expect(200);
    (held, registered)
}

#[test]
fn a_member_of_staffs_doings_are_told_newest_first() {
    WORLD.visit(async |world| {
        let (id, asker) = world.join("doer.testperson", "recovery_worker", Some(&world.northtown)).await;
        let person = world.person("Iris", "Donewith").await;
        let record = format!("/service-users/{person}");
        asker.get(&record).await.expect(200);
        asker.get(&format!("{record}/health")).await.expect(200);
        asker.post("/contracts", &forms::contract()).await.expect(403);
        let path = format!("/staff/{id}/doings");
        let doings = listed(world, &path).await;
        assert_eq!(operations(&doings)[..3], ["change_contract", "read_health", "open_service_user"]);
        let [refused, read, ..] = doings.as_slice() else { panic!("three entries") };
        assert_eq!((&refused["outcome"], &read["outcome"]), (&json!("refused"), &json!("done")));
        assert_eq!((&read["people"], &read["count"]), (&json!([person]), &json!(1)));
        assert_eq!((&read["purpose"], &read["role"]), (&json!("direct_care"), &json!("recovery_worker")));
        assert!(read["session"].is_string() && read["origin"].is_string(), "{read}");
        assert!(!json!(doings).to_string().contains("Donewith"), "nothing that is in the record");
    });
}

#[test]
fn doings_are_filtered_by_operation_outcome_and_day() {
    WORLD.visit(async |world| {
        let (id, asker) = world.join("sifted.testperson", "recovery_worker", Some(&world.northtown)).await;
        let person = world.person("Ivy", "Sifted").await;
        for part in ["reach", "health", "reach"] {
            asker.get(&format!("/service-users/{person}/{part}")).await.expect(200);
        }
        asker.get("/staff").await.expect(403);
        let path = format!("/staff/{id}/doings");
        assert_eq!(listed(world, &format!("{path}?operation=read_reach")).await.len(), 2);
        let refused = listed(world, &format!("{path}?outcome=refused")).await;
        assert_eq!(operations(&refused), ["change_staff"]);
        let long_ago = listed(world, &format!("{path}?from=2020-01-01&to=2020-02-01")).await;
        assert!(long_ago.is_empty());
        let far = world.data_protection_officer.get(&format!("{path}?from=2020-01-01&to=2021-01-01")).await;
        assert_eq!(far.expect(422).flaw("/to"), Some("contradiction"));
    });
}

#[test]
fn doings_go_on_after_a_page() {
    WORLD.visit(async |world| {
        let (id, asker) = world.join("busy.testperson", "recovery_worker", Some(&world.northtown)).await;
        let person = world.person("Ilse", "Paged").await;
        for _ in 0..55 {
            asker.get(&format!("/service-users/{person}/reach")).await.expect(200);
        }
        let path = format!("/staff/{id}/doings?operation=read_reach");
        let first = world.data_protection_officer.get(&path).await.expect(200);
        assert_eq!(first.items().len(), 50);
        let next = first.body["next"].as_str().expect("another page");
        let second = listed(world, &format!("{path}&cursor={next}")).await;
        assert_eq!(second.len(), 5);
        assert!(second.iter().all(|entry| !first.items().contains(entry)));
    });
}

#[test]
fn reading_somebodys_doings_is_an_entry() {
    WORLD.visit(async |world| {
        listed(world, &format!("/staff/{}/doings", world.worker_id)).await;
        let me = world.data_protection_officer.get("/me").await.expect(200).body["id"].clone();
        let own = listed(world, &format!("/staff/{}/doings?operation=read_doings", me.as_str().expect("an id"))).await;
        assert!(!own.is_empty());
    });
}

#[test]
fn registrations_and_searches_are_counted_for_each_caller_and_day() {
    WORLD.visit(async |world| {
        let (id, asker) = world.join("asking.testperson", "recovery_worker", Some(&world.northtown)).await;
        for family in ["Countedone", "Countedtwo"] {
            let form = registration("Ina", family, &forms::birth_date(), &world.northtown);
            asker.post("/service-users", &form).await.expect(201);
        }
        for _ in 0..3 {
            asker.post("/service-users/search", &json!({"typed": "counted"})).await.expect(200);
        }
        let counts = listed(world, "/oversight/asking").await;
        let mine: Vec<&Value> = counts.iter().filter(|count| count["staff"] == id.as_str()).collect();
        let [count] = mine.as_slice() else { panic!("one day: {mine:?}") };
        assert_eq!((&count["registrations"], &count["searches"], &count["refused"]), (&json!(2), &json!(3), &json!(0)));
        assert_eq!(count["day"], forms::today().to_string());
    });
}

#[test]
fn what_was_kept_apart_is_told_with_its_reason() {
    WORLD.visit(async |world| {
        let answer = json!({"answer": "keep_apart", "reason": "A cousin of the same name"});
        let (held, registered) = answered(world, "Apartkept", &answer).await;
        let kept = listed(world, "/oversight/kept-apart").await;
        let kept = kept.iter().find(|kept| kept["held"] == held.as_str()).expect("it is told");
        assert_eq!((&kept["registered"], &kept["reason"]), (&json!(registered), &answer["reason"]));
        assert_eq!(kept["answered_by"], world.leader_id.as_str());
        assert_eq!(kept["held_as"]["name"], "Doubly Apartkept");
        assert!(listed(world, "/oversight/pairs").await.iter().all(|pair| pair["held"] != held.as_str()));
    });
}

#[test]
fn what_was_shared_is_a_pair_to_merge() {
    WORLD.visit(async |world| {
        let (held, registered) = answered(world, "Twicethere", &json!({"answer": "share"})).await;
        let pairs = listed(world, "/oversight/pairs").await;
        let mine: Vec<&Value> = pairs.iter().filter(|pair| pair["held"] == held.as_str()).collect();
        let [pair] = mine.as_slice() else { panic!("told once: {mine:?}") };
        assert_eq!(
            (&pair["registered"], &pair["registered_as"]["name"]),
            (&json!(registered), &json!("Doubly Twicethere"))
        );
    });
}

#[test]
fn the_ledgers_state_tells_its_last_checkpoint() {
    WORLD.visit(async |world| {
        let state = world.data_protection_officer.get("/oversight/ledger").await.expect(200).body;
        assert!(state["uncovered_seconds"].is_u64(), "{state}");
        assert!(state["verified_at"].is_null(), "nobody has proved this ledger: {state}");
    });
}
