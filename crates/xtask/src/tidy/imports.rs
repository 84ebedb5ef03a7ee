//! Which crate may import which: the table of the architecture, and the libraries that belong to
//! one layer alone.

use crate::tidy::metadata::{Metadata, Package};

/// Each crate of the workspace, and the others that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("vault", &[]),
    ("store", &["domain", "vault"]),
    ("api", &["domain", "store", "vault"]),
    ("frontend", &["domain"]),
    ("bench", &["domain", "store"]),
    ("xtask", &[]),
    ("tests", &["domain"]),
];

/// Libraries, and the only crates that may name them. The bench holds baselines to measure against.
const BELONGS_TO: &[(&str, &[&str])] = &[
    ("actix-web", &["api", "bench"]),
    ("aes-gcm", &["vault"]),
    ("argon2", &["vault"]),
    ("diesel", &["store", "bench"]),
    ("diesel_migrations", &["store"]),
    ("ed25519-dalek", &["vault"]),
    ("hkdf", &["vault"]),
    ("hmac", &["vault"]),
    ("utoipa", &["domain", "api"]),
    ("yew", &["frontend"]),
];

/// Imports that the tables do not allow, in any kind of dependency.
pub fn breaches(metadata: &Metadata) -> Vec<String> {
    metadata.members.iter().flat_map(breaches_of).collect()
}

fn breaches_of(package: &Package) -> Vec<String> {
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == package.name) else {
        return vec![format!(
            "{}Cargo.toml: the crate `{}` has no row in the table of imports",
            package.folder, package.name
        )];
    };
    let imported = package.depends_on.iter().map(|dependency| dependency.package.as_str());
    imported
        .filter(|imported| !is_allowed(package, allowed, imported))
        .map(|imported| format!("{}Cargo.toml: `{}` may not import `{imported}`", package.folder, package.name))
        .collect()
}

fn is_allowed(package: &Package, allowed: &[&str], imported: &str) -> bool {
    if LAYERS.iter().any(|(name, _)| *name == imported) {
        return allowed.contains(&imported);
    }
    match BELONGS_TO.iter().find(|(library, _)| *library == imported) {
        Some((_, owners)) => owners.contains(&package.name.as_str()),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::metadata::tests::package;

    #[test]
    fn the_table_is_kept() {
        assert!(breaches_of(&package("store", "crates/store/", &["domain", "vault", "diesel", "serde"])).is_empty());
    }

    #[test]
    fn an_import_against_the_layers_is_found() {
        let found = breaches_of(&package("domain", "crates/domain/", &["store"]));
        assert_eq!(found, ["crates/domain/Cargo.toml: `domain` may not import `store`"]);
    }

    #[test]
    fn a_cipher_outside_the_vault_is_found() {
        assert_eq!(breaches_of(&package("store", "crates/store/", &["aes-gcm"])).len(), 1);
    }

    #[test]
    fn a_new_crate_needs_a_row() {
        assert_eq!(breaches_of(&package("helpers", "crates/helpers/", &[])).len(), 1);
    }
}
