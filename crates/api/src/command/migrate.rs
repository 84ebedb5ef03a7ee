//! `criis migrate`.

use store::Store;

use super::Failure;
use crate::config::Config;
use crate::opening;

/// Bring the schema to this version, and say what was done.
///
/// # Errors
/// When the database does not answer, or a step fails.
pub fn run(config: &Config) -> Result<(), Failure> {
    let address = config.database()?;
    opening::is_within_reach(address)?;
    let steps = Store::migrate(address)?;
    if steps.is_empty() {
        println!("The schema is up to date.");
    }
    for step in steps {
        println!("Ran {step}.");
    }
    Ok(())
}
