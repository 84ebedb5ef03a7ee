//! Where a measurement takes place: a folder, a database, the real server, and somebody who works there.

mod cluster;
mod criis;
mod desk;
mod process;

use std::net::TcpListener;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;

pub use cluster::Cluster;
pub use criis::Criis;
pub use desk::{Desk, contact};
pub use process::Process;

/// The two kinds of database.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A database in a cluster that the bench starts.
    Postgres,
}

impl Kind {
    /// As tables name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The address of a new, empty database; a file's is in `folder`.
    pub fn fresh(self, folder: &Path, name: &str) -> Result<String> {
        match self {
            Self::Sqlite => Ok(folder.join(format!("{name}.db")).display().to_string()),
            Self::Postgres => Cluster::shared()?.create(name),
        }
    }
}

/// A folder that goes with the run, on the disk where the build lies: the usual one may be memory.
pub fn folder() -> Result<tempfile::TempDir> {
    let own = std::env::current_exe()?;
    let beside = own.parent().context("the bench lies in a folder")?;
    Ok(tempfile::Builder::new().prefix("bench-").tempdir_in(beside)?)
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
