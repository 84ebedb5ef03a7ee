//! The stolen disk: a word in every personal field of every noun, then a search of every byte that the server, its
//! database and its log wrote. It is nowhere, however it might be written; a control shows that it would be found.

mod everything;
mod sent;
mod words;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tests::byte_search::{count, files_in, files_with};
use tests::cluster::Cluster;
use tests::database::{Kind, by_hand};
use tests::server::Server;
use tests::unpacked::unpacked;
use tests::visiting::wait;
use tests::world::World;

use sent::Sent;
use words::{CANARY, CODES, NUMBERS, STEM, words};

#[test]
fn a_disk_with_sqlite_tells_nobody_anything() {
    wait(async {
        let server = Server::prepare_on(Kind::Sqlite);
        let world = filled(server).await;
        let folder = world.server.folder.path().to_owned();
        for end in ["", "-wal", "-shm"] {
            assert!(Path::new(&format!("{}{end}", world.server.database)).exists(), "there is a file {end}");
        }
        let world = tells_nothing(world, std::slice::from_ref(&folder));
        by_hand(&world.server.database, &planted());
        is_found(&folder, "criis.db");
        in_the_log(&world.server);
    });
}

#[test]
fn a_disk_with_postgres_tells_nobody_anything() {
    let cluster = Cluster::start();
    wait(async {
        let server = Server::prepare_at(cluster.create("criis"));
        let world = filled(server).await;
        cluster.psql("criis", "CHECKPOINT");
        assert!(count(&cluster.data()) > 900, "the cluster's files are where they are looked for");
        let folder = world.server.folder.path().to_owned();
        let world = tells_nothing(world, &[folder, cluster.data()]);
        cluster.psql("criis", &planted());
        cluster.psql("criis", "CHECKPOINT");
        is_found(&cluster.data().join("base"), "base");
        is_found(&cluster.data().join("pg_wal"), "pg_wal");
        in_the_log(&world.server);
    });
}

#[test]
fn a_server_leaves_no_core_dump() {
    let mut server = Server::prepare_on(Kind::Sqlite);
    server.serve();
    let limits = format!("/proc/{}/limits", server.id().expect("it serves"));
    let limits = fs::read_to_string(limits).expect("its limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    let values: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(values, ["0", "0"]);
}

/// A world that speaks much in its log, with words in every field.
async fn filled(mut server: Server) -> World {
    server.serve_through(&["env", "RUST_LOG=debug"], &[]);
    let world = World::on(server).await;
    let mut sent = Sent::new(&world.server.address).await;
    assert!(sent.never_sent().len() > 100, "the document lists the fields");
    everything::record(&world, &mut sent).await;
    assert_eq!(sent.never_sent(), Vec::<String>::new(), "fields without a word");
    for word in CODES.iter().chain(&NUMBERS) {
        assert!(sent.has_sent(word), "{word} was never sent");
    }
    world
}

/// No word is in any file, neither while the server runs nor after it has stopped.
fn tells_nothing(mut world: World, folders: &[PathBuf]) -> World {
    let words = words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    for _ in 0..2 {
        for folder in &folders {
            assert_eq!(files_with(folder, &words), Vec::<String>::new());
        }
        let unpacked = unpacked(&folders);
        assert_eq!(files_with(unpacked.path(), &words), Vec::<String>::new());
        world.server.stop();
        world.server.serve();
    }
    world
}

/// Puts a word into the database in the clear, as a careless program would.
fn planted() -> String {
    format!("INSERT INTO setting (name, value) VALUES ('control', '{CANARY}')")
}

fn is_found(folder: &Path, place: &str) {
    let found = files_with(folder, &[STEM]);
    assert!(found.iter().any(|file| file.contains(place)), "the control is not found in {place}: {found:?}");
}

/// The log is among what was searched, it says something, and a word in it would be found, compressed or not.
fn in_the_log(server: &Server) {
    let log = fs::read_to_string(server.log()).expect("a log");
    assert!(log.contains("/api/v1/service-users/{person}"), "it logs routes: {log:.2000}");
    assert!(files_in(server.folder.path()).contains(&server.log()));
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(format!("{log}{CANARY}\n").as_bytes()).expect("it is packed");
    fs::write(server.log().with_extension("gz"), packed.finish().expect("it is packed")).expect("a rotated log");
    is_found(unpacked(&[server.folder.path()]).path(), "criis.gz");
}
