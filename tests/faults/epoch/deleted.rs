//! Somebody deleted by hand in the tables: an old copy of the files opens with the keys until a new epoch.

use tests::database::{Kind, by_hand};
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

#[test]
fn a_new_epoch_closes_old_copies_for_ever_on_sqlite() {
    wait(closes_old_copies(Kind::Sqlite));
}

#[test]
fn a_new_epoch_closes_old_copies_for_ever_on_postgres() {
    wait(closes_old_copies(Kind::Postgres));
}

async fn closes_old_copies(kind: Kind) {
    let mut server = Server::prepare_on(kind);
    server.serve();
    let mut world = World::on(server).await;
    let (deleted, stays) = (world.person("Dilys", "Deleted").await, world.person("Senan", "Staying").await);
    world.server.stop();
    let mut copy = world.server.copied();
    world.server.serve();
    by_hand(&world.server.database, &format!("DELETE FROM person WHERE id = {}", literal(kind, &deleted)));
    world.worker.get(&identity(&deleted)).await.expect(404);

    // Whoever has the old files and the present keys reads everything.
    copy.take_keys_of(&world.server);
    copy.serve();
    let read = world.worker.at(&copy.address).get(&identity(&deleted)).await.expect(200);
    assert_eq!(read.body["family_name"], "Deleted");
    copy.stop();
    assert!(copy.must(&["doctor"]).contains("Examined 2 people"));

    let said = world.server.must(&["keys", "epoch"]);
    assert!(said.contains("rewrapped 1 people, destroyed 1 old keys"), "{said}");
    copy.take_keys_of(&world.server);
    let doctor = copy.run(&["doctor"]);
    assert!(!doctor.status.success());
    let said = String::from_utf8_lossy(&doctor.stdout);
    assert!(said.contains(&format!("{deleted}: the person's key does not unwrap")), "{said}");
    let refused = copy.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(1), "there is nobody whom it could serve");

    world.worker.get(&identity(&stays)).await.expect(200);
    let said = world.server.must(&["doctor"]);
    assert!(said.contains("Examined 1 people") && said.contains("Everything is as it should be."), "{said}");
}

fn identity(person: &str) -> String {
    format!("/service-users/{person}/identity")
}

/// An id as the tables hold it.
fn literal(kind: Kind, id: &str) -> String {
    match kind {
        Kind::Sqlite => format!("x'{}'", id.replace('-', "")),
        Kind::Postgres => format!("'{id}'"),
    }
}
