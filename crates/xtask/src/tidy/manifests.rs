//! Versions, editions and lints stand once, in the workspace's own manifest.

use anyhow::{Context, Result};
use toml::{Table, Value};

use crate::tidy::sources::Source;

const DEPENDENCIES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The black-box suites: a test may stop at the first surprise, so their lints are their own.
const MAY_STOP: &str = "tests/Cargo.toml";

/// Crates whose manifests say for themselves what the workspace's should.
///
/// # Errors
/// When a manifest is not TOML.
pub fn breaches(sources: &[Source]) -> Result<Vec<String>> {
    let manifests = sources.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let found: Vec<Vec<String>> = manifests.map(breaches_of).collect::<Result<_>>()?;
    Ok(found.concat())
}

fn breaches_of(file: &Source) -> Result<Vec<String>> {
    let manifest: Table = file.text.parse().with_context(|| format!("reading {}", file.path))?;
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(|targets| targets.values());
    let tables = std::iter::once(&manifest).chain(targets.filter_map(Value::as_table));
    let dependencies = tables.flat_map(|table| DEPENDENCIES.iter().filter_map(|kind| table.get(*kind)?.as_table()));
    let mut breaches: Vec<String> = dependencies
        .flatten()
        .filter(|(_, dependency)| !is_inherited(dependency))
        .map(|(name, _)| format!("{}: the version of `{name}` belongs in the workspace's Cargo.toml", file.path))
        .collect();

    let package = manifest.get("package").and_then(Value::as_table);
    for key in ["version", "edition", "rust-version", "license"] {
        if !package.and_then(|package| package.get(key)).is_some_and(is_inherited) {
            breaches.push(format!("{}: `{key}` is not the workspace's", file.path));
        }
    }
    if file.path != MAY_STOP && !manifest.get("lints").is_some_and(is_inherited) {
        breaches.push(format!("{}: the lints are not the workspace's", file.path));
    }
    Ok(breaches)
}

fn is_inherited(value: &Value) -> bool {
    value.get("workspace").and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::tests::source;

    const HEAD: &str = "[package]\nname = \"store\"\nversion.workspace = true\nedition.workspace = true\n\
                        rust-version.workspace = true\nlicense.workspace = true\n[lints]\nworkspace = true\n";

    fn found(rest: &str) -> Vec<String> {
        breaches(&[source("crates/store/Cargo.toml", &format!("{HEAD}{rest}"))]).unwrap()
    }

    #[test]
    fn a_manifest_that_inherits_everything_is_tidy() {
        assert!(
            found("[dependencies]\nserde.workspace = true\nuuid = { workspace = true, features = [\"v4\"] }\n")
                .is_empty()
        );
    }

    #[test]
    fn a_version_of_its_own_is_found_in_every_kind_of_table() {
        assert_eq!(found("[dependencies]\nserde = \"1\"\n").len(), 1);
        assert_eq!(found("[dev-dependencies]\nserde = { version = \"1\" }\n").len(), 1);
        assert_eq!(found("[target.'cfg(unix)'.dependencies]\nserde = \"1\"\n").len(), 1);
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let bare = [source("crates/store/Cargo.toml", "[package]\nname = \"store\"\n")];
        assert_eq!(breaches(&bare).unwrap().len(), 5);
    }
}
