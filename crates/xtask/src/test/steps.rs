//! The steps of `cargo xtask test`, in the order in which they run: quick ones first, and what
//! others need before them.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::server::WORKSPACE;
use crate::test::tally::Tally;
use crate::test::{schemathesis, suites};
use crate::{install, openapi, process, tidy, web};

/// One named part of the run.
pub struct Step {
    /// What `--only` and `--from` call it.
    pub name: &'static str,
    /// What it does, for the announcement.
    pub about: &'static str,
    /// Does it.
    pub run: fn() -> Result<Tally>,
    /// Whether nothing after it can tell anything when it fails.
    pub needed_by_all_after: bool,
}

/// Everything that CI runs.
pub const STEPS: &[Step] = &[
    needed("install", "fetch what the tests need", install_all),
    step("fmt", "the code is formatted", format),
    step("tidy", "imports, module docs, sizes, migrations, versions, secrets, links", || done(tidy::check())),
    step("licences", "every dependency's licence is on the list", || done(tidy::licences::check())),
    step("words", "spelling, and the form of TOML files", words),
    needed("build", "compile everything once", build),
    step("clippy", "lints of everything but the app", clippy),
    step("clippy-web", "lints of the app and the domain, for the browser", clippy_web),
    step("docs", "the documentation compiles without warnings", docs),
    step("purity", "the domain holds no I/O and builds for the browser", purity),
    step("unit", "unit and property tests", suites::unit),
    step("frontend", "the app's own unit tests", suites::frontend),
    step("web", "the web app as released, and its size", web_app),
    step("openapi", "the committed API document is what the routes say", || done(openapi::check_drift())),
    step("openapi-lint", "the API document by Redocly's strict rules", || done(openapi::lint())),
    step("api-sqlite", "the API suite on SQLite", suites::api_on_sqlite),
    step("api-postgres", "the API suite on PostgreSQL", suites::api_on_postgres),
    step("attacks", "what somebody of ill will sends, types and guesses", suites::attacks_on_sqlite),
    step("attacks-postgres", "the attacks that touch SQL, on PostgreSQL", suites::attacks_on_postgres),
    step("schemathesis", "what a machine makes up from the API document, asked by four roles", schemathesis::run),
    step("faults", "kill -9, full disk, restarts, a stolen disk", suites::faults),
    step("journeys", "a worker's day in Chromium, with axe-core", suites::journeys),
];

/// Words that no line of the domain's dependency tree may begin with.
const IMPURE: &[&str] = &["actix", "diesel", "hyper", "mio", "reqwest", "socket2", "tokio"];

const fn step(name: &'static str, about: &'static str, run: fn() -> Result<Tally>) -> Step {
    Step { name, about, run, needed_by_all_after: false }
}

const fn needed(name: &'static str, about: &'static str, run: fn() -> Result<Tally>) -> Step {
    Step { name, about, run, needed_by_all_after: true }
}

/// A step without tests to count.
fn done(result: Result<()>) -> Result<Tally> {
    result.map(|()| Tally::default())
}

fn install_all() -> Result<Tally> {
    install::system_packages()?;
    install::wasm_target()?;
    install::npm_packages(install::Npm::Tests)?;
    done(install::python_packages())
}

fn format() -> Result<Tally> {
    done(process::run(process::cargo().args(["fmt", "--all", "--check"])))
}

fn words() -> Result<Tally> {
    install::python_packages()?;
    let programs = Path::new(install::VENV).join("bin");
    process::run(Command::new(programs.join("typos")).args(["--config", "typos.toml"]))?;
    let files = process::capture(Command::new("git").args(["ls-files", "*.toml"]))?;
    done(process::run(Command::new(programs.join("taplo")).args(["fmt", "--check"]).args(files.lines())))
}

fn build() -> Result<Tally> {
    done(process::run(process::cargo().args(["build", "--locked", "--all-targets"]).args(WORKSPACE)))
}

fn clippy() -> Result<Tally> {
    let mut clippy = process::cargo();
    clippy.args(["clippy", "--locked", "--all-targets"]).args(WORKSPACE).args(["--", "-D", "warnings"]);
    done(process::run(&mut clippy))
}

fn clippy_web() -> Result<Tally> {
    let mut clippy = for_the_browser("clippy");
    clippy.args(["--package", "frontend", "--package", "domain", "--", "-D", "warnings"]);
    done(process::run(&mut clippy))
}

fn docs() -> Result<Tally> {
    let mut doc = process::cargo();
    doc.args(["doc", "--locked", "--no-deps"]).args(WORKSPACE).env("RUSTDOCFLAGS", "-D warnings");
    done(process::run(&mut doc))
}

fn purity() -> Result<Tally> {
    let tree = ["tree", "--locked", "--edges", "normal", "--prefix", "none", "--package", "domain", "--all-features"];
    let tree = process::capture(process::cargo().args(tree))?;
    if let Some(found) = impure(&tree) {
        bail!("the domain depends on {found}");
    }
    done(process::run(for_the_browser("check").args(["--package", "domain"])))
}

/// The first dependency in a tree that the domain must not have.
fn impure(tree: &str) -> Option<&str> {
    tree.lines().find(|line| IMPURE.iter().any(|word| line.starts_with(word)))
}

fn for_the_browser(command: &str) -> Command {
    let mut cargo = process::cargo();
    cargo.args([command, "--locked", "--target", "wasm32-unknown-unknown"]).env("CARGO_TARGET_DIR", web::TARGET);
    cargo
}

fn web_app() -> Result<Tally> {
    let sizes = web::build(web::Flavour::Release)?;
    print!("{sizes}");
    done(sizes.check_budget())
}

#[cfg(test)]
mod tests {
    use super::impure;

    #[test]
    fn a_forbidden_dependency_is_found_under_any_of_its_names() {
        assert_eq!(impure("domain v0.1.0\nserde v1.0.0\n"), None);
        assert_eq!(impure("domain v0.1.0\nactix-rt v2.0.0\n"), Some("actix-rt v2.0.0"));
        assert_eq!(impure("domain v0.1.0\ntokio v1.0.0 (*)\n"), Some("tokio v1.0.0 (*)"));
    }
}
