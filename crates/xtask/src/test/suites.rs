//! The steps that run tests.

use std::process::Command;

use anyhow::{Result, bail};

use crate::server::WORKSPACE;
use crate::test::tally::{self, Tally};
use crate::{process, web};

/// Unit, property and documentation tests; with them the domain's own, which compare each form's schema with its rules
/// and see that a decision allocates nothing.
pub fn unit() -> Result<Tally> {
    let mut unit = quick_runner();
    unit.args(WORKSPACE).args(["--lib", "--bins", "--test", "schema", "--test", "deciding"]);
    let mut total = tests(&mut unit)?;

    let mut documentation = process::cargo();
    documentation.args(["test", "--locked", "--no-fail-fast", "--doc"]).args(WORKSPACE);
    total += tally::run(&mut documentation)?;
    Ok(total)
}

/// The app's tests that need no browser.
pub fn frontend() -> Result<Tally> {
    let mut frontend = quick_runner();
    frontend.args(["--package", "frontend"]).env("CARGO_TARGET_DIR", web::TARGET);
    tests(&mut frontend)
}

/// The API suite on SQLite.
pub fn api_on_sqlite() -> Result<Tally> {
    tests(suite("api").env("CRIIS_TEST_DATABASE", "sqlite"))
}

/// The API suite on a PostgreSQL that it starts itself.
pub fn api_on_postgres() -> Result<Tally> {
    tests(suite("api").env("CRIIS_TEST_DATABASE", "postgres"))
}

/// The attacks, on SQLite and in a browser.
pub fn attacks_on_sqlite() -> Result<Tally> {
    tests(suite("attacks").env("CRIIS_TEST_DATABASE", "sqlite"))
}

/// The attacks on PostgreSQL that touch SQL: what is typed into texts, what a form does not take, what is guessed.
pub fn attacks_on_postgres() -> Result<Tally> {
    let touching_sql = ["injected", "mass_assignment", "crossed", "amplification"];
    let mut suite = suite("attacks");
    tests(suite.env("CRIIS_TEST_DATABASE", "postgres").arg("--").args(touching_sql))
}

/// The suite of bad luck.
pub fn faults() -> Result<Tally> {
    tests(&mut suite("faults"))
}

/// The suite in a real browser, on the app that the step `web` built.
pub fn journeys() -> Result<Tally> {
    tests(&mut suite("journeys"))
}

/// A black-box suite. It runs in one process, in which its tests share a server and a database
/// cluster; nextest would start each of them once a test.
fn suite(name: &str) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["test", "--locked", "--no-fail-fast"]).args(WORKSPACE).args(["--test", name]);
    cargo
}

/// nextest where it is installed, which runs the tests of all crates side by side.
fn quick_runner() -> Command {
    let mut cargo = process::cargo();
    if process::find("cargo-nextest").is_some() {
        cargo.args(["nextest", "run", "--locked", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--locked", "--no-fail-fast"]);
    }
    cargo
}

/// Run tests, of which there must be some: an empty suite proves nothing.
fn tests(command: &mut Command) -> Result<Tally> {
    let tally = tally::run(command)?;
    if tally.passed == 0 {
        bail!("`{}` ran no test", process::line(command));
    }
    Ok(tally)
}
