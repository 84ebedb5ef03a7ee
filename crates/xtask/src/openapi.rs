//! `openapi/openapi.json`: what `criis` says of itself, committed, and checked for drift and form.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{install, process, server};

/// The committed document.
pub const DOCUMENT: &str = "openapi/openapi.json";

/// Write the document anew.
pub fn write() -> Result<()> {
    let document = generate()?;
    fs::create_dir_all("openapi")?;
    fs::write(DOCUMENT, document).with_context(|| format!("writing {DOCUMENT}"))?;
    println!("{DOCUMENT} is up to date");
    Ok(())
}

/// Check that the committed document is what the routes say now.
///
/// # Errors
/// When it is not, with the first line that differs.
pub fn check_drift() -> Result<()> {
    let committed = fs::read_to_string(DOCUMENT).with_context(|| format!("reading {DOCUMENT}"))?;
    match first_difference(&committed, &generate()?) {
        None => Ok(()),
        Some(line) => {
            bail!("{DOCUMENT} differs from the routes at line {line}; run `cargo xtask openapi` and commit it")
        }
    }
}

/// Check the committed document against Redocly's strictest public rules.
pub fn lint() -> Result<()> {
    install::npm_packages(install::Npm::Tests)?;
    let redocly = format!("{}/node_modules/.bin/redocly", install::NPM);
    let mut lint = Command::new(redocly);
    // The way back from an identity provider leads on and answers nothing else; our own suite holds every other
    // operation to a success.
    lint.args(["lint", "--extends", "recommended-strict", "--skip-rule", "operation-2xx-response", DOCUMENT]);
    // No word to its makers, and no question to a registry whether there is a newer one.
    lint.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    process::run(&mut lint)
}

fn generate() -> Result<String> {
    let criis = server::build(server::Profile::Development)?;
    let document = process::capture(Command::new(criis).arg("openapi"))?;
    if document.trim().is_empty() {
        bail!("`criis openapi` wrote nothing");
    }
    Ok(format!("{}\n", document.trim_end()))
}

/// The number of the first line in which two texts differ, from 1.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    if left == right {
        return None;
    }
    let same = left.lines().zip(right.lines()).take_while(|(left, right)| left == right).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("a\n", "a"), Some(2));
    }
}
