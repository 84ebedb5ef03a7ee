//! What writes beside the running server is noticed by it.

use serde_json::json;
use tests::asking::Asker;
use tests::database::Kind;
use tests::forms;
use tests::patience::until;
use tests::server::{Server, secret};
use tests::visiting::wait;
use tests::world::{PASSWORD, World};

#[test]
fn what_others_write_is_noticed_on_sqlite() {
    wait(is_noticed(Kind::Sqlite));
}

#[test]
fn what_others_write_is_noticed_on_postgres() {
    wait(is_noticed(Kind::Postgres));
}

async fn is_noticed(kind: Kind) {
    let mut server = Server::prepare_on(kind);
    server.serve();
    let world = World::on(server).await;
    let password = world.server.folder.path().join("second-password");
    secret(&password, PASSWORD);
    let password = password.display().to_string();
    let name = ["--name", "Bea Beside-Example", "--sign-in-name", "bea", "--password-file", &password];
    world.server.must(&[&["staff", "add"], &name[..]].concat());
    let bea = Asker::signed_in(&world.server.address, "bea", PASSWORD).await;
    bea.get("/staff").await.expect(200);

    let other = world.server.another();
    let there = world.worker.at(&other.address);
    let form = forms::registration("Bronagh", "Besidethem", &forms::birth_date(), &world.northtown);
    let person = there.post("/service-users", &form).await.expect(201).person();
    until("somebody registered at another process is found", async || {
        finds(&world.worker, "besidethem", &person).await
    })
    .await;

    drop(other);
    let form = forms::registration("Bronagh", "Stillhere", &forms::birth_date(), &world.northtown);
    let person = world.worker.post("/service-users", &form).await.expect(201).person();
    assert!(finds(&world.worker, "stillhere", &person).await, "a killed neighbour disturbs nobody");
}

async fn finds(asker: &Asker, typed: &str, person: &str) -> bool {
    let found = asker.post("/service-users/search", &json!({"typed": typed})).await.expect(200);
    found.body["hits"].as_array().is_some_and(|hits| hits.iter().any(|hit| hit["person"] == person))
}
