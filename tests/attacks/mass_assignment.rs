//! Mass assignment: no form takes a field of the answer or a column of the database that is not its own.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::conform;
use tests::visiting::SharedWorld;

use crate::filled::objects;
use crate::walk::{ask, schema_of, writable};

/// Attacks make so many people that they have a world of their own.
static WORLD: SharedWorld = SharedWorld::new();

/// What somebody tries who has not read the document.
const GUESSED: [&str; 8] = ["is_admin", "admin", "tenant", "owner", "__proto__", "constructor", "$where", "_method"];

#[test]
fn no_form_takes_what_is_not_its_own() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let foreign = foreign(document);
        assert!(foreign.len() > 150, "there are names to try: {foreign:?}");
        let mut tried = 0;
        for asked in writable(world).await {
            let (schema, document) = schema_of(world, asked).await;
            let mut added = Vec::new();
            let (_, answer) = ask(world, asked, |mut form| {
                for (pointer, own) in objects(schema, &form, document) {
                    let object = form.pointer_mut(&pointer).and_then(Value::as_object_mut).expect("an object");
                    for name in foreign.difference(&own) {
                        object.insert(name.clone(), json!("1"));
                        added.push(format!("{pointer}/{name}"));
                    }
                }
                form
            })
            .await;
            if added.is_empty() {
                continue;
            }
            let what = format!("{} {}", asked.method, asked.address);
            assert_eq!(answer.status, 422, "{what}: {}", answer.text);
            for pointer in added {
                assert_eq!(answer.flaw(&pointer), Some("unknown_field"), "{what} takes {pointer}");
                tried += 1;
            }
        }
        assert!(tried > 3_000, "only {tried} were tried");
    });
}

/// Every name of the document's schemas and every column of the database.
fn foreign(document: &Value) -> BTreeSet<String> {
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let properties = schemas.values().filter_map(|schema| schema["properties"].as_object());
    let answered = properties.flat_map(|properties| properties.keys().cloned());
    let columns = include_str!("../../crates/store/src/schema.rs");
    let columns = columns.lines().filter_map(|line| line.trim().split_once(" -> ")).map(|(name, _)| name.to_owned());
    answered.chain(columns).chain(GUESSED.map(str::to_owned)).collect()
}
