//! A process that the bench started: what it uses, and that it ends.

use std::fs;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::http::{self, Connection};

/// A process that ends with its owner, or with the thread that started it.
pub struct Process(Child);

/// What a process has used so far.
#[derive(Clone, Copy)]
pub struct Used {
    /// Seconds of processor time.
    pub seconds: f64,
    /// Memory held now, in MiB, with what is mapped of files.
    pub memory: f64,
    /// Memory of its own, in MiB: what no other use of the machine's memory could take back.
    pub own_memory: f64,
}

impl Process {
    /// Start it.
    pub fn start(command: &Command) -> Result<Self> {
        let mut guarded = Command::new("setpriv");
        guarded.arg("--pdeathsig=KILL").arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                guarded.env(name, value);
            }
        }
        let quiet = guarded.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
        let child = quiet.stderr(std::process::Stdio::null()).spawn().context("starting a process")?;
        Ok(Self(child))
    }

    /// Wait until it answers 200 at a path, and say how long that took.
    pub fn wait_for(&mut self, port: u16, path: &str) -> Result<Duration> {
        let begun = Instant::now();
        loop {
            let answered = Connection::open(port).and_then(|mut connection| {
                let request = http::get(path, None);
                Ok(connection.ask(&request)?.status)
            });
            if answered.is_ok_and(|status| status == 200) {
                return Ok(begun.elapsed());
            }
            ensure!(self.0.try_wait()?.is_none(), "a server ended before it was ready");
            ensure!(begun.elapsed() < Duration::from_mins(10), "a server is not ready");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether it has ended, and well.
    pub fn has_ended_well(&mut self) -> Result<bool> {
        let Some(status) = self.0.try_wait()? else { return Ok(false) };
        ensure!(status.success(), "a command found something wrong");
        Ok(true)
    }

    /// What it has used so far.
    pub fn used(&self) -> Result<Used> {
        let folder = format!("/proc/{}", self.0.id());
        let stat = fs::read_to_string(format!("{folder}/stat"))?;
        // After the name, which stands in brackets: user and system time are the twelfth and thirteenth.
        let after = stat.rsplit(')').next().unwrap_or_default();
        let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        let status = fs::read_to_string(format!("{folder}/status"))?;
        Ok(Used {
            seconds: ticks / 100.0,
            memory: mebibytes(&status, "VmRSS:").context("resident memory")?,
            own_memory: mebibytes(&status, "RssAnon:").context("anonymous memory")?,
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn mebibytes(status: &str, field: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}
