//! A disk that fills up in the middle of a group of writes: on SQLite, for PostgreSQL's is not ours to mind.
//!
//! The disk is a small one in memory, mounted in a mount namespace of the server's own, so that nobody else sees
//! it and it goes with the server. Mounting needs root.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::patience::until;
use tests::server::Server;
use tests::storm::Storm;
use tests::visiting::wait;
use tests::world::World;
use tests::{forms, scratch};

/// Mounts a small disk over the folder of the database, the database on it, and becomes what is named next.
const ON_A_SMALL_DISK: &str = r#"
    disk="$1"; shift
    kept="$(mktemp -d)"
    mv "$disk"/* "$kept"
    mount -t tmpfs -o size=16m,mode=700 small "$disk"
    mv "$kept"/* "$disk"
    rmdir "$kept"
    exec "$@"
"#;

#[test]
fn a_full_disk_refuses_loses_nothing_and_is_well_once_there_is_room() {
    let disk = scratch::folder();
    let mut server = Server::prepare_at(disk.path().join("criis.db").display().to_string());
    server.serve();
    wait(async {
        let mut world = World::on(server).await;
        let person = world.person("Fulla", "Diskfull").await;
        world.server.stop();
        let folder = disk.path().display().to_string();
        world.server.serve_through(&["unshare", "--mount", "sh", "-euc", ON_A_SMALL_DISK, "sh", &folder], &[]);
        let filler = seen_by(&world.server, disk.path()).join("filler");

        let storm = Storm::begin(&world.worker, &person, &world.northtown, 32);
        until("contacts are acknowledged", async || storm.acknowledged() >= 50).await;
        fill(&filler);
        until("contacts are refused", async || storm.refused() >= 100).await;
        let record = format!("/service-users/{person}");
        for path in [record.as_str(), "/today"] {
            // A read that cannot be noted in the ledger is not answered.
            let read = world.worker.get(path).await;
            assert!(matches!(read.status.as_u16(), 200 | 503), "{}", read.text);
        }
        let form = forms::registration("Fulla", "Toomany", "1980-05-06", &world.northtown);
        let refused = world.worker.post("/service-users", &form).await.expect(503);
        assert_eq!(refused.problem(), "unavailable");

        std::fs::remove_file(&filler).expect("there is room again");
        let before = storm.acknowledged();
        until("contacts are acknowledged again", async || storm.acknowledged() >= before + 50).await;
        let written = storm.end().await;
        world.worker.get(&record).await.expect(200);
        world.worker.post("/service-users", &form).await.expect(201);
        written.is_all_there(&world.worker).await;
        is_well(&world.server);
    });
}

/// A folder as the server sees it, on the disk that it alone has.
fn seen_by(server: &Server, folder: &Path) -> PathBuf {
    let root = PathBuf::from(format!("/proc/{}/root", server.id().expect("it serves")));
    root.join(folder.strip_prefix("/").expect("a whole path"))
}

/// Write until nothing more has room.
fn fill(file: &Path) {
    let mut filler = std::fs::File::create(file).expect("a file on the small disk");
    let error = loop {
        if let Err(error) = filler.write_all(&[7; 4096]) {
            break error;
        }
    };
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}

/// `criis doctor` finds nothing amiss, looking at the disk that the server has.
fn is_well(server: &Server) {
    let doctor = server.command(&["doctor"]);
    let mut inside = Command::new("nsenter");
    inside.args(["--mount", "--target", &server.id().expect("it serves").to_string()]);
    inside.arg(doctor.get_program()).args(doctor.get_args()).env_clear();
    inside.envs(doctor.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let said = inside.output().expect("nsenter runs");
    let words = String::from_utf8_lossy(&said.stdout);
    assert!(words.contains("Everything is as it should be."), "{words}{}", String::from_utf8_lossy(&said.stderr));
}
