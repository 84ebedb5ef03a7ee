//! Cargo's own account of the workspace, as far as the rules ask.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// What `cargo metadata` says.
pub struct Metadata {
    /// The crates of this workspace.
    pub members: Vec<Package>,
    /// Everything from elsewhere that is compiled in, on any platform.
    pub dependencies: Vec<Package>,
}

/// One package.
#[derive(Clone)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// The folder of its manifest, from the root of the checkout.
    pub folder: String,
    /// Its licence in SPDX terms, if it says one.
    pub licence: Option<String>,
    pub depends_on: Vec<Dependency>,
}

/// One line of a package's dependencies.
#[derive(Clone)]
pub struct Dependency {
    /// The package's name.
    pub package: String,
    /// What the code calls it.
    pub krate: String,
}

impl Metadata {
    /// Ask Cargo.
    pub fn read() -> Result<Self> {
        let mut cargo = process::cargo();
        cargo.args(["metadata", "--locked", "--format-version", "1", "--all-features"]);
        Self::parse(&process::capture(&mut cargo)?).context("reading what `cargo metadata` says")
    }

    fn parse(text: &str) -> Result<Self> {
        let document: Value = serde_json::from_str(text)?;
        let root = text_of(&document, "workspace_root").context("no workspace_root")?;
        let packages = document.get("packages").and_then(Value::as_array).context("no packages")?;
        let (members, dependencies): (Vec<_>, Vec<_>) =
            packages.iter().partition(|package| package.get("source").is_none_or(Value::is_null));
        let parse = |packages: Vec<&Value>| {
            packages.into_iter().map(|package| parse_package(package, &root)).collect::<Option<Vec<Package>>>()
        };
        Ok(Self {
            members: parse(members).context("a member")?,
            dependencies: parse(dependencies).context("a dependency")?,
        })
    }
}

fn parse_package(package: &Value, root: &str) -> Option<Package> {
    let manifest = text_of(package, "manifest_path")?;
    let folder = manifest.trim_start_matches(root).trim_start_matches('/').trim_end_matches("Cargo.toml");
    let depends_on = package.get("dependencies")?.as_array()?;
    Some(Package {
        name: text_of(package, "name")?,
        version: text_of(package, "version")?,
        folder: folder.to_owned(),
        licence: text_of(package, "license"),
        depends_on: depends_on.iter().map(parse_dependency).collect::<Option<_>>()?,
    })
}

fn parse_dependency(dependency: &Value) -> Option<Dependency> {
    let package = text_of(dependency, "name")?;
    let krate = text_of(dependency, "rename").unwrap_or_else(|| package.clone()).replace('-', "_");
    Some(Dependency { package, krate })
}

fn text_of(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A package as the rules' tests need it.
    pub fn package(name: &str, folder: &str, depends_on: &[&str]) -> Package {
        let dependency =
            |package: &&str| Dependency { package: (*package).to_owned(), krate: package.replace('-', "_") };
        Package {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            folder: folder.to_owned(),
            licence: Some("MIT".to_owned()),
            depends_on: depends_on.iter().map(dependency).collect(),
        }
    }

    #[test]
    fn members_and_dependencies_are_told_apart() {
        let text = r#"{"workspace_root": "/checkout", "packages": [
            {"name": "store", "version": "0.1.0", "source": null, "license": "MIT",
             "manifest_path": "/checkout/crates/store/Cargo.toml",
             "dependencies": [{"name": "aes-gcm", "rename": null}, {"name": "a", "rename": "b-c"}]},
            {"name": "aes-gcm", "version": "0.10.3", "source": "registry+x", "license": null,
             "manifest_path": "/elsewhere/Cargo.toml", "dependencies": []}]}"#;
        let metadata = Metadata::parse(text).unwrap();
        let store = metadata.members.first().unwrap();
        assert_eq!((store.name.as_str(), store.folder.as_str()), ("store", "crates/store/"));
        let names: Vec<_> = store.depends_on.iter().map(|dependency| dependency.krate.as_str()).collect();
        assert_eq!(names, ["aes_gcm", "b_c"]);
        assert_eq!(metadata.dependencies.first().unwrap().licence, None);
    }
}
