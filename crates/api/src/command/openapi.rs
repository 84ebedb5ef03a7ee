//! `criis openapi`.

use super::Failure;
use crate::openapi::DOCUMENT;

/// Print the document.
///
/// # Errors
/// When it is no JSON, which would be a mistake of ours.
pub fn run() -> Result<(), Failure> {
    let json = DOCUMENT.to_pretty_json().map_err(|error| Failure::Found(error.to_string()))?;
    println!("{json}");
    Ok(())
}
