//! PostgreSQL's roles: the one that serves adds to the ledger and does nothing else to it.

use tests::cluster::Cluster;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

const LEDGER: [&str; 6] =
    ["ledger_entry", "ledger_subject", "ledger_chain", "ledger_link", "ledger_checkpoint", "ledger_pruned"];

#[test]
fn the_role_that_serves_can_only_add_to_the_ledger() {
    let cluster = Cluster::shared();
    cluster.psql("postgres", "CREATE ROLE criis_serving LOGIN");
    let owner = cluster.create("criis_roles");
    let serving = owner.replace("postgres://postgres@", "postgres://criis_serving@");
    let mut server = Server::bare_on_address(serving.clone());
    server.must(&["keys", "new"]);
    let said = server.must(&["migrate", "--operator-database", &owner]);
    assert!(said.contains("The role criis_serving may read and write, and only add to the ledger."), "{said}");
    // The same role as owner is refused unless that is said to be meant.
    let refused = server.run(&["serve", "--listen", "127.0.0.1:0", "--database", &owner, "--ledger-unprotected=false"]);
    let words = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && words.contains("could change the audit ledger"), "{words}");

    server.serve_with(&["--ledger-unprotected=false"]);
    wait(async {
        let mut world = World::on(server).await;
        let person = world.person("Sorcha", "Sampleson").await;
        world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        world.server.stop();
        for table in LEDGER {
            let all = format!("SELECT count(*) FROM {table}");
            let before = cluster.psql("criis_roles", &all);
            for act in [
                format!("DELETE FROM {table}"),
                format!("TRUNCATE {table}"),
                format!("UPDATE {table} SET {0} = {0}", column(table)),
            ] {
                let said = cluster.try_as("criis_serving", "criis_roles", &act);
                assert!(said.is_err_and(|words| words.contains("permission denied")), "{act}");
            }
            assert_eq!(cluster.psql("criis_roles", &all), before);
        }
        let said = world.server.must(&["doctor", "--ledger-unprotected=false"]);
        assert!(said.contains("The role that serves can only add to the audit ledger."), "{said}");
        let refused = world.server.run(&["doctor", "--database", &owner, "--ledger-unprotected=false"]);
        let words = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success() && words.contains("could change the audit ledger"), "{words}");
        let said = world.server.must(&["audit", "verify"]);
        assert!(said.contains("Everything is as it was entered."), "{said}");
    });
}

fn column(table: &str) -> &'static str {
    match table {
        "ledger_link" | "ledger_pruned" => "hash",
        "ledger_subject" => "subject_id",
        "ledger_chain" => "heads",
        _ => "at",
    }
}
