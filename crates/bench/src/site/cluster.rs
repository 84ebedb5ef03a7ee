//! A PostgreSQL of the bench's own, on a private socket, as an unprivileged user, with its usual settings.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use tempfile::TempDir;

/// Where Debian keeps the servers of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The run's own, once it was needed.
static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();

/// A running cluster; [`Cluster::stop`] stops it, and it ends with the bench at the latest.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    server: Mutex<Option<Child>>,
}

impl Cluster {
    /// The run's own, started at its first use.
    pub fn shared() -> Result<&'static Self> {
        let started = SHARED.get_or_init(|| Self::start().map_err(|error| format!("{error:#}")));
        started.as_ref().map_err(|error| anyhow!("PostgreSQL: {error}"))
    }

    /// Make a database and answer its address.
    pub fn create(&self, name: &str) -> Result<String> {
        let made = Command::new(self.programs.join("createdb"))
            .args(["--username=postgres", "--host"])
            .arg(self.folder.path())
            .arg(name)
            .status()?;
        ensure!(made.success(), "createdb made no database");
        let socket = self.folder.path().display().to_string().replace('/', "%2F");
        Ok(format!("postgres://postgres@{socket}/{name}"))
    }

    /// Stop the run's own, if it was started, and remove its files: nothing else would, for it is never dropped.
    pub fn stop() {
        let Some(Ok(cluster)) = SHARED.get() else { return };
        let running = cluster.server.lock().ok().and_then(|mut server| server.take());
        let Some(mut server) = running else { return };
        let stop = cluster.command("pg_ctl").and_then(|mut stop| {
            stop.args(["stop", "--mode=immediate", "-D"]).arg(cluster.data()).stdout(Stdio::null());
            Ok(stop.status()?)
        });
        if stop.is_ok() {
            // Whatever it ends with, its files are needed no more.
            let _ = server.wait();
            let _ = std::fs::remove_dir_all(cluster.folder.path());
        }
    }

    fn start() -> Result<Self> {
        let programs = programs()?;
        // A socket's path is short, so its folder is not beside the build.
        let folder = tempfile::Builder::new().prefix("criis-bench-").tempdir_in("/var/tmp")?;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
        if let Some((user, group)) = unprivileged()? {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let cluster = Self { folder, programs, server: Mutex::new(None) };
        let mut initdb = cluster.command("initdb")?;
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--pgdata"]);
        let made = initdb.arg(cluster.data()).stdout(Stdio::null()).status()?;
        ensure!(made.success(), "initdb made no cluster");
        let mut server = cluster.command("postgres")?;
        server.arg("-D").arg(cluster.data()).arg("-k").arg(cluster.folder.path());
        server.args(["-c", "listen_addresses=", "-c", "max_connections=200", "-c", "logging_collector=off"]);
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        if let Ok(mut held) = cluster.server.lock() {
            *held = Some(server);
        }
        let begun = Instant::now();
        while !cluster.is_ready() {
            ensure!(begun.elapsed() < Duration::from_secs(30), "it does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn is_ready(&self) -> bool {
        let mut ask = Command::new(self.programs.join("pg_isready"));
        ask.arg("--quiet").arg("--host").arg(self.folder.path());
        ask.status().is_ok_and(|status| status.success())
    }

    /// A server program, as the unprivileged user, ending with the thread that starts it.
    fn command(&self, program: &str) -> Result<Command> {
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=TERM").current_dir(self.folder.path());
        if let Some((user, group)) = unprivileged()? {
            command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".to_owned()]);
        }
        command.arg(self.programs.join(program));
        Ok(command)
    }
}

/// PostgreSQL refuses to run as root: then it runs as its package's own user.
fn unprivileged() -> Result<Option<(u32, u32)>> {
    let id = |arguments: &[&str]| -> Result<u32> {
        let said = Command::new("id").args(arguments).output()?;
        String::from_utf8_lossy(&said.stdout).trim().parse().context("the package postgresql makes the user postgres")
    };
    if id(&["-u"])? != 0 {
        return Ok(None);
    }
    Ok(Some((id(&["-u", "postgres"])?, id(&["-g", "postgres"])?)))
}

fn programs() -> Result<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).context("`apt-get install postgresql` brings it")?;
    let newest = versions.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok()).max();
    let newest = newest.context("no version of PostgreSQL is installed")?;
    Ok(Path::new(DEBIAN).join(newest.to_string()).join("bin"))
}
