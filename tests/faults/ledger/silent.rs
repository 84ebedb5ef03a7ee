//! No trace, no answer: where the ledger cannot be written, nothing is disclosed and nothing is changed.

use tests::database::{Kind, by_hand};
use tests::forms;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

#[test]
fn without_the_ledger_nothing_is_answered_on_sqlite() {
    without_the_ledger(
        Kind::Sqlite,
        "CREATE TRIGGER broken BEFORE INSERT ON ledger_entry BEGIN SELECT RAISE(ABORT, 'broken'); END",
        "DROP TRIGGER broken",
    );
}

#[test]
fn without_the_ledger_nothing_is_answered_on_postgres() {
    without_the_ledger(
        Kind::Postgres,
        "ALTER TABLE ledger_entry ADD CONSTRAINT broken CHECK (id IS NULL) NOT VALID",
        "ALTER TABLE ledger_entry DROP CONSTRAINT broken",
    );
}

fn without_the_ledger(kind: Kind, breaks: &str, mends: &str) {
    wait(async {
        let mut server = Server::prepare_on(kind);
        server.serve();
        let mut world = World::on(server).await;
        let person = world.person("Tamsin", "Sampleson").await;
        let record = format!("/service-users/{person}");
        by_hand(&world.server.database, breaks);
        for path in [record.clone(), format!("{record}/identity"), "/today".to_owned(), "/staff".to_owned()] {
            let answer = world.worker.get(&path).await.expect(503);
            assert!(!answer.text.contains("Sampleson") && !answer.text.contains("efua"), "{}", answer.text);
        }
        world.worker.post("/service-users/search", &serde_json::json!({"typed": "sampleson"})).await.expect(503);
        let form = forms::registration("Tamsin", "Unwritten", "1980-05-06", &world.northtown);
        world.worker.post("/service-users", &form).await.expect(503);
        // A refusal leaves a trace as well, or is none.
        world.outsider.get(&record).await.expect(503);
        by_hand(&world.server.database, mends);
        world.worker.get(&record).await.expect(200);
        world.server.stop();
        let said = world.server.must(&["audit", "verify"]);
        assert!(said.contains("Everything is as it was entered."), "{said}");
    });
}
