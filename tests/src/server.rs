//! The real program: its commands, and the server as a process.

use std::ffi::OsString;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::database::{self, Kind};
use crate::{nursery, scratch};

/// The passphrase of every test's key folder.
pub const PASSPHRASE: &str = "seventeen invented otters under a bridge";

/// A database with its keys, and the server on it while it runs.
pub struct Server {
    /// Where keys, data and logs of this test are.
    pub folder: TempDir,
    /// The database's address.
    pub database: String,
    /// Where it is asked, without a final slash.
    pub address: String,
    process: Option<Child>,
}

impl Server {
    /// Make keys and a migrated, empty database of this run's kind, without serving yet.
    pub fn prepare() -> Self {
        Self::prepare_on(Kind::of_this_run())
    }

    /// The same on a kind of database.
    pub fn prepare_on(kind: Kind) -> Self {
        Self::bare_on(kind).prepared()
    }

    /// The same on a database of somebody else's making.
    pub fn prepare_at(database: String) -> Self {
        Self::bare_at(scratch::folder(), database).prepared()
    }

    /// Neither keys nor schema, at an address of somebody else's making.
    pub fn bare_on_address(database: String) -> Self {
        Self::bare_at(scratch::folder(), database)
    }

    /// Neither keys nor schema: the folder for them and an empty database.
    pub fn bare_on(kind: Kind) -> Self {
        let folder = scratch::folder();
        let database = kind.fresh(folder.path());
        Self::bare_at(folder, database)
    }

    /// Database and keys as somebody has them who copied the disk. Neither may be in use meanwhile.
    #[must_use]
    pub fn copied(&self) -> Self {
        let folder = scratch::folder();
        let database = database::copy(&self.database, folder.path());
        let copy = Self::bare_at(folder, database);
        copy.take_keys_of(self);
        copy
    }

    /// Have the keys that another has now, instead of its own.
    pub fn take_keys_of(&self, other: &Self) {
        if self.keys().exists() {
            std::fs::remove_dir_all(self.keys()).expect("the keys go");
        }
        let copied = Command::new("cp").arg("-a").arg(other.keys()).arg(self.keys()).status().expect("cp runs");
        assert!(copied.success(), "the keys are copied");
    }

    fn bare_at(folder: TempDir, database: String) -> Self {
        let server = Self { address: format!("http://localhost:{}", free_port()), folder, database, process: None };
        secret(&server.passphrase_file(), PASSPHRASE);
        std::fs::create_dir(server.checkpoints()).expect("a place for checkpoints");
        server
    }

    fn prepared(self) -> Self {
        self.must(&["keys", "new"]);
        self.must(&["migrate"]);
        self
    }

    /// Make keys and an empty database, and serve.
    pub fn start() -> Self {
        let mut server = Self::prepare();
        server.serve();
        server
    }

    /// Serve a demonstration without people, whose clock is ahead by as many seconds as [`Self::set_clock`] says.
    pub fn start_demonstration() -> Self {
        Self::start_demonstration_on(Kind::of_this_run())
    }

    /// The same on a kind of database.
    pub fn start_demonstration_on(kind: Kind) -> Self {
        let mut server = Self::prepare_on(kind);
        server.must(&["demo", "--people", "0"]);
        server.set_clock(0);
        let clock = server.clock().display().to_string();
        server.serve_with(&["--clock", &clock]);
        server
    }

    /// Let a demonstration's clock be this many seconds ahead.
    pub fn set_clock(&self, seconds: i64) {
        let next = self.folder.path().join("clock.next");
        std::fs::write(&next, seconds.to_string()).expect("the clock is written");
        // Renamed into place, so that nobody reads half of it.
        std::fs::rename(next, self.clock()).expect("the clock is set");
    }

    /// The file that a demonstration's clock is read from.
    pub fn clock(&self) -> PathBuf {
        self.folder.path().join("clock")
    }

    /// Serve, and wait until it is ready.
    pub fn serve(&mut self) {
        self.serve_with(&[]);
    }

    /// Serve with further arguments, and wait until it is ready.
    pub fn serve_with(&mut self, arguments: &[&str]) {
        self.serve_through(&[], arguments);
    }

    /// Serve by a command that prepares something and then becomes the program named after it, such as `env`,
    /// and wait until it is ready.
    pub fn serve_through(&mut self, before: &[&str], arguments: &[&str]) {
        let log = std::fs::File::options().create(true).append(true).open(self.log()).expect("a log");
        let listen = listen_of(&self.address);
        let mut words: Vec<OsString> = before.iter().map(OsString::from).collect();
        words.push(program().into());
        let (first, rest) = words.split_first().expect("the program at least");
        let mut command = nursery::command(first);
        command.args(rest);
        let mut command = self.configured(command, &["serve", "--listen", &listen]);
        command.args(arguments).stdout(Stdio::null()).stderr(log);
        self.process = Some(nursery::start(command));
        let begun = Instant::now();
        while !self.is_ready() {
            let ended = self.process.as_mut().and_then(|process| process.try_wait().ok().flatten());
            assert!(ended.is_none(), "criis ended: {}", std::fs::read_to_string(self.log()).unwrap_or_default());
            assert!(begun.elapsed() < Duration::from_secs(30), "criis is not ready");
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// A second process on the same database and keys, at an address of its own.
    pub fn another(&self) -> Process {
        self.beside(|_| {})
    }

    fn beside(&self, change: impl FnOnce(&mut Command)) -> Process {
        let address = format!("http://localhost:{}", free_port());
        let listen = listen_of(&address);
        let mut command = self.lasting(&["serve", "--listen", &listen]);
        change(&mut command);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let another = Process { address, process: nursery::start(command) };
        let begun = Instant::now();
        while !is_ready(&another.address) {
            assert!(begun.elapsed() < Duration::from_secs(30), "the other criis is not ready");
            std::thread::sleep(Duration::from_millis(25));
        }
        another
    }

    /// The same by another address of the database.
    pub fn another_on(&self, database: &str) -> Process {
        self.beside(|command| {
            command.env("CRIIS_DATABASE", database);
        })
    }

    /// Kill it where it stands, like a power cut.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("criis is killed");
            process.wait().expect("criis ends");
        }
    }

    /// The process id, while it serves.
    pub fn id(&self) -> Option<u32> {
        self.process.as_ref().map(Child::id)
    }

    /// Ask it to stop, and wait until it has.
    pub fn stop(&mut self) {
        let Some(mut process) = self.process.take() else { return };
        let told = Command::new("kill").arg(process.id().to_string()).status().expect("kill runs");
        assert!(told.success());
        assert!(process.wait().expect("criis ends").success(), "criis did not stop gracefully");
    }

    /// Run a command of the program that must succeed, and answer what it prints.
    pub fn must(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(said.status.success(), "criis {arguments:?}: {}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).expect("criis prints UTF-8")
    }

    /// Run a command of the program, however it ends.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("criis runs")
    }

    /// A command of the program on this database and these keys.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.configured(Command::new(program()), arguments)
    }

    /// The same, for a process that ends with the suite at the latest.
    fn lasting(&self, arguments: &[&str]) -> Command {
        self.configured(nursery::command(program()), arguments)
    }

    fn configured(&self, mut command: Command, arguments: &[&str]) -> Command {
        command.args(arguments).env_clear().stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("CRIIS_DATABASE", &self.database).env("CRIIS_KEYS", self.keys());
        command.env("CRIIS_PASSPHRASE_FILE", self.passphrase_file()).env("CRIIS_SITE", "Leeds, England");
        // A whole suite comes from one address, and a storm from one account.
        for limit in ["ADDRESS", "ACCOUNT", "COSTLY_ADDRESS", "COSTLY_ACCOUNT"] {
            command.env(format!("CRIIS_LIMIT_{limit}"), "1000000/second");
        }
        // The suites serve as the role that made the database; tests of the roles say otherwise.
        command.env("CRIIS_LEDGER_UNPROTECTED", "true").env("CRIIS_CHECKPOINTS", self.checkpoints());
        command
    }

    /// Where the ledger's checkpoints go.
    pub fn checkpoints(&self) -> PathBuf {
        self.folder.path().join("checkpoints")
    }

    /// The key folder.
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// Everything that the server wrote to its log.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("criis.log")
    }

    /// Show what the server wrote to its log, for whoever looks into a failed test.
    pub fn show_log(&self) {
        eprintln!("{}", std::fs::read_to_string(self.log()).unwrap_or_default());
    }

    /// The file with the passphrase of the key folder.
    pub fn passphrase_file(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }

    fn is_ready(&self) -> bool {
        is_ready(&self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.show_log();
        }
        self.kill();
    }
}

/// A further process.
pub struct Process {
    /// Where it is asked.
    pub address: String,
    process: Child,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A file that only its owner can read.
pub fn secret(file: &Path, content: &str) {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut opened = std::fs::File::options().create(true).truncate(true).write(true).mode(0o600).open(file);
    opened.as_mut().expect("a secret file").write_all(content.as_bytes()).expect("a secret is written");
}

/// The program beside the test's own.
pub fn program() -> PathBuf {
    let mut folder = std::env::current_exe().expect("a test is a program");
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    let program = folder.join("criis");
    assert!(program.exists(), "{} is not built: cargo build", program.display());
    program
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// Where a server listens that is asked at this address.
fn listen_of(address: &str) -> String {
    address.rsplit("//").next().unwrap_or_default().replace("localhost", "127.0.0.1")
}

fn is_ready(address: &str) -> bool {
    use std::io::{Read, Write};
    let host = listen_of(address);
    let Ok(mut stream) = std::net::TcpStream::connect(&host) else { return false };
    if address.starts_with("https:") {
        // It listens last of all.
        return true;
    }
    let asked = format!("GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    let answered = stream.write_all(asked.as_bytes()).and_then(|()| stream.read_to_string(&mut answer));
    answered.is_ok() && answer.starts_with("HTTP/1.1 200")
}
