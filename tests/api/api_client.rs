//! API clients: kept by administrators, and asking in their own name.

mod access;
mod nodes;
mod rotation;
mod token;

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::client::{self, ED25519};
use tests::database::Kind;
use tests::forms;
use tests::patience::until;
use tests::visiting::{WORLD, wait};
use tests::world::World;
use uuid::Uuid;

/// A client as the administrator reads it.
async fn read(world: &World, id: &str) -> Value {
    world.administrator.get(&format!("/api-clients/{id}")).await.expect(200).body
}

#[test]
fn a_secret_is_answered_once_and_kept_nowhere() {
    WORLD.visit(async |world| {
        let form = json!({"client": client::form(&[&world.northtown], &["contacts:read"])});
        let key = Uuid::new_v4();
        let made = world.administrator.post_once("/api-clients", &form, key).await.expect(201);
        let registered = client::given(&made.body);
        assert!(registered.secret.len() >= 43, "256 bits");
        assert_eq!(made.header("location"), Some(format!("/api/v1/api-clients/{}", registered.id).as_str()));

        let again = world.administrator.post_once("/api-clients", &form, key).await.expect(201);
        assert_eq!(client::given(&again.body).id, registered.id, "it is the same client");
        assert!(again.body["issued"]["secret"].is_null(), "told once: {}", again.text);

        let asker = registered.asker(&world.server.address).await;
        let person = world.person("Kit", "Withoutsecrets").await;
        asker.get(&format!("/service-users/{person}/contacts")).await.expect(200);
        let wrong = client::Client { secret: registered.secret.replace(|_| true, "x"), ..registered.clone() };
        wrong.ask(&world.server.address).await.expect(401);
        for answer in [
            world.administrator.get("/api-clients").await.expect(200),
            world.administrator.get(&format!("/api-clients/{}", registered.id)).await.expect(200),
        ] {
            assert!(!answer.text.contains(&registered.secret) && !answer.text.contains("hash"), "{}", answer.text);
        }
        let log = std::fs::read(world.server.log()).expect("a log");
        assert!(!contains(&log, registered.secret.as_bytes()) && !contains(&log, asker.token().as_bytes()));
        if Kind::of_this_run() == Kind::Sqlite {
            for end in ["", "-wal"] {
                let kept = std::fs::read(format!("{}{end}", world.server.database)).unwrap_or_default();
                assert!(!contains(&kept, registered.secret.as_bytes()), "the database has no secret");
                assert!(!contains(&kept, b"Invented reminders"), "nor a client's name in the clear");
            }
        }
    });
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(bytes, words).is_some()
}

#[test]
fn a_registration_names_its_flaws() {
    WORLD.visit(async |world| {
        let flawed = json!({
            "client": {"services": [], "scopes": ["everything:read"], "per_minute": 0, "expires_on": forms::days_ahead(400)},
            "key": "{}",
        });
        let refused = world.administrator.post("/api-clients", &flawed).await.expect(422);
        for (pointer, code) in [
            ("/client/name", "missing"),
            ("/client/services", "missing"),
            ("/client/scopes/0", "unknown_scope"),
            ("/client/per_minute", "out_of_range"),
            ("/client/expires_on", "contradiction"),
            ("/key", "not_a_public_key"),
        ] {
            assert_eq!(refused.flaw(pointer), Some(code), "{pointer}: {}", refused.text);
        }
        let nowhere = client::form(&[&Uuid::new_v4().to_string()], &[]);
        let refused = world.administrator.post("/api-clients", &json!({"client": nowhere})).await.expect(422);
        assert_eq!(refused.flaw("/services/0"), Some("contradiction"), "{}", refused.text);
    });
}

#[test]
fn registering_takes_a_step_up_and_an_administrator() {
    WORLD.visit(async |world| {
        let form = json!({"client": client::form(&[&world.northtown], &[])});
        world.worker.post("/api-clients", &form).await.expect(403);
        let (_, administrator) = world.join("client.keeper", "administrator", None).await;
        administrator.post("/api-clients", &form).await.expect(201);
        let program = client::register(&world.administrator, &client::form(&[&world.northtown], &[])).await;
        let program = program.asker(&world.server.address).await;
        assert_eq!(program.post("/api-clients", &form).await.expect(403).problem(), "forbidden");
    });
}

#[test]
fn a_change_holds_from_the_next_request_on() {
    WORLD.visit(async |world| {
        let registered =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["health:read"])).await;
        let asker = registered.asker(&world.server.address).await;
        let person = world.person("Kit", "Changedclient").await;
        let (health, reach) = (format!("/service-users/{person}/health"), format!("/service-users/{person}/reach"));
        asker.get(&health).await.expect(200);
        asker.get(&reach).await.expect(403);
        let path = format!("/api-clients/{}", registered.id);
        let other = client::form(&[&world.northtown], &["reach:read"]);
        let changed = world.administrator.put(&path, 1, &other).await.expect(200);
        assert_eq!((changed.version(), &changed.body["scopes"]), (2, &json!(["reach:read"])));
        world.administrator.put(&path, 1, &other).await.expect(412);
        asker.get(&health).await.expect(403);
        asker.get(&reach).await.expect(200);
    });
}

#[test]
fn the_last_use_is_shown() {
    WORLD.visit(async |world| {
        let registered = client::register_with(
            &world.administrator,
            &client::form(&[&world.northtown], &["code-lists:read"]),
            &ED25519,
        )
        .await;
        assert!(read(world, &registered.id).await["last_used_at"].is_null());
        let assertion = registered.assertion(&ED25519, &world.server.address);
        let answer = registered.ask_by(&world.server.address, &assertion).await.expect(200);
        let asker = client::with_token(&world.server.address, &answer);
        asker.get("/code-lists").await.expect(200);
        until("its use is noted", async || read(world, &registered.id).await["last_used_at"].is_string()).await;
        let first = read(world, &registered.id).await["last_used_at"].clone();
        asker.get("/code-lists").await.expect(200);
        assert_eq!(read(world, &registered.id).await["last_used_at"], first, "once a minute at most");
    });
}

#[test]
fn each_client_has_a_rate_of_its_own() {
    WORLD.visit(async |world| {
        let slow = forms::with(client::form(&[&world.northtown], &["code-lists:read"]), &json!({"per_minute": 3}));
        let slow = client::register(&world.administrator, &slow).await;
        let quick =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"])).await;
        let (slow, quick) = (slow.asker(&world.server.address).await, quick.asker(&world.server.address).await);
        let mut refused = None;
        for _ in 0..10 {
            let answer = slow.get("/code-lists").await;
            refused = refused.or(Some(answer).filter(|answer| answer.status == 429));
        }
        let refused = refused.expect("ten are more than three");
        assert!(refused.header("retry-after").is_some());
        quick.get("/code-lists").await.expect(200);
    });
}

#[test]
fn what_a_client_does_is_in_the_ledger_as_its_own() {
    WORLD.visit(async |world| {
        let registered =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["health:read"])).await;
        let asker: Asker = registered.asker(&world.server.address).await;
        let person = world.person("Kit", "Tracedclient").await;
        asker.get(&format!("/service-users/{person}/health")).await.expect(200);
        let trail = world.data_protection_officer.get(&format!("/service-users/{person}/trail")).await.expect(200);
        let entry = trail.items().iter().find(|entry| entry["operation"] == "read_health").expect("an entry").clone();
        assert_eq!(entry["role"], "api_client", "{entry}");
    });
}

#[test]
fn a_client_ends_with_its_last_day() {
    wait(async {
        let world = World::on(tests::server::Server::start_demonstration()).await;
        let last = forms::with(
            client::form(&[&world.northtown], &["code-lists:read"]),
            &json!({"expires_on": forms::today().to_string()}),
        );
        let registered = client::register(&world.administrator, &last).await;
        let asker = registered.asker(&world.server.address).await;
        asker.get("/code-lists").await.expect(200);
        // A day and an hour: past midnight, whatever the season.
        world.server.set_clock(25 * 3_600);
        until("it is over", async || registered.ask(&world.server.address).await.status == 401).await;
        asker.get("/code-lists").await.expect(401);
    });
}
