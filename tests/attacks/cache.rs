//! Leaks at rest and on the way: no answer about anybody is kept, no address tells one, no page tells where it
//! was left for.

use reqwest::Method;
use tests::asking::Asker;
use tests::visiting::WORLD;

use crate::walk::{ASKED, Scene, whoever_may};

#[test]
fn no_answer_of_the_api_is_kept_or_told_on() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        for asked in ASKED {
            let scene = Scene::of(world, asked).await;
            for who in [&anonymous, whoever_may(world, asked)] {
                let answer = scene.ask_as(who, world, asked).await;
                let what = format!("{} {} {}", asked.method, asked.address, answer.status);
                for (name, value) in [
                    ("cache-control", "no-store"),
                    ("referrer-policy", "no-referrer"),
                    ("x-content-type-options", "nosniff"),
                    ("cross-origin-resource-policy", "same-origin"),
                    ("x-robots-tag", "noindex, nofollow"),
                ] {
                    assert!(
                        answer.header(name).is_some_and(|header| header.contains(value)),
                        "{what}: {name}: {:?}",
                        answer.header(name)
                    );
                }
                for name in ["server", "x-powered-by", "expires", "last-modified"] {
                    assert_eq!(answer.header(name), None, "{what}");
                }
            }
        }
    });
}

#[test]
fn no_address_of_the_api_takes_anything_about_anybody() {
    WORLD.visit(async |world| {
        let document = tests::conform::document(&world.server.address).await;
        let paths = document["paths"].as_object().expect("paths");
        // Where a provider leads back to takes what the provider says, once, and nothing that anybody types.
        for (path, item) in paths.iter().filter(|(path, _)| !path.ends_with("/provider/callback")) {
            let operations = item.as_object().expect("operations");
            for (method, operation) in operations {
                let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
                for parameter in parameters.iter().filter(|parameter| parameter["in"] != "header") {
                    let schema = crate::walk::resolved(&parameter["schema"], document);
                    let format = schema["format"].as_str().unwrap_or_default();
                    // Ids, days, numbers, choices and cursors: nothing that somebody types about a person.
                    let is_closed = ["uuid", "date", "date-time", "int32", "int64"].contains(&format)
                        || schema["enum"].is_array()
                        || schema["pattern"].is_string()
                        || schema["type"] == "boolean"
                        || schema["oneOf"].is_array();
                    assert!(is_closed, "{method} {path} takes free text: {parameter}");
                }
            }
        }
    });
}

#[test]
fn the_log_has_no_address_that_was_asked_for() {
    WORLD.visit(async |world| {
        let person = world.person("Lina", "Loggerson").await;
        world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        world.worker.get("/Loggerson-canary?typed=Loggerson-canary").await.expect(404);
        world
            .worker
            .send(Method::POST, "/service-users/search", |request| {
                request.json(&serde_json::json!({"typed": "Loggerson"}))
            })
            .await
            .expect(200);
        let log = std::fs::read_to_string(world.server.log()).expect("the log");
        for words in ["Loggerson", person.as_str(), world.worker.token(), "Bearer"] {
            assert!(!log.contains(words), "the log has {words}");
        }
        assert!(log.contains("/service-users/{person}"), "the log has the route");
    });
}
