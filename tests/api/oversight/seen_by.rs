//! The list of who has seen a record, as it is given to whose record it is.

use serde_json::{Value, json};
use tests::world::World;

use super::WORLD;

async fn seen(world: &World, family: &str) -> String {
    let person = world.person("Wilma", family).await;
    world.worker.get(&format!("/service-users/{person}/reach")).await.expect(200);
    world.leader.get(&format!("/service-users/{person}/health")).await.expect(200);
    world.outsider.get(&format!("/service-users/{person}/health")).await.expect(404);
    person
}

fn line<'a>(list: &'a Value, what: &str) -> &'a Value {
    let lines = list["sightings"].as_array().expect("lines");
    lines.iter().find(|line| line["what"] == what).unwrap_or_else(|| panic!("{what} in {lines:?}"))
}

#[test]
fn the_reviewer_sees_who_did_what_in_plain_words() {
    WORLD.visit(async |world| {
        let person = seen(world, "Seenplainly").await;
        let list =
            world.data_protection_officer.get(&format!("/service-users/{person}/seen-by")).await.expect(200).body;
        let reach = line(&list, "looked at your contact details");
        assert_eq!((&reach["staff"], &reach["role"]), (&json!(world.worker_id), &json!("recovery_worker")));
        assert_eq!((&reach["why"], &reach["times"]), (&json!("to work with you"), &json!(1)));
        assert!(reach["name"].is_string() && reach["service"].is_string(), "{reach}");
        let health = list["sightings"].as_array().expect("lines").iter();
        let health: Vec<&Value> = health.filter(|line| line["what"] == "looked at your health notes").collect();
        assert_eq!(health.len(), 1, "what was refused showed nothing: {health:?}");
    });
}

#[test]
fn the_list_names_those_alone_who_were_weighed_and_are_shown() {
    WORLD.visit(async |world| {
        let person = seen(world, "Seenandnamed").await;
        let path = format!("/service-users/{person}/seen-by");
        let officer = &world.data_protection_officer;
        let silent = json!({"names": [{"staff": world.leader_id, "naming": "withheld"}]});
        assert_eq!(officer.post(&path, &silent).await.expect(422).flaw("/names/0/reason"), Some("missing"));
        let form = json!({"names": [
            {"staff": world.worker_id, "naming": "shown"},
            {"staff": world.leader_id, "naming": "withheld", "reason": "Was followed home"},
        ]});
        let given = officer.post(&path, &form).await.expect(201).body;
        assert!(line(&given, "looked at your contact details")["name"].is_string());
        assert!(line(&given, "looked at your health notes")["name"].is_null());
        let lines = given["sightings"].to_string();
        for id in [&world.worker_id, &world.leader_id] {
            assert!(!lines.contains(id.as_str()), "ids are never given");
        }
        let trail = officer.get(&format!("/service-users/{person}/trail")).await.expect(200);
        assert_eq!(trail.items()[0]["operation"], "give_seen_by", "giving it is an entry");
    });
}

#[test]
fn nobody_is_named_where_nobody_was_weighed() {
    WORLD.visit(async |world| {
        let person = seen(world, "Seenunnamed").await;
        let path = format!("/service-users/{person}/seen-by");
        let given = world.data_protection_officer.post(&path, &json!({})).await.expect(201).body;
        let lines = given["sightings"].as_array().expect("lines");
        assert!(!lines.is_empty() && lines.iter().all(|line| line["name"].is_null()), "{lines:?}");
    });
}
