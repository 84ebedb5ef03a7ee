//! A ledger that somebody with the database tampers with: each way is found, and named, by `criis audit verify`.

mod roles;
mod silent;
mod tagged;

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

/// What is done, and what is to be said.
fn ways(kind: Kind) -> Vec<(Vec<String>, &'static str)> {
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
    let one = |sql: String| vec![sql];
    vec![
        (one(format!("UPDATE ledger_entry SET outcome = 2 WHERE id = {}", entry(5))), "number 5 of chain"),
        (one(format!("UPDATE ledger_entry SET staff_id = {id} WHERE id = {}", entry(6))), "altered: entry"),
        (one("DELETE FROM ledger_subject".to_owned()), "altered: entry"),
        (one(format!("DELETE FROM ledger_entry WHERE id = {}", entry(4))), "removed: entry"),
        (one(format!("DELETE FROM ledger_link WHERE {}", link(7))), "removed: numbers 7 to 7"),
        (one(format!("DELETE FROM ledger_link WHERE chain_id = {CHAIN} AND number > 9")), "removed: numbers 10 to"),
        (
            one(format!(
                "INSERT INTO ledger_entry (id, at, role, operation, class, outcome, count) \
                 VALUES ({id}, 1, 0, 'who_am_i', 0, 0, 0)"
            )),
            "not linked: 1 entries",
        ),
        (
            vec![
                format!("UPDATE ledger_link SET number = -1 WHERE {}", link(3)),
                format!("UPDATE ledger_link SET number = 3 WHERE {}", link(4)),
                format!("UPDATE ledger_link SET number = 4 WHERE chain_id = {CHAIN} AND number = -1"),
            ],
            "inserted or reordered: entry",
        ),
        (
            vec![
                format!("UPDATE ledger_chain SET id = {spare} WHERE id = {CHAIN}"),
                format!("DELETE FROM ledger_link WHERE chain_id = {CHAIN}"),
            ],
            "missing: chain",
        ),
        (one(format!("UPDATE record SET open = {not_open} WHERE noun = 4")), "changed behind CRiiS's back"),
        (one("UPDATE record SET version = 1 WHERE version = 2 AND noun = 4".to_owned()), "put back: "),
        (one("DELETE FROM record WHERE noun = 5".to_owned()), "removed behind CRiiS's back"),
        (one("UPDATE membership SET role = 3".to_owned()), "changed behind CRiiS's back"),
    ]
}

fn each_way_is_named(kind: Kind) {
    wait(async {
        let (server, early) = worked(kind).await;
        let place = server.checkpoints().display().to_string();
        let said = server.must(&["audit", "verify"]);
        assert!(said.contains("Everything is as it was entered."), "{said}");
        for (statements, expected) in ways(kind) {
            let copy = server.copied();
            unguarded(&copy, kind);
            for statement in &statements {
                by_hand(&copy.database, statement);
            }
            let (ended_well, said) = verify(&copy, &["--from", &place]);
            assert!(!ended_well && said.contains(expected), "{statements:?}\n{expected}\n{said}");
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
