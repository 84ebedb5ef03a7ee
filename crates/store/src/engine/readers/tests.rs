//! Readers that share a snapshot among units asked for before it began.

#![expect(clippy::similar_names, reason = "the two ends of one channel")]

use std::path::Path;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use domain::code_lists;
use vault::Keys;

use super::*;
use crate::clock::Clock;

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    counted: i64,
}

fn count(conn: &mut SqliteConnection) -> Result<i64, Error> {
    Ok(diesel::sql_query("SELECT COUNT(*) AS counted FROM thing").get_result::<Counted>(conn)?.counted)
}

fn connect(file: &Path) -> Result<SqliteConnection, Error> {
    SqliteConnection::establish(&file.to_string_lossy()).map_err(|error| Error::Database(error.to_string()))
}

fn readers(folder: &Path) -> (SqliteConnection, Readers<SqliteConnection>) {
    let file = folder.join("db");
    let mut writer = connect(&file).unwrap();
    writer.batch_execute("PRAGMA journal_mode = WAL; CREATE TABLE thing (id INTEGER PRIMARY KEY)").unwrap();
    let keys = Keys::create(&folder.join("keys"), &vault::Unlock::Bare).unwrap();
    let world = Arc::new(World { keys, clock: Clock::real(), lists: code_lists::built_in() });
    let source = Source { connect: Box::new(move || connect(&file)), begin: "BEGIN" };
    (writer, Readers::start(1, source, &world).unwrap())
}

#[tokio::test]
async fn whoever_asks_after_a_commit_reads_it_though_the_thread_has_a_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let (mut writer, readers) = readers(folder.path());
    let (held, hold) = std::sync::mpsc::channel::<()>();
    let (seen, first) = oneshot::channel();
    readers.submit(
        move |unit| {
            let before = count(unit.conn)?;
            hold.recv().map_err(|_| unconnected())?;
            Ok((before, count(unit.conn)?))
        },
        |ran| seen.send(ran.0.unwrap()).unwrap(),
    );
    // Let the thread take it, so that its snapshot has begun.
    while !readers.0.waiting().units.is_empty() {
        std::thread::yield_now();
    }
    writer.batch_execute("INSERT INTO thing DEFAULT VALUES").unwrap();
    let second = readers.run(|unit| count(unit.conn));
    let ((before, after), second) = {
        let first = async {
            tokio::task::yield_now().await;
            held.send(()).unwrap();
            first.await.unwrap()
        };
        tokio::join!(first, second)
    };
    assert!(before == after, "a snapshot does not change under a unit");
    assert_eq!(second.0.unwrap(), 1);
}

#[tokio::test]
async fn units_that_wait_together_share_a_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let (mut writer, readers) = readers(folder.path());
    let (held, hold) = std::sync::mpsc::channel::<()>();
    readers.submit(move |_| hold.recv().map_err(|_| unconnected()), |_| ());
    while !readers.0.waiting().units.is_empty() {
        std::thread::yield_now();
    }
    let (told, counts) = std::sync::mpsc::channel();
    let (begun, second_runs) = std::sync::mpsc::channel::<()>();
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let first = told.clone();
    readers.submit(
        move |unit| {
            let counted = count(unit.conn)?;
            begun.send(()).map_err(|_| unconnected())?;
            wait.recv().map_err(|_| unconnected())?;
            Ok(counted)
        },
        move |ran| first.send(ran.0.unwrap()).unwrap(),
    );
    readers.submit(|unit| count(unit.conn), move |ran| told.send(ran.0.unwrap()).unwrap());
    held.send(()).unwrap();
    second_runs.recv().unwrap();
    writer.batch_execute("INSERT INTO thing DEFAULT VALUES").unwrap();
    go_on.send(()).unwrap();
    assert_eq!([counts.recv().unwrap(), counts.recv().unwrap()], [0, 0]);
}

#[tokio::test]
async fn a_unit_that_panics_or_fails_ends_neither_the_thread_nor_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let (_writer, readers) = readers(folder.path());
    let (ran, _) = readers.run(|_| -> Result<(), Error> { panic!("a fault of ours") }).await;
    assert!(matches!(ran, Err(Error::Database(_))));
    let (ran, _) = readers.run(|unit| Ok(unit.conn.batch_execute("SELECT nothing FROM nowhere")?)).await;
    assert!(ran.is_err());
    assert_eq!(readers.run(|unit| count(unit.conn)).await.0.unwrap(), 0);
}
