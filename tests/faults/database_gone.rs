//! A PostgreSQL that goes away in the middle of writing and comes back.

use tests::cluster::Cluster;
use tests::forms;
use tests::patience::until;
use tests::server::Server;
use tests::storm::Storm;
use tests::visiting::wait;
use tests::world::World;

#[test]
fn a_database_that_goes_away_loses_nothing_and_is_used_again_when_it_is_back() {
    let cluster = Cluster::start();
    let mut server = Server::prepare_at(cluster.create("criis"));
    server.serve();
    wait(async {
        let world = World::on(server).await;
        let person = world.person("Gwenda", "Goneaway").await;
        let record = format!("/service-users/{person}");
        let storm = Storm::begin(&world.worker, &person, &world.northtown, 8);
        for _ in 0..2 {
            let (acknowledged, refused) = (storm.acknowledged(), storm.refused());
            until("contacts are acknowledged", async || storm.acknowledged() >= acknowledged + 50).await;
            cluster.stop();
            let root = |path| world.worker.get_at_root(path);
            let (away, ready, alive) = tokio::join!(world.worker.get(&record), root("/readyz"), root("/healthz"));
            assert_eq!(away.problem(), "unavailable");
            assert!(away.header("retry-after").is_some());
            ready.expect(503);
            alive.expect(200);
            until("contacts are refused", async || storm.refused() > refused).await;
            cluster.run();
            until("it is ready", async || world.worker.get_at_root("/readyz").await.status == 200).await;
        }
        let acknowledged = storm.acknowledged();
        until("contacts are acknowledged again", async || storm.acknowledged() >= acknowledged + 50).await;
        let written = storm.end().await;
        until("records open again", async || world.worker.get(&record).await.status == 200).await;
        written.is_all_there(&world.worker).await;
        let form = forms::registration("Gwenda", "Comeback", &forms::birth_date(), &world.northtown);
        world.worker.post("/service-users", &form).await.expect(201);
        let said = world.server.must(&["doctor"]);
        assert!(said.contains("Everything is as it should be."), "{said}");
    });
}
