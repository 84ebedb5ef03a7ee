//! `kill -9` while many write: what was acknowledged is there, nothing is there by half.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::database::Kind;
use tests::forms;
use tests::patience::until;
use tests::server::Server;
use tests::storm::Storm;
use tests::visiting::wait;
use tests::world::World;

/// How many write at once.
const CLIENTS: usize = 32;

#[test]
fn what_was_acknowledged_outlives_a_kill_on_sqlite() {
    wait(outlives_a_kill(Kind::Sqlite));
}

#[test]
fn what_was_acknowledged_outlives_a_kill_on_postgres() {
    wait(outlives_a_kill(Kind::Postgres));
}

async fn outlives_a_kill(kind: Kind) {
    let mut server = Server::prepare_on(kind);
    server.serve();
    let mut world = World::on(server).await;
    for family in ["Firstkill", "Secondkill"] {
        let person = world.person("Kelda", family).await;
        let corrected = format!("/service-users/{person}");
        world.worker.put(&format!("{corrected}/health"), 1, &health(2)).await.expect(200);
        let storm = Storm::begin(&world.worker, &person, &world.northtown, CLIENTS);
        let changes = tokio::spawn(change_again_and_again(world.worker.clone(), format!("{corrected}/health")));
        until("many contacts are acknowledged", async || storm.acknowledged() >= 150).await;

        world.server.kill();
        let written = storm.end().await;
        let acknowledged = changes.await.expect("changes met with no surprise");
        world.server.serve();

        written.is_all_there(&world.worker).await;
        has_every_version(&world.worker, &format!("{corrected}/health"), acknowledged).await;
        let said = world.server.must(&["doctor"]);
        assert!(said.contains("Everything is as it should be."), "{said}");
    }
}

/// Change one record as fast as it goes, until the server is gone; the last version that was acknowledged.
async fn change_again_and_again(asker: Asker, path: String) -> u64 {
    let client = tests::tls::client().build().expect("a client");
    for version in 2.. {
        let request = client.put(format!("{}/api/v1{path}", asker.address)).bearer_auth(asker.token());
        let request = request.header("If-Match", format!("\"{version}\"")).json(&health(version + 1));
        let Ok(answer) = request.send().await else { return version };
        assert_eq!(answer.status(), 200);
        let Ok(_) = answer.bytes().await else { return version };
    }
    unreachable!("versions do not end before the server does")
}

/// Nothing acknowledged is lost, nothing is skipped, and each version says what was sent to make it.
async fn has_every_version(asker: &Asker, path: &str, acknowledged: u64) {
    let present = asker.get(path).await.expect(200);
    let version = present.version();
    // The change that the kill interrupted may have been kept, or not.
    assert!(version == acknowledged || version == acknowledged + 1, "{version} after {acknowledged}");
    assert_eq!(present.body["note"], note(version));
    let mut versions = Vec::new();
    let mut page = format!("{path}/history");
    loop {
        let answer = asker.get(&page).await.expect(200);
        versions.extend(answer.items().to_vec());
        let Some(next) = answer.body["next"].as_str() else { break };
        page = format!("{path}/history?cursor={next}");
    }
    let mut numbers: Vec<u64> = versions.iter().filter_map(|version| version["version"].as_u64()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=version).collect::<Vec<_>>());
}

fn health(version: u64) -> Value {
    forms::with(forms::health(), &json!({"note": note(version)}))
}

fn note(version: u64) -> String {
    format!("This makes version {version}.")
}
