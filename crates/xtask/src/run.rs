//! `cargo xtask run`: the whole of CRiiS on this machine, with invented people.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::{process, server, web};

/// Everything that `run` writes: remove it to start over.
const SCRATCH: &str = "scratch/run";

/// How to start.
#[derive(Args)]
pub struct Options {
    /// The port on localhost.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// How many people to invent, if there is no database yet.
    #[arg(long, default_value_t = 200)]
    people: u32,
    /// Serve the app as released: smaller, and slower to build.
    #[arg(long)]
    release: bool,
}

/// Build the app and the server, invent people if there are none, and serve until told to stop.
///
/// # Errors
/// When something does not build, or the server does not start.
pub fn run(options: &Options) -> Result<()> {
    check_port(options.port)?;
    web::build(web::Flavour::of(options.release))?;
    let profile = if options.release { server::Profile::Release } else { server::Profile::Development };
    let criis = server::build(profile)?;

    let database = format!("{SCRATCH}/criis.db");
    let keys = format!("{SCRATCH}/keys");
    let places = ["--database", &database, "--keys", &keys];
    let sign_in = Path::new(SCRATCH).join("sign-in.txt");
    if sign_in.exists() {
        println!("==> using {database}; remove {SCRATCH} to start over");
    } else {
        println!("==> inventing {} people in {database}", options.people);
        begin_anew(Path::new(SCRATCH))?;
        let mut demo = Command::new(criis);
        demo.arg("demo").args(places).args(["--people", &options.people.to_string()]);
        // What it prints says who may sign in. It is kept last, as the sign that all is there, and
        // said again at each start.
        fs::write(&sign_in, process::capture(&mut demo)?).with_context(|| format!("writing {}", sign_in.display()))?;
    }

    println!("\nCRiiS is at http://localhost:{}\n{}", options.port, fs::read_to_string(&sign_in)?);
    let listen = format!("127.0.0.1:{}", options.port);
    let mut serve = Command::new(criis);
    serve.arg("serve").args(places).args(["--web", web::DIST, "--listen", &listen]);
    process::become_program(&mut serve)
}

/// Remove what an interrupted start left: a database without its keys can never be read.
fn begin_anew(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}

/// A port in use is told at once, not after a long build.
fn check_port(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .with_context(|| format!("port {port} is not free; choose another with --port"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_told() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(format!("{:#}", check_port(port).unwrap_err()).contains("--port"));
    }
}
