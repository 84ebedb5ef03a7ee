//! Dependencies that no code names.

use crate::tidy::metadata::{Dependency, Metadata, Package};
use crate::tidy::sources::Source;

/// Dependencies that are there to be linked or to switch on a feature of another's: (crate,
/// dependency).
const UNNAMED: &[(&str, &str)] = &[
    // The database libraries, built from the sources that these bring.
    ("store", "libsqlite3-sys"),
    ("store", "pq-sys"),
    ("store", "openssl-sys"),
];

/// Dependencies that could be taken out of a manifest.
pub fn breaches(metadata: &Metadata, sources: &[Source]) -> Vec<String> {
    metadata.members.iter().flat_map(|package| unused_in(package, sources)).collect()
}

fn unused_in(package: &Package, sources: &[Source]) -> Vec<String> {
    let own: Vec<&Source> =
        sources.iter().filter(|file| file.is_rust() && file.path.starts_with(&package.folder)).collect();
    let is_used = |dependency: &&Dependency| {
        UNNAMED.contains(&(&package.name, &dependency.package))
            || own.iter().any(|file| names(&file.text, &dependency.krate))
    };
    let mut unused: Vec<&str> = package
        .depends_on
        .iter()
        .filter(|dependency| !is_used(dependency))
        .map(|dependency| dependency.package.as_str())
        .collect();
    unused.dedup();
    unused
        .into_iter()
        .map(|name| format!("{}Cargo.toml: nothing in `{}` uses `{name}`", package.folder, package.name))
        .collect()
}

/// Whether code names a crate: as the start of a path, or in `use` by itself.
fn names(text: &str, krate: &str) -> bool {
    text.match_indices(krate).any(|(position, _)| {
        let before = text.get(..position).and_then(|before| before.chars().next_back());
        let after = text.get(position + krate.len()..).unwrap_or_default();
        let is_whole = before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
        is_whole && ["::", ";", " as "].iter().any(|next| after.starts_with(next))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::metadata::tests::package;
    use crate::tidy::sources::tests::source;

    #[test]
    fn a_crate_is_named_by_a_path_or_a_use() {
        assert!(names("use serde::Serialize;", "serde"));
        assert!(names("let x = uuid::Uuid::nil();", "uuid"));
        assert!(names("use log;", "log"));
        assert!(!names("use serde_json::Value;", "serde"));
        assert!(!names("use my_serde::Value;", "serde"));
        assert!(!names("// a log of uuid", "uuid"));
    }

    #[test]
    fn what_nobody_names_is_found_in_the_crate_that_asks_for_it() {
        let files =
            [source("crates/store/src/lib.rs", "use log::info;"), source("crates/api/src/a.rs", "use uuid::Uuid;")];
        let store = package("store", "crates/store/", &["log", "uuid", "pq-sys"]);
        assert_eq!(unused_in(&store, &files), ["crates/store/Cargo.toml: nothing in `store` uses `uuid`"]);
    }
}
