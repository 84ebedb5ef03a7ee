//! A role that somebody with the database gives themselves, or a session: refused, and reported.

use tests::database::{Kind, by_hand};
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

#[test]
fn a_role_given_in_the_tables_is_refused_on_sqlite() {
    a_role_given_in_the_tables(Kind::Sqlite);
}

#[test]
fn a_role_given_in_the_tables_is_refused_on_postgres() {
    a_role_given_in_the_tables(Kind::Postgres);
}

fn a_role_given_in_the_tables(kind: Kind) {
    wait(async {
        let mut server = Server::prepare_on(kind);
        server.serve();
        let world = World::on(server).await;
        let staff = match kind {
            Kind::Sqlite => format!("x'{}'", world.worker_id.replace('-', "")),
            Kind::Postgres => format!("'{}'", world.worker_id),
        };
        world.worker.get("/today").await.expect(200);
        by_hand(&world.server.database, &format!("UPDATE membership SET role = 3 WHERE staff_id = {staff}"));
        let refused = world.worker.get("/today").await.expect(503);
        assert_eq!(refused.problem(), "unavailable");
        assert!(!refused.text.contains("tamper"), "{}", refused.text);
        let log = std::fs::read_to_string(world.server.log()).expect("a log");
        assert!(log.contains("a row of membership was changed behind CRiiS's back"), "{log}");
        by_hand(&world.server.database, &format!("UPDATE membership SET role = 1 WHERE staff_id = {staff}"));
        world.worker.get("/today").await.expect(200);
        by_hand(&world.server.database, &format!("UPDATE session SET ended_at = 1 WHERE staff_id = {staff}"));
        world.worker.get("/today").await.expect(503);
        world.leader.get("/today").await.expect(200);
    });
}
