//! `cargo xtask sbom`: the bill of materials of a release, as `CycloneDX` 1.6 JSON.
//!
//! It names every crate that the server or the app is made of or built by, with where it came from, its licence
//! and the digest that `Cargo.lock` holds it to. What only tests need is not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::process;

mod required;

/// The crates that a release consists of.
const RELEASED: [&str; 2] = ["api", "frontend"];

/// Write the bill to standard output.
///
/// # Errors
/// When Cargo does not tell, `Cargo.lock` cannot be read, or the bill would lack what the format requires.
pub fn write() -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--locked", "--format-version", "1", "--all-features"]);
    let metadata: Value = serde_json::from_str(&process::capture(&mut cargo)?)?;
    let lock = fs::read_to_string("Cargo.lock").context("reading Cargo.lock")?;
    let bill = bill(&metadata, &lock).context("reading what `cargo metadata` says")?;
    let lacking = required::lacking(&bill);
    ensure!(lacking.is_empty(), "the bill is not what CycloneDX 1.6 asks for:\n  {}", lacking.join("\n  "));
    println!("{}", serde_json::to_string_pretty(&bill)?);
    Ok(())
}

fn bill(metadata: &Value, lock: &str) -> Result<Value> {
    let packages = by_id(metadata.get("packages").context("no packages")?);
    let nodes = by_id(metadata.pointer("/resolve/nodes").context("no nodes")?);
    let released = packages.iter().filter(|(_, package)| is_released(package)).map(|(id, _)| *id).collect();
    let reached = reached(released, &nodes);
    let digests = digests(lock)?;
    let there = || packages.iter().filter(|(id, _)| reached.contains(*id));
    let components: Vec<Value> = there().map(|(_, package)| component(package, &digests)).collect();
    let references: BTreeMap<&str, String> = there().map(|(id, package)| (*id, reference(package))).collect();
    let dependencies: Vec<Value> = references
        .iter()
        .map(|(id, reference)| {
            let needed = nodes.get(id).map(|node| needed(node)).unwrap_or_default();
            let on: BTreeSet<&String> = needed.iter().filter_map(|id| references.get(id)).collect();
            json!({"ref": reference, "dependsOn": on})
        })
        .collect();
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial_number(lock),
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "criis",
                "name": "criis",
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{"expression": "MIT"}],
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// What has an id, by it.
fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let entries = list.as_array().into_iter().flatten();
    entries.filter_map(|entry| Some((entry.get("id")?.as_str()?, entry))).collect()
}

fn is_released(package: &Value) -> bool {
    let is_ours = package.get("source").is_none_or(Value::is_null);
    is_ours && RELEASED.iter().any(|name| package["name"] == **name)
}

/// These and everything that they need, directly or not.
fn reached<'a>(mut to_visit: Vec<&'a str>, nodes: &BTreeMap<&'a str, &'a Value>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    while let Some(id) = to_visit.pop() {
        if reached.insert(id) {
            to_visit.extend(nodes.get(id).map(|node| needed(node)).unwrap_or_default());
        }
    }
    reached
}

/// What a crate needs to be built or to run; what only its tests need has the kind `dev`.
fn needed(node: &Value) -> Vec<&str> {
    let dependencies = node.get("deps").and_then(Value::as_array).into_iter().flatten();
    let is_needed = |dependency: &&Value| {
        let kinds = dependency.get("dep_kinds").and_then(Value::as_array);
        kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev"))
    };
    dependencies.filter(is_needed).filter_map(|dependency| dependency.get("pkg")?.as_str()).collect()
}

fn component(package: &Value, digests: &BTreeMap<(String, String), String>) -> Value {
    let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let mut component = Map::new();
    let mut put = |name: &str, value: Value| component.insert(name.to_owned(), value);
    put("type", json!("library"));
    put("bom-ref", json!(reference(package)));
    put("name", json!(text("name")));
    put("version", json!(text("version")));
    put("purl", json!(reference(package)));
    if let Some(licence) = package["license"].as_str() {
        // Before SPDX, Cargo's documentation had a slash for "or".
        put("licenses", json!([{"expression": licence.replace('/', " OR ").replace("  ", " ")}]));
    } else if let Some(file) = package["license_file"].as_str() {
        put("licenses", json!([{"license": {"name": format!("in the crate's file {file}")}}]));
    }
    if let Some(digest) = digests.get(&(text("name"), text("version"))) {
        put("hashes", json!([{"alg": "SHA-256", "content": digest}]));
    }
    Value::Object(component)
}

/// The package URL, which is a component's name within the bill as well.
fn reference(package: &Value) -> String {
    let text = |name: &str| package[name].as_str().unwrap_or_default();
    format!("pkg:cargo/{}@{}", text("name"), text("version").replace('+', "%2B"))
}

/// The digests that `Cargo.lock` holds packages to.
fn digests(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("no packages in Cargo.lock")?;
    let digest = |package: &toml::Value| {
        let text = |name: &str| package.get(name)?.as_str().map(str::to_owned);
        Some(((text("name")?, text("version")?), text("checksum")?))
    };
    Ok(packages.iter().filter_map(digest).collect())
}

/// The same bill has the same number: it is a digest of `Cargo.lock`, in the form of a random UUID.
fn serial_number(lock: &str) -> String {
    let digest = Sha256::digest(lock.as_bytes());
    let half = digest.first_chunk::<16>().copied().unwrap_or_default();
    let hex = format!("{:032x}", u128::from_be_bytes(half));
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"aes\"\nversion = \"0.8.4\"\nchecksum = \"ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12\"\n";

    fn metadata() -> Value {
        json!({
            "packages": [
                {"id": "ours", "name": "api", "version": "0.1.0", "source": null, "license": "MIT"},
                {"id": "aes", "name": "aes", "version": "0.8.4", "source": "registry+x", "license": "MIT/Apache-2.0"},
                {"id": "cc", "name": "cc", "version": "1.0.0+x", "source": "registry+x", "license": null, "license_file": "LICENCE"},
                {"id": "proptest", "name": "proptest", "version": "1.0.0", "source": "registry+x", "license": "MIT"},
            ],
            "resolve": {"nodes": [
                {"id": "ours", "deps": [
                    {"pkg": "aes", "dep_kinds": [{"kind": null}]},
                    {"pkg": "proptest", "dep_kinds": [{"kind": "dev"}]},
                ]},
                {"id": "aes", "deps": [{"pkg": "cc", "dep_kinds": [{"kind": "build"}]}]},
                {"id": "cc", "deps": []},
                {"id": "proptest", "deps": []},
            ]},
        })
    }

    #[test]
    fn components_name_where_they_come_from_and_what_they_need() {
        let bill = bill(&metadata(), LOCK).unwrap();
        let names: Vec<_> = bill["components"].as_array().unwrap().iter().map(|part| &part["purl"]).collect();
        assert_eq!(names, ["pkg:cargo/aes@0.8.4", "pkg:cargo/cc@1.0.0%2Bx", "pkg:cargo/api@0.1.0"]);
        let aes = &bill["components"][0];
        assert_eq!(aes["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(aes["hashes"][0]["content"], "ab12".repeat(16));
        assert_eq!(bill["dependencies"][0], json!({"ref": names[0], "dependsOn": [names[1]]}));
        assert_eq!(bill["components"][1]["licenses"][0]["license"]["name"], "in the crate's file LICENCE");
        assert_eq!(required::lacking(&bill), Vec::<String>::new());
    }

    #[test]
    fn the_same_lock_file_makes_the_same_bill() {
        let number = serial_number(LOCK);
        assert_eq!(number, serial_number(LOCK));
        assert_ne!(number, serial_number(""));
        assert_eq!((number.len(), number.get(23..24)), ("urn:uuid:".len() + 36, Some("4")));
    }
}
