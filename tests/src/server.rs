//! The real program: its commands, and the server as a process.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::database::Kind;

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
        let folder = tempfile::Builder::new().prefix("criis-test-").tempdir().expect("a scratch folder");
        let database = kind.fresh(folder.path());
        let server = Self { address: format!("http://localhost:{}", free_port()), folder, database, process: None };
        secret(&server.passphrase_file(), PASSPHRASE);
        server.must(&["keys", "new"]);
        server.must(&["migrate"]);
        server
    }

    /// Make keys and an empty database, and serve.
    pub fn start() -> Self {
        let mut server = Self::prepare();
        server.serve();
        server
    }

    /// Serve, and wait until it is ready.
    pub fn serve(&mut self) {
        self.serve_with(&[]);
    }

    /// Serve with further arguments, and wait until it is ready.
    pub fn serve_with(&mut self, arguments: &[&str]) {
        let log = std::fs::File::options().create(true).append(true).open(self.log()).expect("a log");
        let listen = self.address.replace("http://localhost", "127.0.0.1");
        let mut command = self.command(&["serve", "--listen", &listen]);
        command.args(arguments).stdout(Stdio::null()).stderr(log);
        self.process = Some(command.spawn().expect("criis serves"));
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
        let address = format!("http://localhost:{}", free_port());
        let listen = address.replace("http://localhost", "127.0.0.1");
        let mut command = self.command(&["serve", "--listen", &listen]);
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("criis serves");
        let another = Process { address, process };
        let begun = Instant::now();
        while !is_ready(&another.address) {
            assert!(begun.elapsed() < Duration::from_secs(30), "the other criis is not ready");
            std::thread::sleep(Duration::from_millis(25));
        }
        another
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
        let mut command = Command::new(program());
        command.args(arguments).env_clear().stdin(Stdio::null());
        command.env("CRIIS_DATABASE", &self.database).env("CRIIS_KEYS", self.keys());
        command.env("CRIIS_PASSPHRASE_FILE", self.passphrase_file()).env("CRIIS_SITE", "Leeds, England");
        command
    }

    /// The key folder.
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// Everything that the server wrote to its log.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("criis.log")
    }

    fn passphrase_file(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }

    fn is_ready(&self) -> bool {
        is_ready(&self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", std::fs::read_to_string(self.log()).unwrap_or_default());
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

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

fn is_ready(address: &str) -> bool {
    use std::io::{Read, Write};
    let host = address.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let Ok(mut stream) = std::net::TcpStream::connect(&host) else { return false };
    let asked = format!("GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    let answered = stream.write_all(asked.as_bytes()).and_then(|()| stream.read_to_string(&mut answer));
    answered.is_ok() && answer.starts_with("HTTP/1.1 200")
}
