//! The project's own tool: builds the web app, runs CRiiS, tests it, keeps generated files true.
//!
//! `cargo xtask --help` lists the commands. Everything it needs from outside (the WASM target, npm
//! packages, for tests PostgreSQL and Chromium) it installs itself and says so.

#![expect(
    unreachable_pub,
    reason = "nothing outside a binary can be reached; `pub` marks what a module offers the others"
)]

mod install;
mod openapi;
mod process;
mod run;
mod sbom;
mod server;
mod test;
mod tidy;
mod web;

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Build, run and test CRiiS.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the web app and start CRiiS with SQLite and invented people in `scratch/`.
    Run(run::Options),
    /// Run everything that CI runs.
    Test(test::Options),
    /// Build the web app into `target/web/dist`.
    Web {
        /// Optimise for size and write Brotli and gzip files beside each file.
        #[arg(long)]
        release: bool,
    },
    /// Write `openapi/openapi.json` from the routes that `criis` serves.
    Openapi,
    /// Check imports, module docs, file sizes, migrations, versions, secrets and links.
    Tidy,
    /// Check that every dependency's licence is on the list.
    Licences,
    /// Print the bill of materials of a release: `CycloneDX` 1.6 as JSON.
    Sbom,
    /// Print ratios against baselines; arguments go to `crates/bench`.
    Bench {
        /// What to pass on.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match perform(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    process::enter_root()?;
    match task {
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::test(&options),
        Task::Web { release } => web::build(web::Flavour::of(release)).map(|sizes| print!("{sizes}")),
        Task::Openapi => openapi::write(),
        Task::Tidy => tidy::check(),
        Task::Licences => tidy::licences::check(),
        Task::Sbom => sbom::write(),
        Task::Bench { arguments } => bench(&arguments),
    }
}

fn bench(arguments: &[String]) -> Result<()> {
    process::run(Command::new(server::build_for_bench()?).args(arguments))
}
