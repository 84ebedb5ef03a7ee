//! Getting what a build or a test needs from outside, announced before it happens.

mod debian;
mod python;

pub use debian::system_packages;
pub use python::{VENV, python_packages};

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Where npm packages are put.
pub const NPM: &str = "target/npm";

const WASM: &str = "wasm32-unknown-unknown";

/// Which of the packages in `crates/xtask/npm/package.json` are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Npm {
    /// The style sheet that the web app is built with.
    Web,
    /// That, and what only tests use: axe-core, the OpenAPI linter and an identity provider.
    Tests,
}

/// Say what is about to be fetched, and why.
pub fn announce(what: &str) {
    println!("    installing {what}");
}

/// Make sure that Rust can build for the browser.
pub fn wasm_target() -> Result<()> {
    let sysroot = process::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    if process::find("rustup").is_none() {
        bail!("Rust's standard library for {WASM} is missing, and there is no rustup to fetch it with");
    }
    announce("Rust's standard library for WASM (rustup)");
    process::run(Command::new("rustup").args(["target", "add", WASM]))
}

/// Make sure that the npm packages are in [`NPM`], at the versions of the lock file.
pub fn npm_packages(wanted: Npm) -> Result<()> {
    let lock = fs::read_to_string("crates/xtask/npm/package-lock.json").context("reading the npm lock file")?;
    if is_installed(Path::new(NPM), wanted, &lock) {
        return Ok(());
    }
    if process::find("npm").is_none() {
        bail!("npm is missing: install Node.js 20.19 or newer with npm");
    }
    announce(match wanted {
        Npm::Web => "the npm package nhsuk-frontend, for the style sheet",
        Npm::Tests => "the npm packages nhsuk-frontend, @redocly/cli, axe-core and oidc-provider",
    });
    fs::create_dir_all(NPM)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(Path::new("crates/xtask/npm").join(file), Path::new(NPM).join(file))?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--prefix", NPM, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    if wanted == Npm::Web {
        npm.arg("--omit=dev");
    }
    process::run(&mut npm)?;
    Ok(fs::write(stamp(Path::new(NPM), wanted), lock)?)
}

/// Whether an earlier run put these packages there. The packages for tests include the web's.
fn is_installed(folder: &Path, wanted: Npm, lock: &str) -> bool {
    let has = |set| fs::read_to_string(stamp(folder, set)).is_ok_and(|stamped| stamped == lock);
    has(Npm::Tests) || (wanted == Npm::Web && has(Npm::Web))
}

/// The stamp lies among the packages, so that it goes when `npm ci` sweeps them away.
fn stamp(folder: &Path, set: Npm) -> std::path::PathBuf {
    folder.join("node_modules").join(match set {
        Npm::Web => ".criis-web",
        Npm::Tests => ".criis-tests",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_for_tests_serve_the_web_but_not_the_other_way_round() {
        let folder = std::env::temp_dir().join(format!("criis-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        fs::write(stamp(&folder, Npm::Web), "lock").unwrap();
        assert!(is_installed(&folder, Npm::Web, "lock"));
        assert!(!is_installed(&folder, Npm::Tests, "lock"));
        fs::write(stamp(&folder, Npm::Tests), "newer").unwrap();
        assert!(is_installed(&folder, Npm::Web, "newer"));
        assert!(!is_installed(&folder, Npm::Tests, "lock"));
        fs::remove_dir_all(folder).unwrap();
    }
}
