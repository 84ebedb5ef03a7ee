//! `criis audit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::access::{PruneLedger, VerifyLedger};
use store::{Place, Report, Store};

use super::Failure;
use crate::config::Config;
use crate::opening;

/// What to do with the audit ledger.
#[derive(Subcommand)]
pub enum Audit {
    /// Prove the whole ledger against its checkpoints, and name the first thing that is wrong.
    Verify(Verify),
    /// Take away what is older than seven years and tells of nobody who is still here.
    Prune(Prune),
}

/// Against what to prove it.
#[derive(Args)]
pub struct Against {
    /// The place of the checkpoints, instead of the first that `checkpoints` names. Without either, those beside the
    /// ledger are read, which prove nothing against whoever holds the database.
    #[arg(long = "from", value_name = "FOLDER")]
    place: Option<PathBuf>,
    /// The number of a checkpoint at which an older copy of the database was put back, knowingly.
    #[arg(long, value_name = "NUMBER")]
    restored: Vec<u64>,
    /// A file with seconds by which to move the clock, in demonstrations alone.
    #[arg(long, value_name = "FILE")]
    clock: Option<PathBuf>,
}

/// How to prove it, and to say what came of it.
#[derive(Args)]
pub struct Verify {
    #[command(flatten)]
    against: Against,
    /// Report in JSON.
    #[arg(long)]
    json: bool,
}

/// How to prove it first.
#[derive(Args)]
pub struct Prune {
    #[command(flatten)]
    against: Against,
}

impl Audit {
    /// Do it.
    ///
    /// # Errors
    /// When anything is not as it should be.
    pub fn run(&self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Verify(verify) => {
                let store = opening::store(config, verify.against.clock.as_deref())?;
                actix_web::rt::System::new().block_on(verify.run(&store, config))
            }
            Self::Prune(prune) => {
                let config = config.as_operator();
                let store = opening::store(&config, prune.against.clock.as_deref())?;
                actix_web::rt::System::new().block_on(prune.run(&store, &config))
            }
        }
    }
}

impl Against {
    /// The place to prove it against; said if there is none.
    fn place(&self, config: &Config) -> Option<Place> {
        let place = self.place.as_ref().or(config.ledger.checkpoints.first()).map(Place::folder);
        if place.is_none() {
            eprintln!(
                "criis: no place of checkpoints is set (`checkpoints`): these, beside the ledger, prove nothing against \
                 whoever holds the database"
            );
        }
        place
    }
}

impl Verify {
    async fn run(&self, store: &Store, config: &Config) -> Result<(), Failure> {
        let access = store.admit_operator::<VerifyLedger>()?;
        let place = self.against.place(config);
        let report = store.verify_ledger(access, place, self.against.restored.clone()).await?;
        if self.json {
            let json = serde_json::to_string_pretty(&report).map_err(|error| Failure::Found(error.to_string()))?;
            println!("{json}");
        } else {
            show(&report);
        }
        match report.findings.len() {
            0 => Ok(()),
            count => Err(Failure::Found(format!("{count} things are not as they should be"))),
        }
    }
}

fn show(report: &Report) {
    println!(
        "{} entries of {} chains and {} rows, against {} checkpoints.",
        report.entries, report.chains, report.rows, report.checkpoints
    );
    if report.pruned > 0 {
        println!("{} entries are gone by age; the chains hold from there.", report.pruned);
    }
    match report.checkpoint {
        Some(number) => println!(
            "Checkpoint {number} is the last. {} entries, of the last {} s, are covered by none yet.",
            report.uncovered.entries, report.uncovered.seconds
        ),
        None => println!("There is no checkpoint."),
    }
    for finding in &report.findings {
        println!("{finding}");
    }
    if report.findings.is_empty() {
        println!("Everything is as it was entered.");
    }
}

impl Prune {
    async fn run(&self, store: &Store, config: &Config) -> Result<(), Failure> {
        let (access, proving) = (store.admit_operator::<PruneLedger>()?, store.admit_operator::<VerifyLedger>()?);
        let place = self.against.place(config);
        let pruned = store.prune_ledger(access, proving, place, self.against.restored.clone()).await?;
        println!("Took {} entries of {} chains away, whole months of them.", pruned.entries, pruned.chains);
        Ok(())
    }
}
