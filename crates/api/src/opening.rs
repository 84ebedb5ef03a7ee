//! Opening keys and database, or refusing to, with what would put it right.

mod reach;

use std::path::Path;

use domain::code_lists;
use store::{Address, Clock, Store};
use vault::Keys;

use crate::command::Failure;
use crate::config::Config;

pub use reach::within_reach;

/// Open the key folder.
///
/// # Errors
/// When it is not there, is damaged, or nothing that opens it is set.
pub fn keys(config: &Config) -> Result<Keys, Failure> {
    let folder = config.keys()?;
    if let Some(words) = config.says_nothing_that_opens(Keys::unlock_kind(folder)?) {
        return Err(Failure::Unsafe(words));
    }
    Ok(Keys::open(folder, &config.unlock()?)?)
}

/// Open the database with its keys. `clock` is the file of an offset, for demonstrations alone.
///
/// # Errors
/// When it is not there, has another schema, or opening it would be unsafe.
pub fn store(config: &Config, clock: Option<&Path>) -> Result<Store, Failure> {
    let address = &within_reach(config.database()?)?;
    let is_demo = Store::is_demo(address)?;
    if clock.is_some() && !is_demo {
        return Err(Failure::Unsafe(
            "--clock moves the time of demonstrations alone, and this database is none".to_owned(),
        ));
    }
    let keys = keys(config)?;
    if keys.is_bare() && !is_demo && !config.bare_keys && is_beside(address, keys.folder())? {
        return Err(Failure::Unsafe(format!(
            "nothing seals the key folder {}, and it may lie on the same device as the data: make one that is sealed \
             (`passphrase_file` or `credential`, then `criis keys new`), keep it on another device, or set \
             `bare_keys` to say that this is meant",
            keys.folder().display()
        )));
    }
    let clock = clock.map_or_else(Clock::real, Clock::with_offset);
    Ok(Store::open(address, keys, clock, code_lists::built_in())?)
}

/// Refuse to serve as a role that could change the ledger, or take from it.
///
/// # Errors
/// In words, with the remedy.
pub fn only_adds_to_the_ledger(config: &Config, is_demo: bool) -> Result<(), Failure> {
    if !Store::may_change_ledger(&within_reach(config.database()?)?)? {
        return Ok(());
    }
    if is_demo || config.ledger.unprotected {
        log::warn!("the role that serves could change the audit ledger");
        return Ok(());
    }
    Err(Failure::Unsafe(
        "the role that serves could change the audit ledger: serve as one that does not own the tables, and run \
         `criis migrate` with `operator_database` set to the address of the one that does; or set \
         `ledger_unprotected` to say that this is meant"
            .to_owned(),
    ))
}

/// Whether a bare key folder is beside the data, as far as can be told: where PostgreSQL keeps it cannot be.
fn is_beside(address: &Address, keys: &Path) -> Result<bool, Failure> {
    match address {
        Address::Sqlite(file) => vault::same_device(file, keys).map_err(Failure::io(file.display().to_string())),
        Address::Postgres(_) => Ok(true),
    }
}
