//! What is seven years old and tells of nobody who is still here goes; the rest is proved as before.

use tests::database::{Kind, by_hand, rows};
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

use super::{unguarded, verify};

/// A little more than seven years and a month, in seconds.
const LATER: i64 = (7 * 366 + 40) * 86_400;

#[test]
fn what_is_past_its_time_goes_on_sqlite() {
    what_is_past_its_time_goes(Kind::Sqlite);
}

#[test]
fn what_is_past_its_time_goes_on_postgres() {
    what_is_past_its_time_goes(Kind::Postgres);
}

fn what_is_past_its_time_goes(kind: Kind) {
    wait(async {
        // A process that meets nobody, and one that registers somebody.
        let mut world = World::on(Server::start_demonstration_on(kind)).await;
        world.server.stop();
        world.server.serve_with(&["--clock", &world.server.clock().display().to_string()]);
        world.person("Rowan", "Stillhere").await;
        world.server.stop();
        let server = &world.server;
        let clock = server.clock().display().to_string();
        let told = "SELECT entry_id FROM ledger_subject";
        let of_somebody = rows(&server.database, told).len();
        assert!(of_somebody > 0);
        let said = server.must(&["audit", "prune", "--clock", &clock]);
        assert!(said.contains("Took 0 entries of 0 chains away"), "nothing is old yet: {said}");

        server.set_clock(LATER);
        let checkpoints = notes(server);
        let before = entries(server);
        let said = server.must(&["audit", "prune", "--clock", &clock]);
        assert!(!said.contains("Took 0 entries"), "{said}");
        assert!(entries(server) < before, "more went than the two commands entered");
        assert_eq!(rows(&server.database, told).len(), of_somebody, "whoever is here is still told of");
        assert!(notes(server).starts_with(&checkpoints), "the checkpoints stay");
        let (ended_well, said) = verify(server, &["--clock", &clock]);
        assert!(ended_well && said.contains("entries are gone by age; the chains hold from there"), "{said}");
        // Prune again: what says how far the chains went is itself told of anew, or would look forged.
        let said = server.must(&["audit", "prune", "--clock", &clock]);
        assert!(said.contains("Took 0 entries"), "{said}");

        // What was tampered with is evidence, and stays.
        unguarded(server, kind);
        by_hand(&server.database, "DELETE FROM person");
        let before = entries(server);
        let refused = server.run(&["audit", "prune", "--clock", &clock]);
        let words = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success() && words.contains("nothing was taken away"), "{words}");
        assert!(entries(server) >= before, "and only what the command itself enters came");
        let (ended_well, said) = verify(server, &["--clock", &clock]);
        assert!(!ended_well && said.contains("removed behind CRiiS's back"), "{said}");
    });
}

fn entries(server: &Server) -> usize {
    rows(&server.database, "SELECT id FROM ledger_entry").len()
}

/// Everything in the place of checkpoints, months in order.
fn notes(server: &Server) -> String {
    let months = std::fs::read_dir(server.checkpoints()).expect("a place");
    let mut months: Vec<_> = months.map(|month| month.expect("a month").path()).collect();
    months.sort();
    months.iter().map(|month| std::fs::read_to_string(month).expect("notes")).collect()
}
