//! Several processes on one database, a command beside the server, a database that goes away.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::asking::Asker;
use tests::cluster::Cluster;
use tests::database::Kind;
use tests::forms;
use tests::server::{Process, Server, secret};
use tests::visiting::{SharedWorld, wait};
use tests::world::{PASSWORD, World};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Far longer than changes take to be followed, for a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// Ask again and again until the answer is as hoped.
async fn until(what: &str, hoped: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !hoped().await {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn finds(asker: &Asker, typed: &str, person: &str) -> bool {
    let found = asker.post("/service-users/search", &json!({"typed": typed})).await.expect(200);
    found.body["hits"].as_array().is_some_and(|hits| hits.iter().any(|hit| hit["person"] == person))
}

/// A world with a second process beside its server.
static WORLD: SharedWorld = SharedWorld::new();
static OTHER: OnceCell<Process> = OnceCell::const_new();

/// The same asker at the second process.
async fn there(world: &World, asker: &Asker) -> Asker {
    let other = OTHER.get_or_init(async || world.server.another()).await;
    asker.at(&other.address)
}

#[test]
fn two_processes_follow_each_others_changes() {
    WORLD.visit(async |world| {
        let there = there(world, &world.worker).await;
        let born = forms::birth_date();
        let person = world.registered("Norah", "Hithermost", &born).await.person();
        there.get(&format!("/service-users/{person}")).await.expect(200);
        until("a registration is found at the other process", async || finds(&there, "hithermost", &person).await)
            .await;
        let form = forms::registration("Oscar", "Thithermost", &forms::birth_date(), &world.northtown);
        let second = there.post("/service-users", &form).await.expect(201).person();
        until("and back", async || finds(&world.worker, "thithermost", &second).await).await;
        let again = world.worker.post("/service-users", &form).await.expect(409);
        assert_eq!(again.body["records"], json!([second]), "a likely duplicate is one wherever it was registered");

        let renamed = json!({"given_names": "Norah", "family_name": "Elsewhither", "birth_date": born});
        there.put(&format!("/service-users/{person}/identity"), 1, &renamed).await.expect(200);
        until("a new name is found", async || finds(&world.worker, "elsewhither", &person).await).await;
        assert!(!finds(&world.worker, "hithermost", &person).await, "and the old one is not");
    });
}

#[test]
fn what_ends_a_sign_in_ends_it_at_every_process() {
    WORLD.visit(async |world| {
        let (_, here) = world.join("two.processes", "recovery_worker", Some(&world.northtown)).await;
        let there = there(world, &here).await;
        there.get("/today").await.expect(200);
        here.post("/sign-out", &json!({})).await.expect(204);
        there.get("/today").await.expect(401);
    });
}

#[test]
fn one_key_sent_to_two_processes_at_once_makes_one_record() {
    WORLD.visit(async |world| {
        let there = there(world, &world.worker).await;
        let person = world.person("Petra", "Twoprocesses").await;
        let contacts = format!("/service-users/{person}/contacts");
        let form = forms::contact(&world.northtown);
        for _ in 0..5 {
            let key = Uuid::new_v4();
            let both =
                tokio::join!(world.worker.post_once(&contacts, &form, key), there.post_once(&contacts, &form, key));
            assert_eq!(both.0.expect(201).id(), both.1.expect(201).id());
        }
        assert_eq!(there.get(&contacts).await.expect(200).items().len(), 5);
    });
}

#[test]
fn a_command_beside_the_server_is_noticed() {
    WORLD.visit(async |world| {
        let password = world.server.folder.path().join("second");
        secret(&password, PASSWORD);
        let password = password.display().to_string();
        let who = ["--name", "Deva Watcher-Example", "--sign-in-name", "deva", "--password-file", &password];
        world.server.must(&[&["staff", "add", "--role", "data-protection-officer"], who.as_slice()].concat());
        let deva = Asker::signed_in(&world.server.address, "deva", PASSWORD).await;
        let me = deva.get("/me").await.expect(200);
        assert_eq!(me.body["standings"], json!([{"role": "data_protection_officer"}]));
        let staff = world.administrator.get("/staff").await.expect(200);
        assert!(staff.items().iter().any(|one| one["id"] == me.body["id"]));
    });
}

#[test]
fn a_new_epoch_made_beside_the_servers_disturbs_nobody() {
    WORLD.visit(async |world| {
        let there = there(world, &world.worker).await;
        let person = world.person("Quentin", "Rewrapped").await;
        let said = world.server.must(&["keys", "epoch"]);
        assert!(said.contains("rewrapped ") && said.contains("destroyed 1 old keys"), "{said}");
        let record = format!("/service-users/{person}");
        there.get(&record).await.expect(200);
        world.worker.put(&format!("{record}/health"), 1, &forms::health()).await.expect(200);
        let later = world.person("Quentin", "Afterwards").await;
        there.get(&format!("/service-users/{later}/identity")).await.expect(200);
        assert!(world.server.must(&["doctor"]).contains("Everything is as it should be."));
    });
}

#[test]
fn a_server_that_stops_finishes_and_what_it_acknowledged_is_there() {
    wait(async {
        let mut world = World::new().await;
        let person = world.person("Rhoda", "Restarted").await;
        world.server.stop();
        world.server.serve();
        let again = Asker::signed_in(&world.server.address, "efua", PASSWORD).await;
        again.get(&format!("/service-users/{person}")).await.expect(200);
        assert!(finds(&again, "rhoda restarted", &person).await, "the index is built before it is ready");
        world.worker.get("/me").await.expect(200);
    });
}

#[test]
fn a_database_that_goes_away_is_waited_for_and_comes_back() {
    if Kind::of_this_run() == Kind::Sqlite {
        // A file does not go away; the suite's other run has the server that does.
        return;
    }
    wait(async {
        let cluster = Cluster::start();
        let mut server = Server::prepare_at(cluster.create("criis"));
        server.serve();
        let world = World::on(server).await;
        let person = world.person("Selma", "Patient").await;
        let record = format!("/service-users/{person}");

        cluster.stop();
        let away = world.worker.get(&record).await.expect(503);
        assert_eq!(away.problem(), "unavailable");
        assert!(away.header("retry-after").is_some());
        world.worker.post(&format!("{record}/contacts"), &forms::contact(&world.northtown)).await.expect(503);
        until("it says that it is not ready", async || world.worker.get_at_root("/readyz").await.status == 503).await;
        world.worker.get_at_root("/healthz").await.expect(200);

        cluster.run();
        until("it is ready again", async || world.worker.get_at_root("/readyz").await.status == 200).await;
        until("records open again", async || world.worker.get(&record).await.status == 200).await;
        world.worker.post(&format!("{record}/contacts"), &forms::contact(&world.northtown)).await.expect(201);
        assert_eq!(world.worker.get(&format!("{record}/contacts")).await.expect(200).items().len(), 1);

        // Whoever no longer hears what others change finds people by names that they may no longer have.
        cluster.psql("criis", "ALTER TABLE change RENAME TO change_away");
        until("it is deaf and says so", async || world.worker.get_at_root("/readyz").await.status == 503).await;
        let search = json!({"typed": "selma"});
        world.worker.post("/service-users/search", &search).await.expect(503);
        cluster.psql("criis", "ALTER TABLE change_away RENAME TO change");
        until("it hears again", async || world.worker.get_at_root("/readyz").await.status == 200).await;
        world.worker.post("/service-users/search", &search).await.expect(200);
        cluster.stop();
    });
}
