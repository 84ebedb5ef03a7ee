//! A database of before there were tags and checkpoints: tagged once, its ledger carried on, its people signed in.

use sha2::{Digest, Sha256};
use tests::asking::Asker;
use tests::database::{Kind, by_hand, rows};
use tests::server::Server;
use tests::visiting::wait;
use tests::world::{PASSWORD, World};

use super::verify;

/// What the ledger's tables are called, those that hang on others first.
const LEDGER: [&str; 4] = ["ledger_link", "ledger_subject", "ledger_entry", "ledger_chain"];

#[test]
fn a_database_of_before_tags_is_taken_over_once_on_sqlite() {
    is_taken_over_once(Kind::Sqlite);
}

#[test]
fn a_database_of_before_tags_is_taken_over_once_on_postgres() {
    is_taken_over_once(Kind::Postgres);
}

fn is_taken_over_once(kind: Kind) {
    wait(async {
        let mut server = Server::prepare_on(kind);
        server.serve();
        let mut world = World::on(server).await;
        let person = world.person("Orla", "Frombefore").await;
        world.server.stop();
        let mut server = world.server.copied();
        back_to_the_foundation(&server, kind);

        server.must(&["migrate"]);
        server.serve();
        assert!(log(&server).contains("tagging rows and naming them in the ledger, this once"));
        let untagged = "SELECT 1 FROM membership WHERE length(tag) <> 32 UNION ALL \
                        SELECT 1 FROM credential WHERE length(tag) <> 32 UNION ALL \
                        SELECT 1 FROM session WHERE length(tag) <> 32";
        assert!(rows(&server.database, untagged).is_empty());
        let worker = Asker::signed_in(&server.address, "efua", PASSWORD).await;
        worker.get(&format!("/service-users/{person}")).await.expect(200);
        server.stop();
        let (ended_well, said) = verify(&server, &[]);
        assert!(ended_well, "{said}");

        // A second start tags nothing: a row that somebody puts there meanwhile stays without.
        by_hand(&server.database, "UPDATE membership SET tag = ''");
        let logged = log(&server).len();
        server.serve();
        assert!(!log(&server)[logged..].contains("this once"));
        worker.get("/today").await.expect(503);
    });
}

/// Undo every later step of the schema, and have the ledger and the key folder as they were then.
fn back_to_the_foundation(server: &Server, kind: Kind) {
    let trees = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
    let tree = match kind {
        Kind::Sqlite => format!("{trees}/sqlite"),
        Kind::Postgres => format!("{trees}/postgres"),
    };
    let mut steps: Vec<_> =
        std::fs::read_dir(tree).expect("the steps").map(|step| step.expect("a step").path()).collect();
    steps.sort();
    for step in steps.iter().skip(1).rev() {
        let down = std::fs::read_to_string(step.join("down.sql")).expect("each step can be undone");
        for statement in down.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
            by_hand(&server.database, statement);
        }
    }
    by_hand(&server.database, "DELETE FROM __diesel_schema_migrations WHERE version <> '00000000000001'");
    for table in LEDGER {
        by_hand(&server.database, &format!("DELETE FROM {table}"));
    }
    enter_as_then(server, kind);
    std::fs::remove_file(server.keys().join("checkpoint.key")).expect("a key that was not there then");
}

/// One chain with one entry as the foundation wrote them: hashed without a key, over fewer columns.
fn enter_as_then(server: &Server, kind: Kind) {
    let (chain, entry) = ([7_u8; 16], [9_u8; 16]);
    let at = 1_700_000_000_000_000_i64;
    let number = |number: i16| number.to_be_bytes().to_vec();
    let nothing = Vec::new;
    let said = hash(&[
        entry.to_vec(),
        at.to_be_bytes().to_vec(),
        nothing(),
        nothing(),
        nothing(),
        number(0),
        b"who_am_i".to_vec(),
        number(0),
        number(0),
        nothing(),
        nothing(),
        nothing(),
        0_i32.to_be_bytes().to_vec(),
        nothing(),
    ]);
    let first = hash(&[chain.to_vec(), nothing()]);
    let link = [chain.to_vec(), 1_i64.to_be_bytes().to_vec(), entry.to_vec(), first.clone(), said];
    let bytes = |bytes: &[u8]| {
        let text: String = bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        match kind {
            Kind::Sqlite => format!("x'{text}'"),
            Kind::Postgres if bytes.len() == 16 => format!("'{text}'"),
            Kind::Postgres => format!("'\\x{text}'"),
        }
    };
    let (chain, entry) = (bytes(&chain), bytes(&entry));
    for statement in [
        format!("INSERT INTO ledger_chain (id, opened_at, heads) VALUES ({chain}, {at}, '')"),
        format!(
            "INSERT INTO ledger_entry (id, at, role, operation, class, outcome, count) \
             VALUES ({entry}, {at}, 0, 'who_am_i', 0, 0, 0)"
        ),
        format!(
            "INSERT INTO ledger_link (chain_id, number, entry_id, previous, hash) \
             VALUES ({chain}, 1, {entry}, {}, {})",
            bytes(&first),
            bytes(&hash(&link))
        ),
    ] {
        by_hand(&server.database, &statement);
    }
}

/// The SHA-256 of parts, each after its length.
fn hash(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

fn log(server: &Server) -> String {
    std::fs::read_to_string(server.log()).expect("a log")
}
