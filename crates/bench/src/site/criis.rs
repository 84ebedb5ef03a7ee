//! The real server on a database of its own.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::{Kind, Process, free_port};

/// The passphrase of every key folder here.
const PASSPHRASE: &str = "seventeen invented otters under a bridge";

/// A database with its keys, and the program for it.
pub struct Criis {
    /// Everything of this measurement, the baseline's database too.
    pub folder: TempDir,
    /// The kind of database.
    pub kind: Kind,
    /// Where the server is asked.
    pub port: u16,
    database: String,
}

impl Criis {
    /// A demonstration of so many people, with what happened with them or, for very many, without.
    pub fn demonstration(kind: Kind, name: &str, people: u64, with_contacts: bool) -> Result<Self> {
        let folder = super::folder()?;
        let database = kind.fresh(folder.path(), name)?;
        let criis = Self { folder, kind, port: free_port()?, database };
        secret(&criis.passphrase_file())?;
        let mut demo = criis.command(&["demo", "--people", &people.to_string()])?;
        if !with_contacts {
            demo.arg("--without-contacts");
        }
        let made = demo.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
        ensure!(made.success(), "criis demo made nobody up");
        Ok(criis)
    }

    /// Serve; says how long it took until it was ready.
    pub fn serve(&self) -> Result<(Process, Duration)> {
        let mut process =
            Process::start(&self.command(&["serve", "--listen", &format!("127.0.0.1:{}", self.port)])?)?;
        let took = process.wait_for(self.port, "/readyz")?;
        Ok((process, took))
    }

    fn command(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = Command::new(program()?);
        command.args(arguments);
        command.env("CRIIS_DATABASE", &self.database).env("CRIIS_KEYS", self.folder.path().join("keys"));
        command.env("CRIIS_PASSPHRASE_FILE", self.passphrase_file());
        // All of the load comes from one address and a few accounts.
        for limit in ["ADDRESS", "ACCOUNT", "COSTLY_ADDRESS", "COSTLY_ACCOUNT"] {
            command.env(format!("CRIIS_LIMIT_{limit}"), "1000000/second");
        }
        Ok(command)
    }

    fn passphrase_file(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }
}

/// The program beside the bench's own.
fn program() -> Result<PathBuf> {
    let program = std::env::current_exe()?.parent().context("the bench lies in a folder")?.join("criis");
    ensure!(program.exists(), "{} is not built: `cargo xtask bench` builds it", program.display());
    Ok(program)
}

/// A file that only its owner can read.
fn secret(file: &std::path::Path) -> Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut opened = std::fs::File::options().create(true).truncate(true).write(true).mode(0o600).open(file)?;
    Ok(opened.write_all(PASSPHRASE.as_bytes())?)
}
