//! The real server on a database of its own.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
        let more: &[&str] = if with_contacts { &[] } else { &["--without-contacts"] };
        Self::demonstration_with(kind, name, people, more)
    }

    /// The same, without contacts and with so many reads in the ledger.
    pub fn much_read(kind: Kind, name: &str, people: u64, reads: usize) -> Result<Self> {
        Self::demonstration_with(kind, name, people, &["--without-contacts", "--reads", &reads.to_string()])
    }

    fn demonstration_with(kind: Kind, name: &str, people: u64, more: &[&str]) -> Result<Self> {
        let folder = super::folder()?;
        let database = kind.fresh(folder.path(), name)?;
        let criis = Self { folder, kind, port: free_port()?, database };
        secret(&criis.passphrase_file())?;
        let mut demo = criis.command(&["demo", "--people", &people.to_string()])?;
        let made = demo.args(more).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
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

    /// Serve as behind a proxy on this machine, which says where each request comes from.
    pub fn serve_behind_proxy(&self) -> Result<Process> {
        let mut serve = self.command(&["serve", "--listen", &format!("127.0.0.1:{}", self.port)])?;
        serve.args(["--declared-tls-proxy", "--public-url", "https://localhost"]);
        let mut process = Process::start(&serve)?;
        process.wait_for(self.port, "/readyz")?;
        Ok(process)
    }

    /// Prove the ledger; says how long that took and the most memory of its own that it held, in MiB.
    pub fn prove(&self) -> Result<(Duration, f64)> {
        let begun = Instant::now();
        let mut process = Process::start(&self.command(&["audit", "verify"])?)?;
        let mut most = 0.0_f64;
        while !process.has_ended_well()? {
            // Between its end and its being waited for there is nothing to read.
            most = most.max(process.used().map_or(0.0, |used| used.own_memory));
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok((begun.elapsed(), most))
    }

    /// The database's address.
    pub fn database(&self) -> &str {
        &self.database
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
