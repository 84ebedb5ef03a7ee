//! `criis keys epoch` killed at each of its steps, again and again, while people are registered.

use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use tests::asking::Asker;
use tests::database::Kind;
use tests::forms;
use tests::patience::until;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;
use uuid::Uuid;

/// People who are there before: several units of rewrapping.
const PEOPLE: &str = "1200";
/// By how much longer each attempt lives than the one before.
const LONGER: Duration = Duration::from_millis(60);
/// Attempts after the new key is in the folder: enough to be killed at every step of moving everybody.
const ATTEMPTS: usize = 8;

#[test]
fn nobody_is_lost_however_often_an_epoch_is_killed_on_sqlite() {
    wait(nobody_is_lost(Kind::Sqlite));
}

#[test]
fn nobody_is_lost_however_often_an_epoch_is_killed_on_postgres() {
    wait(nobody_is_lost(Kind::Postgres));
}

async fn nobody_is_lost(kind: Kind) {
    let mut server = Server::prepare_on(kind);
    server.must(&["demo", "--people", PEOPLE, "--without-contacts"]);
    server.serve();
    let mut world = World::on(server).await;
    let ended = Arc::new(AtomicBool::new(false));
    let registering: Vec<_> = (0..2)
        .map(|_| tokio::spawn(register(world.worker.clone(), world.northtown.clone(), Arc::clone(&ended))))
        .collect();
    let keys = world.server.keys();
    let (first, second) = (keys.join("epoch-0000000001.key"), keys.join("epoch-0000000002.key"));

    let (mut life, mut attempts) = (Duration::ZERO, 0);
    while attempts < ATTEMPTS {
        let mut rotation = begin(&world.server);
        tokio::time::sleep(life).await;
        kill(&mut rotation);
        life += LONGER;
        attempts += usize::from(second.exists());
        assert!(first.exists(), "no key goes while a process that serves may need it");
    }
    let mut rotation = begin(&world.server);
    until("the old key is being destroyed", async || !first.exists()).await;
    kill(&mut rotation);
    let said = world.server.must(&["keys", "epoch"]);
    assert!(said.contains("destroyed"), "{said}");

    ended.store(true, Ordering::Relaxed);
    let mut registered = Vec::new();
    for client in registering {
        registered.extend(client.await.expect("every registration is answered"));
    }
    assert_eq!(epoch_files(&keys).len(), 1, "{:?}", epoch_files(&keys));
    let said = world.server.must(&["doctor"]);
    assert!(said.contains("Everything is as it should be."), "{said}");
    world.server.stop();
    world.server.serve();
    for person in registered {
        world.worker.get(&format!("/service-users/{person}")).await.expect(200);
    }
}

/// Register people until told to end; their ids.
async fn register(worker: Asker, service: String, ended: Arc<AtomicBool>) -> Vec<String> {
    let mut people = Vec::new();
    while !ended.load(Ordering::Relaxed) {
        // Names of letters that nobody shares, or they would be likely duplicates.
        let name = |id: Uuid| id.simple().to_string().chars().map(letter).collect::<String>();
        let form = forms::registration(&name(Uuid::new_v4()), &name(Uuid::new_v4()), &forms::birth_date(), &service);
        let form = forms::with(form, &json!({"referral_source": "self"}));
        people.push(worker.post("/service-users", &form).await.expect(201).person());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    people
}

fn letter(digit: char) -> char {
    char::from(b'a' + u8::try_from(digit.to_digit(16).expect("an id's digit")).expect("below 16"))
}

fn begin(server: &Server) -> Child {
    let mut command = server.command(&["keys", "epoch"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("criis starts")
}

fn kill(process: &mut Child) {
    // It may have ended by itself.
    let _ = process.kill();
    process.wait().expect("it ends");
}

/// Every file of an epoch's key, with what a killed process left of one.
fn epoch_files(keys: &Path) -> Vec<String> {
    let files = std::fs::read_dir(keys).expect("the key folder").flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("epoch-")).collect()
}
