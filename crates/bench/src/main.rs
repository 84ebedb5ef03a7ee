//! What CRiiS costs, as ratios: each against a baseline that runs beside it in the same run.
//!
//! `cargo xtask bench [--only N] [--quick] [--on sqlite|postgres]`. The machine may be noisy: what is compared
//! takes turns, and what is printed are ratios. Everything is invented, and lies in a folder that goes with
//! the run.
//!
//! **Invariants**: baselines live here and nowhere in the server; the server is the real `criis`, asked over
//! HTTP; no test contains a timing.

#![expect(unreachable_pub, reason = "nothing outside a binary can be reached; `pub` marks what a module offers")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures of a size that is known"
)]

mod deciding;
mod finding;
mod http;
mod load;
mod opening;
mod plain;
mod proving;
mod random;
mod recording;
mod reporting;
mod scale;
mod signing_in;
mod site;
mod spread;
mod starting;
mod verdict;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use scale::Scale;
use site::{Cluster, Kind};
use verdict::Verdicts;

/// Print what CRiiS costs, as ratios against baselines.
#[derive(Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Cli {
    /// Only these: 1 opening a record, 2 finding people, 3 recording contacts, 4 starting, 5 reporting, 6 deciding who may, 7 proving the ledger, 8 signing in.
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=8))]
    only: Vec<u8>,
    /// Small populations and short turns: to see that all of it works.
    #[arg(long)]
    quick: bool,
    /// At most this many people to find and to start with, where a million takes too long.
    #[arg(long, default_value_t = 1_000_000)]
    most: u64,
    /// Contacts to report on, about.
    #[arg(long, default_value_t = 1_000_000)]
    contacts: u64,
    /// One kind of database.
    #[arg(long)]
    on: Option<Kind>,
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(Subcommand)]
enum Part {
    /// The server of the plaintext baseline, which the bench starts itself.
    #[command(hide = true)]
    ServePlain {
        /// Its database.
        #[arg(long)]
        database: String,
        /// The file with the bytes of the bare route.
        #[arg(long)]
        bare: PathBuf,
        /// Its port on this machine.
        #[arg(long)]
        port: u16,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.part {
        Some(Part::ServePlain { database, bare, port }) => plain::serve(database, bare, *port),
        None => measure(&cli),
    };
    Cluster::stop();
    if let Err(error) = done {
        eprintln!("error: {error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn measure(cli: &Cli) -> Result<()> {
    let scale = Scale::of(cli.quick, cli.most, cli.contacts);
    let kinds = cli.on.map_or_else(|| vec![Kind::Sqlite, Kind::Postgres], |kind| vec![kind]);
    let mut verdicts = Verdicts::default();
    let wanted = |part: u8| cli.only.is_empty() || cli.only.contains(&part);
    if wanted(2) {
        finding::measure(&scale, &mut verdicts)?;
    }
    if wanted(6) {
        deciding::measure(&mut verdicts);
    }
    for kind in kinds {
        if wanted(1) {
            opening::measure(kind, &scale, &mut verdicts)?;
        }
        if wanted(3) {
            recording::measure(kind, &scale, &mut verdicts)?;
        }
        if wanted(4) {
            starting::measure(kind, &scale, &mut verdicts)?;
        }
        if wanted(5) {
            reporting::measure(kind, &scale, &mut verdicts)?;
        }
        if wanted(7) {
            proving::measure(kind, &scale, &mut verdicts)?;
        }
        if wanted(8) {
            signing_in::measure(kind, &mut verdicts)?;
        }
    }
    println!("\n{verdicts}");
    Ok(())
}
