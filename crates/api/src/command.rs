//! The command line.

mod audit;
mod config;
mod demo;
mod doctor;
mod keys;
mod migrate;
mod openapi;
mod serve;
mod staff;

use clap::{Parser, Subcommand};

use crate::config::{Config, Flags, Mistakes};

/// A case management system for charities that help people recover: sealed, audited, searchable.
///
/// Every setting is a flag, a CRIIS_… variable or a line of the TOML file that --config names, in this
/// order; `criis config` shows what holds. Secrets are read from files alone.
#[derive(Parser)]
#[command(name = "criis", version, propagate_version = true)]
pub struct Criis {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the app until told to stop.
    Serve(serve::Serve),
    /// Bring the database's schema to this version.
    Migrate,
    /// Make, check and renew the keys.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Look after staff from the command line.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Make a database of invented people, marked as a demonstration for ever.
    Demo(demo::Demo),
    /// Print the OpenAPI document.
    Openapi,
    /// Print the settings that hold, and where each came from.
    Config,
    /// Prove the audit ledger, and take away what is past its time.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Open every row, rebuild every headline, and report any difference.
    Doctor,
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Settings that are wrong or wanting.
    #[error(transparent)]
    Settings(#[from] Mistakes),
    /// Starting would be unsafe.
    #[error("{0}")]
    Unsafe(String),
    /// The key folder.
    #[error(transparent)]
    Keys(#[from] vault::FolderError),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A file, a port, the terminal.
    #[error("{0}: {1}")]
    Io(String, std::io::Error),
    /// What was asked for was done, and found something wrong.
    #[error("{0}")]
    Found(String),
}

impl Failure {
    /// For `map_err`, with what was being done.
    pub fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |error| Self::Io(doing, error)
    }
}

impl Criis {
    /// Do what was asked.
    ///
    /// # Errors
    /// In words for whoever typed the command, with what would put it right.
    pub fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Openapi => openapi::run(),
            Command::Config => config::run(&self.flags),
            Command::Serve(serve) => serve.run(&Config::load(&self.flags)?),
            Command::Migrate => migrate::run(&Config::load(&self.flags)?),
            Command::Keys(keys) => keys.run(&Config::load(&self.flags)?),
            Command::Staff(staff) => staff.run(&Config::load(&self.flags)?),
            Command::Demo(demo) => demo.run(&Config::load(&self.flags)?),
            Command::Audit(audit) => audit.run(&Config::load(&self.flags)?),
            Command::Doctor => doctor::run(&Config::load(&self.flags)?),
        }
    }
}
