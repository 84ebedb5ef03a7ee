//! `criis keys`.

use clap::Subcommand;
use domain::access::RotateEpoch;
use store::Store;
use vault::{Keys as Folder, UnlockKind};

use super::Failure;
use crate::config::Config;
use crate::opening;

/// What to do with the keys.
#[derive(Subcommand)]
pub enum Keys {
    /// Make a key folder, sealed by what --passphrase-file or --credential names.
    New,
    /// Open the key folder, and say what it holds.
    Check,
    /// Make a new epoch key, rewrap every person's key and destroy the old one, also while serving.
    Epoch,
}

impl Keys {
    /// Do it.
    ///
    /// # Errors
    /// When the folder or the database is not as it must be.
    pub fn run(&self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::New => new(config),
            Self::Check => check(config),
            Self::Epoch => {
                let store = opening::store(config, None)?;
                actix_web::rt::System::new().block_on(epoch(&store))
            }
        }
    }
}

fn new(config: &Config) -> Result<(), Failure> {
    let unlock = config.unlock()?;
    if unlock.kind() == UnlockKind::Bare && !config.bare_keys {
        return Err(Failure::Unsafe(
            "nothing would seal the key folder: set `passphrase_file` or `credential`, or `bare_keys` to say that this \
             is meant"
                .to_owned(),
        ));
    }
    let keys = Folder::create(config.keys()?, &unlock)?;
    println!("Made the key folder {}, unlocked by {}.", keys.folder().display(), unlock.kind());
    println!("Keep a copy of what unlocks it apart from this machine; keep the folder out of every backup.");
    Ok(())
}

fn check(config: &Config) -> Result<(), Failure> {
    let keys = opening::keys(config)?;
    println!("The key folder {} opens, by {}.", keys.folder().display(), Folder::unlock_kind(keys.folder())?);
    let epochs: Vec<String> = keys.epochs().iter().map(ToString::to_string).collect();
    println!("Epoch keys: {}.", epochs.join(", "));
    println!("Organisation key: version {}.", keys.organisation_version());
    match keys.checkpoint_key() {
        Some(key) => println!("The ledger's checkpoints are signed by {}.", key.verifier()),
        None => println!("No key signs the ledger's checkpoints yet: the next `criis serve` makes one."),
    }
    Ok(())
}

async fn epoch(store: &Store) -> Result<(), Failure> {
    let rotated = store.rotate_epoch(store.admit_operator::<RotateEpoch>()?).await?;
    let what = if rotated.resumed { "Finished the rotation to" } else { "Moved to" };
    println!(
        "{what} epoch {}: rewrapped {} people, destroyed {} old keys.",
        rotated.epoch, rotated.rewrapped, rotated.destroyed
    );
    Ok(())
}
