//! Building the server, `criis`.

use anyhow::Result;

use crate::process;

/// Everything but the app in the browser, which has a target folder of its own.
///
/// Builds and tests select all of it, and narrow by target: selecting one package would unify
/// features differently, and compile its dependencies once more.
pub const WORKSPACE: [&str; 3] = ["--workspace", "--exclude", "frontend"];

/// How the server is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Development,
    /// Quick to run.
    Release,
}

/// Build the server and answer where it lies.
pub fn build(profile: Profile) -> Result<&'static str> {
    build_programs(profile, &["criis"])?;
    Ok(match profile {
        Profile::Development => "target/debug/criis",
        Profile::Release => "target/release/criis",
    })
}

/// Build the server and the bench, quick to run and beside each other, and answer where the bench lies.
pub fn build_for_bench() -> Result<&'static str> {
    build_programs(Profile::Release, &["criis", "bench"])?;
    Ok("target/release/bench")
}

fn build_programs(profile: Profile, names: &[&str]) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked"]).args(WORKSPACE);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    for name in names {
        cargo.args(["--bin", name]);
    }
    process::run(&mut cargo)
}
