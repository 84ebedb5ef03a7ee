//! Rules that the compiler does not check. Each module holds one rule, pure over the files'
//! text or over Cargo's own account of the workspace, and answers what breaks it.

mod imports;
pub mod licences;
mod links;
mod manifests;
mod metadata;
mod migrations;
mod modules;
mod nouns;
mod private;
mod shown;
mod sources;
mod unused;

use anyhow::{Result, bail};

use crate::tidy::metadata::Metadata;

/// Check every rule but the licences.
///
/// # Errors
/// When a rule is broken; each breach is printed.
pub fn check() -> Result<()> {
    let metadata = Metadata::read()?;
    let sources = sources::read()?;
    let breaches = [
        imports::breaches(&metadata),
        unused::breaches(&metadata, &sources),
        manifests::breaches(&sources)?,
        modules::breaches(&sources),
        private::breaches(&sources),
        nouns::breaches(&sources),
        migrations::breaches(&sources),
        links::breaches(&sources),
        shown::breaches(&sources),
    ];
    report(&breaches.concat())
}

fn report(breaches: &[String]) -> Result<()> {
    for breach in breaches {
        println!("{breach}");
    }
    match breaches.len() {
        0 => Ok(()),
        1 => bail!("1 breach of the rules"),
        many => bail!("{many} breaches of the rules"),
    }
}
