//! A record's audit trail: who did what with it, when, as what.

use serde_json::{Value, json};
use tests::forms;
use tests::visiting::SharedWorld;
use tests::world::World;
use uuid::Uuid;

/// Lists that other tests ask for would stand in the trails of these, so they have a world of their own.
static WORLD: SharedWorld = SharedWorld::new();

/// The newest page of a person's trail.
async fn trail(world: &World, person: &str) -> Vec<Value> {
    let path = format!("/service-users/{person}/trail");
    world.data_protection_officer.get(&path).await.expect(200).items().to_vec()
}

fn operations(trail: &[Value]) -> Vec<&str> {
    trail.iter().map(|entry| entry["operation"].as_str().expect("an operation")).collect()
}

#[test]
fn it_says_who_read_and_changed_the_record_in_which_role() {
    WORLD.visit(async |world| {
        let person = world.person("Tamsin", "Traced").await;
        let record = format!("/service-users/{person}");
        world.worker.get(&record).await.expect(200);
        world.leader.get(&format!("{record}/health")).await.expect(200);
        world.leader.put(&format!("{record}/health"), 1, &forms::health()).await.expect(200);
        world.worker.post(&format!("{record}/contacts"), &forms::contact(&world.northtown)).await.expect(201);

        let trail = trail(world, &person).await;
        assert_eq!(
            operations(&trail),
            ["record_contact", "change_health", "read_health", "open_service_user", "register_service_user"]
        );
        let [contact, change, read, ..] = trail.as_slice() else { panic!("five entries") };
        assert_eq!((&contact["by"], &contact["by_name"]), (&json!(world.worker_id), &json!("efua Testworker")));
        assert_eq!(
            (&contact["role"], &contact["action"], &contact["class"]),
            (&json!("recovery_worker"), &json!("create"), &json!("casework"))
        );
        assert_eq!(
            (&change["by"], &change["role"], &change["action"]),
            (&json!(world.leader_id), &json!("team_leader"), &json!("change"))
        );
        assert_eq!((&read["class"], &read["outcome"]), (&json!("health"), &json!("done")));
        for word in ["Tamsin", "Methadone", "brother", "sister"] {
            assert!(!json!(trail).to_string().contains(word), "nothing that is in the record: {word}");
        }
    });
}

#[test]
fn it_has_who_was_refused() {
    WORLD.visit(async |world| {
        let person = world.person("Tamsin", "Refused").await;
        world.outsider.get(&format!("/service-users/{person}/convictions")).await.expect(404);
        let newest = trail(world, &person).await.remove(0);
        assert_eq!((&newest["operation"], &newest["outcome"]), (&json!("read_convictions"), &json!("refused")));
        assert_eq!((&newest["by"], newest["role"].is_null()), (&json!(world.outsider_id), true));
    });
}

#[test]
fn it_has_searches_and_lists_that_named_the_person() {
    WORLD.visit(async |world| {
        let person = world.person("Tamsin", "Searchedfor").await;
        world.worker.post("/service-users/search", &json!({"typed": "tamsin searchedfor"})).await.expect(200);
        let (id, asker) = world.join("caseloader", "recovery_worker", Some(&world.northtown)).await;
        let path = format!("/service-users/{person}/episodes");
        let episode = world.worker.get(&path).await.expect(200).items()[0]["id"].as_str().expect("an id").to_owned();
        world.worker.put(&format!("{path}/{episode}"), 1, &json!({"key_worker": id})).await.expect(200);
        asker.get(&format!("/caseload?key_worker={id}")).await.expect(200);
        let trail = trail(world, &person).await;
        let named = operations(&trail);
        assert!(named.contains(&"search_service_users") && named.contains(&"read_caseload"), "{named:?}");
        let search = trail.iter().find(|entry| entry["operation"] == "search_service_users").expect("a search");
        assert_eq!(search["action"], "search");
    });
}

#[test]
fn reading_it_is_in_it() {
    WORLD.visit(async |world| {
        let person = world.person("Tamsin", "Watched").await;
        trail(world, &person).await;
        let newest = trail(world, &person).await.remove(0);
        assert_eq!((&newest["operation"], &newest["role"]), (&json!("read_trail"), &json!("data_protection_officer")));
    });
}

#[test]
fn a_request_that_was_wrong_leaves_no_change_in_it() {
    WORLD.visit(async |world| {
        let person = world.person("Tamsin", "Unchanged").await;
        let path = format!("/service-users/{person}/health");
        world.worker.put(&path, 1, &json!({"note": "a".repeat(20_001)})).await.expect(422);
        world.worker.put(&path, 9, &json!({})).await.expect(412);
        assert_eq!(operations(&trail(world, &person).await), ["register_service_user"]);
    });
}

#[test]
fn it_goes_on_after_a_page() {
    WORLD.visit(async |world| {
        let person = world.person("Tamsin", "Muchread").await;
        for _ in 0..60 {
            world.worker.get(&format!("/service-users/{person}/reach")).await.expect(200);
        }
        let path = format!("/service-users/{person}/trail");
        let first = world.data_protection_officer.get(&path).await.expect(200);
        assert_eq!(first.items().len(), 50);
        let next = first.body["next"].as_str().expect("another page");
        let second = world.data_protection_officer.get(&format!("{path}?cursor={next}")).await.expect(200);
        assert!(second.body["next"].is_null(), "{}", second.text);
        let all = [first.items(), second.items()].concat();
        // Lists of other tests may name the person too.
        assert_eq!(operations(&all).iter().filter(|operation| **operation == "read_reach").count(), 60);
        assert_eq!(operations(&all).last(), Some(&"register_service_user"));
        let mut once: Vec<&Value> = all.iter().map(|entry| &entry["id"]).collect();
        once.sort_by_key(ToString::to_string);
        once.dedup();
        assert_eq!(once.len(), all.len(), "no entry is on two pages");
    });
}

#[test]
fn somebody_who_does_not_exist_has_an_empty_one() {
    WORLD.visit(async |world| {
        let person = Uuid::new_v4().to_string();
        assert!(trail(world, &person).await.is_empty());
        world.worker.get(&format!("/service-users/{person}")).await.expect(404);
        let asked = trail(world, &person).await;
        assert!(operations(&asked).contains(&"open_service_user"), "whoever guesses at ids is found out");
    });
}
