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
    let serving = &opening::within_reach(config.database()?)?;
    let config = config.as_operator();
    let address = &opening::within_reach(config.database()?)?;
    let steps = Store::migrate(address)?;
    if serving != address
        && let Some(role) = Store::grant(address, serving)?
    {
        println!("The role {role} may read and write, and only add to the ledger.");
    }
    if steps.is_empty() {
        println!("The schema is up to date.");
    }
    for step in steps {
        println!("Ran {step}.");
    }
    Ok(())
}
