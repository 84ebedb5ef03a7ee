//! Injection: what is typed into any text is kept as it was typed, or refused with its place. It is never run,
//! never cut, and nothing else changes by it.

use std::collections::BTreeSet;

use serde_json::Value;
use tests::database::{Kind, by_hand, rows};
use tests::visiting::SharedWorld;
use tests::world::World;

use crate::filled::Filling;
use crate::walk::{Asked, Scene, schema_of, whoever_may, writable};

static WORLD: SharedWorld = SharedWorld::new();

/// What a text means to something that it must not reach: SQL, a shell, a template, a header, a C string, a
/// reader of right-to-left script, a spreadsheet, a path, a page.
const TEXTS: &[&str] = &[
    "Robert'); DROP TABLE record;--",
    "' OR '1'='1",
    "\" UNION SELECT sealed FROM record --",
    "$(id)`id`;ls|cat>&2",
    "{{7*7}}${7*7}<%=7*7%>#{7*7}",
    "%s%n%00%2e%2e%2f",
    "a\r\nSet-Cookie: tossed=1",
    "a\u{0}b",
    "a\u{202e}txt.exe\u{2066}b",
    "\u{feff}a\u{200b}b",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "a\u{301}\u{301}\u{301}\u{301}𝓐👩‍👩‍👧",
];
/// More rounds than a form has rules that lean on each other.
const ROUNDS: usize = 16;

#[test]
fn every_text_is_kept_as_typed_or_refused_with_its_place() {
    WORLD.visit(async |world| {
        let before = tables(world);
        let mut kept = BTreeSet::new();
        for asked in writable(world).await {
            for text in TEXTS {
                kept.extend(inject(world, asked, text).await);
            }
        }
        assert!(kept.len() > 60, "hardly any text takes anything: {kept:#?}");
        assert_eq!(tables(world), before, "no table is lost or added");
        world.administrator.get("/staff").await.expect(200);
        world.worker.get("/caseload").await.expect(200);
        by_hand(&world.server.database, "SELECT count(*) FROM record");
    });
}

#[test]
fn a_very_long_text_is_refused_with_its_place() {
    WORLD.visit(async |world| {
        let long = "long ".repeat(4_001);
        for asked in writable(world).await {
            let kept = inject(world, asked, &long).await;
            assert!(kept.is_empty(), "20,005 characters are kept in {kept:?}");
        }
    });
}

#[test]
fn half_a_character_is_refused() {
    WORLD.visit(async |world| {
        for half in ["\\ud800", "\\udc00\\ud800"] {
            let body = format!("{{\"typed\": \"{half}\"}}");
            let request = |request: reqwest::RequestBuilder| {
                request.header("content-type", "application/json").body(body.clone())
            };
            let refused = world.worker.send(reqwest::Method::POST, "/service-users/search", request).await;
            assert_eq!(refused.expect(400).problem(), "malformed");
        }
    });
}

/// Put a text everywhere, then everywhere that did not refuse it, until the form is accepted. Answers where it
/// was kept.
async fn inject(world: &World, asked: &Asked, text: &str) -> BTreeSet<String> {
    inject_in(world, asked, text, async || Scene::of(world, asked).await).await.1
}

/// The same in scenes of the caller's making; answers what the operation answered as well.
pub async fn inject_in(
    world: &World,
    asked: &Asked,
    text: &str,
    scene: impl AsyncFn() -> Scene,
) -> (Value, BTreeSet<String>) {
    let what = format!("{} {}", asked.method, asked.address);
    let (schema, document) = schema_of(world, asked).await;
    let mut filling = Filling { document, text, refused: found_by(asked) };
    for _ in 0..ROUNDS {
        let scene = scene().await;
        let accepted = (asked.form)(world, &scene);
        let form = filling.fill(schema, &accepted);
        let answer = scene.ask_with(whoever_may(world, asked), asked, &form).await;
        assert!(!answer.status.is_server_error(), "{what} with {text:?}: {} {form}", answer.text);
        assert_eq!(answer.headers.get("set-cookie"), None, "{what} with {text:?} sets a cookie");
        if answer.status.is_success() {
            is_as_typed(&answer.body, text, &what);
            let places = places_of(&form, text).into_iter().map(|place| format!("{what} {place}")).collect();
            return (answer.body, places);
        }
        if answer.status == 413 {
            return (answer.body, BTreeSet::new());
        }
        assert_eq!(answer.status, 422, "{what} with {text:?}: {} {form}", answer.text);
        let flaws = answer.body["errors"].as_array().unwrap_or_else(|| panic!("{what}: no flaws in {}", answer.text));
        let pointers: Vec<&str> = flaws.iter().filter_map(|flaw| flaw["pointer"].as_str()).collect();
        let noted = pointers.iter().filter(|pointer| filling.refuse(pointer, &accepted, &form)).count();
        assert!(noted > 0, "{what} with {text:?} refuses something else: {} {form}", answer.text);
    }
    panic!("{what} with {text:?} is refused again and again: {:?}", filling.refused);
}

/// What somebody is found by, and kept nowhere: with another text in it nobody is.
fn found_by(asked: &Asked) -> BTreeSet<String> {
    let names: &[&str] = if asked.address == "/break-glass" { &["/given_names", "/family_name"] } else { &[] };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Every text of an answer that has the attacker's in it has it whole.
fn is_as_typed(answer: &Value, text: &str, what: &str) {
    let (start, _) = text.split_at(text.char_indices().nth(4).map_or(text.len(), |(at, _)| at));
    let mut texts = Vec::new();
    every_text(answer, String::new(), &mut texts);
    for (place, found) in texts {
        if found.starts_with(start) {
            // A name may be shown with another beside it.
            assert!(found.contains(text), "{what} answers another text at {place}: {found:?}");
        }
        assert!(!found.contains("&lt;") && !found.contains("7*7=49"), "{what}: escaped or run at {place}: {found}");
    }
}

/// Where in a form a text stands.
pub fn places_of(form: &Value, text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    every_text(form, String::new(), &mut texts);
    texts.into_iter().filter(|(_, found)| *found == text).map(|(place, _)| place).collect()
}

fn every_text<'a>(value: &'a Value, place: String, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) => found.push((place, text)),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(at, entry)| every_text(entry, format!("{place}/{at}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| every_text(field, format!("{place}/{name}"), found));
        }
        _ => {}
    }
}

/// What tables there are, as the program's own check of both migrations would name them.
fn tables(world: &World) -> Vec<String> {
    let sql = match Kind::of_this_run() {
        Kind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        Kind::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
    };
    rows(&world.server.database, sql).concat()
}
