//! A real PostgreSQL, started once by a suite on a private socket, as an unprivileged user.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::scratch;

/// Where Debian keeps the servers of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A running cluster.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    /// Whether what is committed waits for the disk: where the machine is not stopped, nothing depends on it.
    waits_for_disk: bool,
    server: Mutex<Option<Child>>,
}

impl Cluster {
    /// The suite's own, started at its first use. It ends with the process that started it.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| {
            // The server is told to end when the thread that started it does, so that thread lives on.
            let (started, cluster) = std::sync::mpsc::channel();
            std::thread::spawn(move || {
                started.send(Self::begin(false)).expect("somebody waits for the cluster");
                loop {
                    std::thread::park();
                }
            });
            cluster.recv().expect("the cluster starts")
        })
    }

    /// Make a database and answer its address.
    pub fn create(&self, name: &str) -> String {
        self.psql("postgres", &format!("CREATE DATABASE {name}"));
        self.address(name)
    }

    /// The address of a database.
    pub fn address(&self, name: &str) -> String {
        Self::address_at(self.folder.path(), name)
    }

    /// The socket that it listens on.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join(".s.PGSQL.5432")
    }

    /// The address of a database behind a socket in another folder.
    pub fn address_at(folder: &Path, name: &str) -> String {
        let socket = folder.display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{socket}/{name}")
    }

    /// The folder of its files.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Run a statement and answer what it prints.
    pub fn psql(&self, database: &str, statement: &str) -> String {
        let said = Command::new(self.programs.join("psql"))
            .args(["--no-psqlrc", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"])
            .args(["--username=postgres", "--dbname", database, "--command", statement, "--host"])
            .arg(self.folder.path())
            .output()
            .expect("psql runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).expect("psql prints UTF-8").trim().to_owned()
    }

    /// Try a statement as another role; what PostgreSQL says where it refuses.
    ///
    /// # Errors
    /// PostgreSQL's words.
    pub fn try_as(&self, role: &str, database: &str, statement: &str) -> Result<(), String> {
        let said = Command::new(self.programs.join("psql"))
            .args(["--no-psqlrc", "--set=ON_ERROR_STOP=1", "--username", role])
            .args(["--dbname", database, "--command", statement, "--host"])
            .arg(self.folder.path())
            .output()
            .expect("psql runs");
        if said.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&said.stderr).into_owned()) }
    }

    /// Start a cluster of its own, for a test that stops and starts it.
    pub fn start() -> Self {
        Self::begin(true)
    }

    fn begin(waits_for_disk: bool) -> Self {
        let programs = programs();
        let folder = scratch::folder();
        let owner = unprivileged();
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group)).expect("the folder is given away");
        }
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
        let cluster = Self { folder, programs, waits_for_disk, server: Mutex::default() };
        let mut initdb = cluster.command("initdb");
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync", "--pgdata"]);
        let made = initdb.arg(cluster.data()).stdout(Stdio::null()).status().expect("initdb runs");
        assert!(made.success(), "initdb made no cluster");
        cluster.run();
        cluster
    }

    /// Start the server on the cluster's files.
    pub fn run(&self) {
        let mut server = self.command("postgres");
        server.arg("-D").arg(self.data()).arg("-k").arg(self.folder.path());
        server.args(["-c", "listen_addresses=", "-c", "max_connections=300", "-c", "logging_collector=off"]);
        if !self.waits_for_disk {
            server.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        }
        let started = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("postgres starts");
        *self.server.lock().expect("no lock is held at a surprise") = Some(started);
        let begun = Instant::now();
        while !self.is_ready() {
            assert!(begun.elapsed() < Duration::from_secs(30), "PostgreSQL does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stop the server at once, cutting every connection.
    pub fn stop(&self) {
        let stopped = self.command("pg_ctl").arg("stop").args(["--mode=fast", "-D"]).arg(self.data()).output();
        assert!(stopped.expect("pg_ctl runs").status.success(), "PostgreSQL did not stop");
        if let Some(mut server) = self.server.lock().expect("no lock is held at a surprise").take() {
            server.wait().expect("PostgreSQL has ended");
        }
    }

    fn is_ready(&self) -> bool {
        let mut ask = Command::new(self.programs.join("pg_isready"));
        ask.arg("--quiet").arg("--host").arg(self.folder.path());
        ask.status().is_ok_and(|status| status.success())
    }

    /// A server program, as the unprivileged user, ending with the thread that starts it.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=TERM").current_dir(self.folder.path());
        if let Some((user, group)) = unprivileged() {
            command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".to_owned()]);
        }
        command.arg(self.programs.join(program));
        command
    }
}

/// PostgreSQL refuses to run as root: then it runs as its package's own user.
fn unprivileged() -> Option<(u32, u32)> {
    let id = |flag, user: &[&str]| -> u32 {
        let said = Command::new("id").arg(flag).args(user).output().expect("id runs");
        String::from_utf8_lossy(&said.stdout).trim().parse().expect("the package postgresql makes the user postgres")
    };
    (id("-u", &[]) == 0).then(|| (id("-u", &["postgres"]), id("-g", &["postgres"])))
}

fn programs() -> PathBuf {
    let versions = std::fs::read_dir(Path::new(DEBIAN)).unwrap_or_else(|_| {
        panic!("PostgreSQL is not installed: `apt-get install postgresql` (15 or newer) brings {DEBIAN}")
    });
    let newest = versions.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok()).max();
    let newest = newest.expect("a version of PostgreSQL");
    assert!(newest >= 15, "PostgreSQL {newest} is older than 15");
    Path::new(DEBIAN).join(newest.to_string()).join("bin")
}
