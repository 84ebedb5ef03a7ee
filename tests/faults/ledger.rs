//! A ledger that somebody with the database tampers with: each way is found, and named, by `criis audit verify`.

mod place;
mod pruned;
mod roles;
mod silent;
mod tagged;
mod upgraded;

use tests::database::{Kind, by_hand};
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

/// Somebody works for a while, then the server stops; answers it with a copy from before the end.
async fn worked(kind: Kind) -> (Server, Server) {
    let mut server = Server::prepare_on(kind);
    server.serve();
    let mut world = World::on(server).await;
    let person = world.person("Orla", "Sampleson").await;
    world.server.stop();
    let early = world.server.copied();
    world.server.serve();
    for _ in 0..3 {
        world.worker.get(&format!("/service-users/{person}/health")).await.expect(200);
    }
    let path = format!("/service-users/{person}/health");
    world.worker.put(&path, 1, &tests::forms::health()).await.expect(200);
    world.person("Rowan", "Testperson").await;
    world.server.stop();
    (world.server, early)
}

/// Drop the second line, as whoever owns the tables can.
fn unguarded(server: &Server, kind: Kind) {
    if kind == Kind::Sqlite {
        for table in ["ledger_entry", "ledger_link", "ledger_chain", "ledger_subject"] {
            for act in ["update", "delete"] {
                by_hand(&server.database, &format!("DROP TRIGGER {table}_no_{act}"));
            }
        }
    }
}

/// The longest chain, as SQL.
const CHAIN: &str = "(SELECT chain_id FROM ledger_link GROUP BY chain_id ORDER BY count(*) DESC LIMIT 1)";
/// One of the shortest: a command's.
const SHORTEST: &str =
    "(SELECT chain_id FROM ledger_link GROUP BY chain_id ORDER BY count(*) ASC, chain_id ASC LIMIT 1)";

/// What is done to one copy at once, and what is to be said of each: words that stand in one line.
struct Tampered {
    statements: Vec<String>,
    said: &'static [[&'static str; 2]],
}

/// Every way, in as many copies as it takes for none to hide another.
fn ways(kind: Kind) -> [Tampered; 3] {
    let link = |number: u8| format!("chain_id = {CHAIN} AND number = {number}");
    let entry = |number: u8| format!("(SELECT entry_id FROM ledger_link WHERE {})", link(number));
    let (id, spare) = match kind {
        Kind::Sqlite => ("x'00000000000000000000000000000009'", "x'0000000000000000000000000000000a'"),
        Kind::Postgres => ("'00000000-0000-0000-0000-000000000009'", "'00000000-0000-0000-0000-00000000000a'"),
    };
    let not_open = match kind {
        Kind::Sqlite => "1 - open",
        Kind::Postgres => "NOT open",
    };
    let apart = Tampered {
        statements: vec![
            format!("UPDATE ledger_entry SET outcome = 2 WHERE id = {}", entry(5)),
            format!("UPDATE ledger_entry SET staff_id = {id} WHERE id = {}", entry(6)),
            format!("DELETE FROM ledger_entry WHERE id = {}", entry(3)),
            format!("DELETE FROM ledger_link WHERE {}", link(8)),
            format!(
                "INSERT INTO ledger_entry (id, at, role, operation, class, outcome, count) \
                 VALUES ({id}, 1, 0, 'who_am_i', 0, 0, 0)"
            ),
            format!("UPDATE record SET open = {not_open} WHERE noun = 4 AND version = 1"),
            "UPDATE record SET version = 1 WHERE version = 2 AND noun = 4".to_owned(),
            "DELETE FROM record WHERE noun = 5".to_owned(),
            "UPDATE membership SET role = 3".to_owned(),
        ],
        said: &[
            ["altered: entry", "number 5 of chain"],
            ["altered: entry", "number 6 of chain"],
            ["removed: entry", "number 3 of chain"],
            ["removed: numbers 8 to 8", "of chain"],
            // The one that was put in, and the one whose link is gone.
            ["not linked: ", "the first 00000000-0000-0000-0000-000000000009"],
            ["changed behind CRiiS's back", "in record"],
            ["put back: ", "at version 1, and the ledger knows version 2"],
            ["removed behind CRiiS's back", "at version 1"],
            ["changed behind CRiiS's back", "in membership"],
        ],
    };
    let moved = Tampered {
        statements: vec![
            "DELETE FROM ledger_subject".to_owned(),
            format!("UPDATE ledger_link SET number = -1 WHERE {}", link(3)),
            format!("UPDATE ledger_link SET number = 3 WHERE {}", link(4)),
            format!("UPDATE ledger_link SET number = 4 WHERE chain_id = {CHAIN} AND number = -1"),
            format!("DELETE FROM ledger_link WHERE chain_id = {CHAIN} AND number > 19"),
        ],
        said: &[
            ["altered: entry", "is not what was linked"],
            ["inserted or reordered: entry", "number 4 of chain"],
            ["removed: numbers 20 to", "of chain"],
        ],
    };
    let away = Tampered {
        statements: vec![
            // As if its first five had been past their time: the chain holds from there.
            format!(
                "INSERT INTO ledger_pruned (chain_id, through, hash, at) \
                 SELECT chain_id, 5, hash, 1 FROM ledger_link WHERE {}",
                link(5)
            ),
            format!(
                "DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_link WHERE chain_id = {CHAIN} AND number <= 5)"
            ),
            format!("DELETE FROM ledger_link WHERE chain_id = {CHAIN} AND number <= 5"),
            format!("UPDATE ledger_chain SET id = {spare} WHERE id = {SHORTEST}"),
            format!("DELETE FROM ledger_link WHERE chain_id = {SHORTEST}"),
        ],
        said: &[["changed behind CRiiS's back", "in ledger_pruned"], ["missing: chain", "is not there"]],
    };
    [apart, moved, away]
}

fn each_way_is_named(kind: Kind) {
    wait(async {
        let (server, early) = worked(kind).await;
        let place = server.checkpoints().display().to_string();
        let said = server.must(&["audit", "verify"]);
        assert!(said.contains("Everything is as it was entered."), "{said}");
        for Tampered { statements, said: expected } in ways(kind) {
            let copy = server.copied();
            unguarded(&copy, kind);
            for statement in &statements {
                by_hand(&copy.database, statement);
            }
            let (ended_well, said) = verify(&copy, &["--from", &place]);
            assert!(!ended_well, "{said}");
            for words in expected {
                let is_said = said.lines().any(|line| words.iter().all(|word| line.contains(word)));
                assert!(is_said, "{words:?}\n{said}");
            }
        }
        put_back(early, &server);
    });
}

/// An older copy of everything in the database, with the keys and the checkpoints of now.
fn put_back(mut early: Server, server: &Server) {
    let place = server.checkpoints().display().to_string();
    let (ended_well, said) = verify(&early, &["--from", &place]);
    assert!(!ended_well && said.contains("missing: chain"), "{said}");
    early.serve_with(&["--checkpoints", &place]);
    early.stop();
    let (ended_well, said) = verify(&early, &["--from", &place]);
    assert!(!ended_well && said.contains("restored: at checkpoint"), "{said}");
    let number = said.split("restored: at checkpoint ").nth(1).and_then(|rest| rest.split(' ').next());
    let (ended_well, said) = verify(&early, &["--from", &place, "--restored", number.expect("a number")]);
    assert!(ended_well, "{said}");
}

#[test]
fn each_way_to_tamper_is_named_on_sqlite() {
    each_way_is_named(Kind::Sqlite);
}

#[test]
fn each_way_to_tamper_is_named_on_postgres() {
    each_way_is_named(Kind::Postgres);
}

/// Whether all is well, and what is said.
fn verify(server: &Server, more: &[&str]) -> (bool, String) {
    let said = server.run(&[&["audit", "verify"], more].concat());
    let words = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    (said.status.success(), words)
}
