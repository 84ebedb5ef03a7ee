//! `cargo xtask run`: the whole of CRiiS on this machine, with invented people.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{process, web};

/// Everything that `run` writes: remove it to start over.
const SCRATCH: &str = "scratch";

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
/// When something does not build, or the server ends by itself.
pub fn run(options: &Options) -> Result<()> {
    check_port(options.port)?;
    web::build(web::Flavour::of(options.release))?;
    let criis = build_server(options.release)?;

    fs::create_dir_all(SCRATCH)?;
    let database = format!("{SCRATCH}/criis.db");
    let keys = format!("{SCRATCH}/keys");
    let places = ["--database", &database, "--keys", &keys];
    if Path::new(&database).exists() {
        println!("==> using {database}; remove {SCRATCH}/ to start over");
    } else {
        println!("==> inventing {} people in {database}", options.people);
        // What it prints says who may sign in; it is kept, to be said again at the next start.
        let said = process::capture(
            Command::new(&criis)
                .arg("demo")
                .args(places)
                .args(["--people", &options.people.to_string()]),
        )?;
        fs::write(sign_in_file(), said).context("keeping who may sign in")?;
    }

    println!(
        "\nCRiiS is at http://localhost:{}\n{}",
        options.port,
        fs::read_to_string(sign_in_file()).unwrap_or_default()
    );
    serve(Command::new(&criis).arg("serve").args(places).args([
        "--web",
        web::DIST,
        "--listen",
        &format!("127.0.0.1:{}", options.port),
    ]))
}

/// A port in use is told at once, not after a long build.
fn check_port(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .with_context(|| format!("port {port} is not free; choose another with --port"))
}

fn build_server(release: bool) -> Result<String> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "--package", "api"]);
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)?;
    Ok(format!(
        "target/{}/criis",
        if release { "release" } else { "debug" }
    ))
}

fn sign_in_file() -> String {
    format!("{SCRATCH}/sign-in.txt")
}

/// Run the server until Ctrl+C, which the terminal gives to it as well as to us.
fn serve(criis: &mut Command) -> Result<()> {
    let status = criis
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("starting `{}`", process::line(criis)))?;
    if !status.success() {
        bail!("`{}` ended ({status})", process::line(criis));
    }
    Ok(())
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
