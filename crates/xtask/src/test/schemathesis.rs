//! schemathesis over the whole API document: each role asks a real server, on a demonstration of its own, what a
//! machine makes up from the schemas.
//!
//! Which checks are made and which are not is in `crates/xtask/python/schemathesis.toml`, whoever asks in
//! `asking.py` beside it. A run is seeded, so that it asks the same twice.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::test::tally::Tally;
use crate::{install, process, server};

/// Whoever asks, as the demonstration names them: a recovery worker, a team leader, the administrator, the data
/// protection officer.
const WHO: [&str; 4] = ["efua.testworker", "pat.exemplar", "dana.administrator-example", "dee.protection-example"];
/// Everybody's password in a demonstration.
const PASSWORD: &str = "every person here is invented";
/// How many people the demonstration invents.
const PEOPLE: &str = "12";
/// The longest that one of them may ask; a run that is not through by then has failed.
const LIMIT: Duration = Duration::from_mins(4);

const FOLDER: &str = "target/schemathesis";
const PYTHON: &str = "crates/xtask/python";

/// Let everybody ask, one after another; each counts as one test.
///
/// # Errors
/// When an answer breaks the document, or the server does not start.
pub fn run() -> Result<Tally> {
    install::python_packages()?;
    let criis = Path::new(server::build(server::Profile::Development)?).canonicalize()?;
    let mut tally = Tally::default();
    let mut failed = Vec::new();
    for who in WHO {
        println!("--> {who}");
        match ask(&criis, who) {
            Ok(()) => tally.passed += 1,
            Err(error) => {
                println!("{error:#}");
                failed.push(who);
            }
        }
    }
    if failed.is_empty() { Ok(tally) } else { bail!("schemathesis found something as {}", failed.join(", ")) }
}

/// Let somebody ask a server of their own: what one role changes must not be what another finds.
fn ask(criis: &Path, who: &str) -> Result<()> {
    let folder = Path::new(FOLDER).join(who);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let server = Demonstration::serve(criis, &folder)?;
    let programs = Path::new(install::VENV).canonicalize()?.join("bin");
    let python = Path::new(PYTHON).canonicalize()?;
    let mut asking = Command::new("timeout");
    asking.arg(LIMIT.as_secs().to_string()).arg(programs.join("st")).arg("--no-color");
    asking.arg("--config-file").arg(python.join("schemathesis.toml"));
    asking.args(["run", &format!("{}/openapi.json", server.address)]).current_dir(&folder);
    asking.env("CRIIS_ADDRESS", &server.address).env("CRIIS_SIGN_IN_NAME", who).env("CRIIS_PASSWORD", PASSWORD);
    asking.env("SCHEMATHESIS_HOOKS", "asking").env("PYTHONPATH", &python).env("PYTHONDONTWRITEBYTECODE", "1");
    // It makes up headers of its own; where the machine's proxy is, is not the document's concern.
    asking.env("NO_PROXY", "localhost,127.0.0.1");
    process::run(&mut asking)
}

/// How much one side may ask: it asks more than anybody should be let, and limits have tests of their own.
const LIMITS: [&str; 4] = ["limit-address", "limit-account", "limit-costly-address", "limit-costly-account"];

/// A server on a demonstration, until it is dropped.
struct Demonstration {
    address: String,
    process: Child,
}

impl Demonstration {
    fn serve(criis: &Path, folder: &Path) -> Result<Self> {
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr())?;
        let named = |command: &str| {
            let mut named = Command::new(criis);
            named.arg(command).args(["--database", "criis.db", "--keys", "keys"]).current_dir(folder);
            named
        };
        process::run(named("demo").args(["--people", PEOPLE, "--seed", "1"]).stdout(Stdio::null()))?;
        let log = fs::File::create(folder.join("criis.log"))?;
        let mut serve = named("serve");
        serve.args(LIMITS.map(|limit| format!("--{limit}=1000000/minute")));
        serve.args(["--listen", &free.to_string()]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let process = serve.spawn().with_context(|| format!("starting `{}`", process::line(&serve)))?;
        let server = Self { address: format!("http://127.0.0.1:{}", free.port()), process };
        let begun = Instant::now();
        while !is_ready(free.port()) {
            if begun.elapsed() > Duration::from_mins(1) {
                bail!("the demonstration is not ready; see {}", folder.join("criis.log").display());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        // It may have ended by itself, and then the run has failed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn is_ready(port: u16) -> bool {
    let asked = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let mut answer = String::new();
    let answered = stream.write_all(asked.as_bytes()).and_then(|()| stream.read_to_string(&mut answer));
    answered.is_ok() && answer.starts_with("HTTP/1.1 200")
}
