//! What is taken away is gone within seconds on every node, however little news a node has.

use std::io;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tests::asking::Asker;
use tests::client;
use tests::cluster::Cluster;
use tests::database::Kind;
use tests::forms;
use tests::patience::until;
use tests::scratch;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

/// Within how long nothing may be answered any more to whoever may no longer ask.
const BITES: Duration = Duration::from_secs(5);

/// A line to the database that can be held up: nothing comes or goes on it meanwhile.
struct Line {
    held: Arc<AtomicBool>,
    folder: tempfile::TempDir,
}

impl Line {
    /// To the socket of a cluster.
    fn to(socket: PathBuf) -> Self {
        let folder = scratch::folder();
        let held = Arc::new(AtomicBool::new(false));
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a socket");
        let holding = Arc::clone(&held);
        std::thread::spawn(move || {
            for here in listener.incoming().map_while(Result::ok) {
                let Ok(there) = UnixStream::connect(&socket) else { continue };
                for (from, to) in [(&here, &there), (&there, &here)] {
                    let (from, to, held) = (from.try_clone(), to.try_clone(), Arc::clone(&holding));
                    std::thread::spawn(move || carry(from?, to?, &held));
                }
            }
        });
        Self { held, folder }
    }

    fn hold(&self, is_held: bool) {
        self.held.store(is_held, Ordering::SeqCst);
    }
}

fn carry(mut from: UnixStream, mut to: UnixStream, held: &AtomicBool) -> io::Result<()> {
    use std::io::{Read, Write};
    let mut bytes = [0; 16_384];
    loop {
        let count = from.read(&mut bytes)?;
        while held.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(20));
        }
        if count == 0 {
            return to.shutdown(Shutdown::Write);
        }
        to.write_all(bytes.get(..count).unwrap_or_default())?;
    }
}

/// Whether somebody is still answered; a node that says nothing in time answers nobody.
async fn is_answered(asker: &Asker, address: &str) -> bool {
    asker.at(address).status_within("/code-lists", Duration::from_secs(1)).await == Some(200)
}

#[test]
fn what_is_revoked_is_answered_by_no_node() {
    if Kind::of_this_run() == Kind::Sqlite {
        // Several nodes share a PostgreSQL; the suite's other run has one.
        return;
    }
    wait(async {
        let cluster = Cluster::start();
        let mut server = Server::prepare_at(cluster.create("criis"));
        server.serve();
        let world = World::on(server).await;
        let form = client::form(&[&world.northtown], &["code-lists:read"]);
        let registered = client::register(&world.administrator, &form).await;
        let program = registered.asker(&world.server.address).await;
        let (leaver_id, leaver) = world.join("soon.gone", "recovery_worker", Some(&world.northtown)).await;

        // One node hears no news: its role may no longer read the change feed, and everything else still.
        cluster.psql(
            "criis",
            "CREATE ROLE deaf LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO deaf; \
            GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO deaf",
        );
        let deaf = world.server.another_on(&cluster.address("criis").replace("postgres@", "deaf@"));
        cluster.psql("criis", "REVOKE SELECT ON change FROM deaf");
        // Another's line to the database can be held up, with all that would come over it.
        let line = Line::to(cluster.socket());
        let cut = world.server.another_on(&Cluster::address_at(line.folder.path(), "criis"));
        let deafened = world.worker.at(&deaf.address);
        until("it says that it hears nothing", async || deafened.get_at_root("/readyz").await.status == 503).await;
        deafened.post("/service-users/search", &json!({"typed": "nobody"})).await.expect(503);

        let addresses = [world.server.address.as_str(), &deaf.address, &cut.address];
        for address in addresses {
            for asker in [&program, &leaver] {
                assert!(is_answered(asker, address).await, "{address} answers while they may ask");
            }
        }
        line.hold(true);
        world.administrator.delete(&format!("/api-clients/{}", registered.id)).await.expect(204);
        let gone = forms::with(forms::staff("soon.gone"), &json!({"left_on": forms::days_ago(1)}));
        world.administrator.put(&format!("/staff/{leaver_id}"), 1, &gone).await.expect(200);
        let begun = Instant::now();
        for address in addresses {
            for asker in [&program, &leaver] {
                while is_answered(asker, address).await {
                    assert!(begun.elapsed() < BITES, "{address} answers still");
                }
            }
        }
        // When its line is let go, a node answers by the database as it is now.
        line.hold(false);
        until("the node answers again", async || is_answered(&world.administrator, &cut.address).await).await;
        for address in addresses {
            for asker in [&program, &leaver] {
                let status = asker.at(address).status_within("/code-lists", Duration::from_secs(20)).await;
                assert_eq!(status, Some(401), "{address}");
            }
        }
        cluster.stop();
    });
}
