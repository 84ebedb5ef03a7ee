//! A database of its own for a test, on the kind that the run is about.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::cluster::Cluster;

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
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        match self {
            Self::Sqlite => folder.join("criis.db").display().to_string(),
            Self::Postgres => {
                let name = format!("criis_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
                Cluster::shared().create(&name)
            }
        }
    }
}
