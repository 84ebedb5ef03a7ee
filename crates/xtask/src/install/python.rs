//! Tools that come as Python wheels: `typos`, `taplo`, `schemathesis`, and `cryptography` as the program that
//! opens sealed blobs independently of us.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{install, process};

/// The virtual environment that the wheels are put in; its programs are in `bin`.
pub const VENV: &str = "target/venv";

const REQUIREMENTS: &str = "crates/xtask/python/requirements.txt";

/// Make sure that the wheels are in [`VENV`], at the versions of the requirements file.
pub fn python_packages() -> Result<()> {
    let wanted = fs::read_to_string(REQUIREMENTS).with_context(|| format!("reading {REQUIREMENTS}"))?;
    let stamp = Path::new(VENV).join(".criis-requirements");
    if fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == wanted) {
        return Ok(());
    }
    if process::find("python3").is_none() {
        bail!("python3 is missing: install Python 3.9 or newer with its venv module");
    }
    install::announce("Python wheels into target/venv: typos, taplo, schemathesis, cryptography");
    process::run(Command::new("python3").args(["-m", "venv", "--clear", VENV]))?;
    let pip = Path::new(VENV).join("bin/python");
    // Wheels only: building one from source would need compilers that nobody was asked to install.
    process::run(Command::new(pip).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--only-binary=:all:",
        "-r",
        REQUIREMENTS,
    ]))?;
    Ok(fs::write(stamp, wanted)?)
}
