//! `criis demo`.

use clap::Args;
use domain::access::FillDemo;
use domain::code_lists;
use store::{Clock, Place, Store};
use vault::Keys;

use super::Failure;
use crate::config::Config;
use crate::demo::{self, Contacts};
use crate::opening;

/// What to invent.
#[derive(Args)]
pub struct Demo {
    /// How many people.
    #[arg(long, default_value_t = 200)]
    people: u64,
    /// The same seed on the same day makes the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Leave out everything but who people are and an open episode: for populations of a million.
    #[arg(long)]
    without_contacts: bool,
    /// Enter so many invented reads in the ledger, to measure its proof.
    #[arg(long, hide = true, default_value_t = 0)]
    reads: usize,
}

/// Reads entered at once.
const READS: usize = 2_000;

impl Demo {
    /// Make the database, and its keys where there are none, and say who may sign in.
    ///
    /// # Errors
    /// When the database has something in it.
    pub fn run(&self, config: &Config) -> Result<(), Failure> {
        let address = &opening::within_reach(config.database()?)?;
        Store::migrate(address)?;
        let folder = config.keys()?;
        let keys = if folder.exists() { opening::keys(config)? } else { Keys::create(folder, &config.unlock()?)? };
        let store = Store::open(address, keys, Clock::real(), code_lists::built_in())?;
        actix_web::rt::System::new().block_on(async {
            store.keep_checkpoints_in(config.ledger.checkpoints.iter().map(Place::folder).collect()).await?;
            self.fill(&store).await?;
            Ok(store.checkpoint().await?)
        })
    }

    async fn fill(&self, store: &Store) -> Result<(), Failure> {
        let contacts = if self.without_contacts { Contacts::None } else { Contacts::Realistic };
        let options = demo::Options { people: self.people, seed: self.seed, contacts };
        let summary = demo::fill(store, options).await.map_err(|error| Failure::Found(error.to_string()))?;
        for entered in (0..self.reads).step_by(READS) {
            let access = store.admit_operator::<FillDemo>()?;
            store.fill_ledger(access, READS.min(self.reads - entered)).await?;
        }
        println!(
            "{} people and {} contacts, every one of them invented. Sign in as:",
            summary.people, summary.contacts
        );
        let widest = summary.sign_in.iter().map(|who| who.name.len()).max().unwrap_or_default();
        for who in &summary.sign_in {
            println!("  {:widest$}  \"{}\"  {}", who.name, who.password, who.role);
        }
        println!("In a demonstration the password is enough, until somebody enrols a second factor.");
        Ok(())
    }
}
