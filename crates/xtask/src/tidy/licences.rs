//! Every dependency's licence lets us give CRiiS away under our own.

use anyhow::{Result, bail};

use crate::tidy::metadata::{Metadata, Package};

/// Licences that ask for no more than that we name who wrote it, or (MPL) that changes to that
/// library's own files stay open.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PostgreSQL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Check every package that is compiled in, on any platform.
///
/// # Errors
/// When one has a licence that is not on the list; each is printed.
pub fn check() -> Result<()> {
    let metadata = Metadata::read()?;
    let refused: Vec<&Package> = metadata.dependencies.iter().filter(|package| !is_acceptable(package)).collect();
    for package in &refused {
        println!("{} {}: {}", package.name, package.version, package.licence.as_deref().unwrap_or("names no licence"));
    }
    if !refused.is_empty() {
        bail!(
            "{} of {} dependencies have a licence that is not on the list",
            refused.len(),
            metadata.dependencies.len()
        );
    }
    println!("the licences of {} dependencies are on the list", metadata.dependencies.len());
    Ok(())
}

fn is_acceptable(package: &Package) -> bool {
    package.licence.as_deref().is_some_and(allows)
}

/// Whether an SPDX expression can be met by licences on the list alone.
fn allows(expression: &str) -> bool {
    // Before SPDX, Cargo's documentation had a slash for "or".
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    matches!(any_of(&words), Some((true, [])))
}

/// `A OR B`, the loosest binding; answers whether it is met, and the words after it.
fn any_of<'w>(words: &'w [&'w str]) -> Option<(bool, &'w [&'w str])> {
    let (mut met, mut rest) = all_of(words)?;
    while let ["OR", more @ ..] = rest {
        let (next, after) = all_of(more)?;
        met |= next;
        rest = after;
    }
    Some((met, rest))
}

fn all_of<'w>(words: &'w [&'w str]) -> Option<(bool, &'w [&'w str])> {
    let (mut met, mut rest) = one(words)?;
    while let ["AND", more @ ..] = rest {
        let (next, after) = one(more)?;
        met &= next;
        rest = after;
    }
    Some((met, rest))
}

fn one<'w>(words: &'w [&'w str]) -> Option<(bool, &'w [&'w str])> {
    match words {
        ["(", inner @ ..] => match any_of(inner)? {
            (met, [")", rest @ ..]) => Some((met, rest)),
            _ => None,
        },
        [licence, "WITH", exception, rest @ ..] => {
            Some((ALLOWED.contains(&format!("{licence} WITH {exception}").as_str()), rest))
        }
        [licence, rest @ ..] => Some((ALLOWED.contains(licence), rest)),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_is_enough() {
        assert!(allows("MIT"));
        assert!(allows("GPL-3.0-only OR MIT"));
        assert!(allows("MIT/Apache-2.0"));
        assert!(!allows("GPL-3.0-only"));
    }

    #[test]
    fn all_of_several_must_be_allowed() {
        assert!(allows("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!allows("MIT AND LGPL-2.1-or-later"));
        assert!(!allows("(MIT OR GPL-2.0-only) AND GPL-2.0-only"));
        assert!(allows("MIT AND BSD-3-Clause OR GPL-2.0-only"));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(allows("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only"));
        assert!(!allows("GPL-2.0-only WITH Classpath-exception-2.0"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert!(!allows(""));
        assert!(!allows("(MIT"));
        assert!(!allows("MIT AND"));
        assert!(!allows("MIT Apache-2.0"));
    }
}
