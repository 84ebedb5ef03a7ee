//! A database of its own for a test, on the kind that the run is about.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::cluster::Cluster;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The two kinds of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A database in a cluster that the suite starts.
    Postgres,
}

impl Kind {
    /// The kind that `CRIIS_TEST_DATABASE` names; SQLite where it names none.
    pub fn of_this_run() -> Self {
        match std::env::var("CRIIS_TEST_DATABASE").as_deref() {
            Ok("postgres") => Self::Postgres,
            Ok("sqlite") | Err(_) => Self::Sqlite,
            Ok(other) => panic!("CRIIS_TEST_DATABASE is sqlite or postgres, not {other}"),
        }
    }

    /// The address of a new, empty database; a file's is in `folder`.
    pub fn fresh(self, folder: &Path) -> String {
        match self {
            Self::Sqlite => folder.join("criis.db").display().to_string(),
            Self::Postgres => {
                let name = format!("criis_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
                Cluster::shared().create(&name)
            }
        }
    }
}

/// A copy of a database that nobody uses now; a file's is in `folder`. Answers its address.
pub fn copy(address: &str, folder: &Path) -> String {
    let Some(name) = address.strip_prefix("postgres://").and_then(|rest| rest.rsplit('/').next()) else {
        let file = folder.join("criis.db");
        for end in ["", "-wal", "-shm"] {
            match std::fs::copy(format!("{address}{end}"), format!("{}{end}", file.display())) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && !end.is_empty() => {}
                copied => drop(copied.expect("the file is copied")),
            }
        }
        return file.display().to_string();
    };
    let copy = format!("{name}_copy_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    Cluster::shared().psql("postgres", &format!("CREATE DATABASE {copy} TEMPLATE {name}"));
    Cluster::shared().address(&copy)
}

/// Do something in the tables behind the program's back, as somebody with the database's password could.
pub fn by_hand(address: &str, statement: &str) {
    if let Some(name) = address.strip_prefix("postgres://").and_then(|rest| rest.rsplit('/').next()) {
        Cluster::shared().psql(name, statement);
        return;
    }
    let script = "import sqlite3, sys\n\
                  with sqlite3.connect(sys.argv[1], timeout=10) as hand:\n    \
                  hand.execute('PRAGMA foreign_keys = ON')\n    \
                  hand.execute(sys.argv[2])";
    let said = Command::new("python3").args(["-c", script, address, statement]).output().expect("python3 runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// What a query answers, each column as text: ids without hyphens, nothing as an empty word.
pub fn rows(address: &str, query: &str) -> Vec<Vec<String>> {
    let text = if let Some(name) = address.strip_prefix("postgres://").and_then(|rest| rest.rsplit('/').next()) {
        Cluster::shared().psql(name, query).replace('-', "")
    } else {
        let script = "import sqlite3, sys\n\
                      text = lambda v: '' if v is None else v.hex() if isinstance(v, bytes) else str(v)\n\
                      for row in sqlite3.connect(sys.argv[1], timeout=10).execute(sys.argv[2]):\n    \
                      print('|'.join(map(text, row)))";
        let said = Command::new("python3").args(["-c", script, address, query]).output().expect("python3 runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).expect("UTF-8")
    };
    text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect()
}
