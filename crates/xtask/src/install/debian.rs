//! What tests need of the operating system: PostgreSQL, Postfix, Chromium and its driver, Python, npm.
//!
//! On Debian and Ubuntu they are installed with `apt-get`; elsewhere they are named.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{install, process};

/// The oldest PostgreSQL that the suites are run against.
const POSTGRESQL: u32 = 15;

/// Something that a test starts.
struct Need {
    what: &'static str,
    is_there: fn() -> bool,
    /// Package names to try, Debian's before Ubuntu's.
    packages: &'static [&'static str],
}

const NEEDS: &[Need] = &[
    Need { what: "PostgreSQL 15 or newer", is_there: has_postgresql, packages: &["postgresql"] },
    Need {
        what: "Chromium",
        is_there: || any_of(&["chromium", "chromium-browser", "google-chrome"]),
        packages: &["chromium", "chromium-browser"],
    },
    Need {
        what: "chromedriver",
        is_there: || any_of(&["chromedriver"]),
        packages: &["chromium-driver", "chromium-chromedriver"],
    },
    // The first of the app's typefaces: what the browser shows depends on it, line by line.
    Need { what: "the typeface Noto Sans", is_there: has_noto_sans, packages: &["fonts-noto-core"] },
    Need { what: "Python 3 with venv", is_there: has_python_venv, packages: &["python3-venv"] },
    Need { what: "npm", is_there: || any_of(&["npm"]), packages: &["npm"] },
    // The packages' questions are answered by their defaults: the suite brings settings of its own.
    Need { what: "Postfix", is_there: || Path::new("/usr/lib/postfix/sbin/master").is_file(), packages: &["postfix"] },
    Need { what: "a C compiler", is_there: || any_of(&["cc"]), packages: &["gcc"] },
];

/// Make sure that what the tests start is there.
///
/// # Errors
/// When something is missing that cannot be installed; the message names all of it.
pub fn system_packages() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    let Some(root) = as_root() else {
        bail!("missing: {names}. Install them, or run this on Debian or Ubuntu as root or with sudo");
    };
    install::announce(&format!("with apt-get: {names}"));
    process::run(apt(&root).arg("update"))?;
    let packages = missing.iter().map(|need| need.packages.iter().find(|package| is_offered(package)));
    let Some(packages) = packages.collect::<Option<Vec<_>>>() else {
        bail!("this system's packages do not offer all of: {names}");
    };
    process::run(apt(&root).args(["install", "--yes", "--no-install-recommends"]).args(packages))?;
    match NEEDS.iter().find(|need| !(need.is_there)()) {
        Some(need) => bail!("still missing after apt-get: {}", need.what),
        None => Ok(()),
    }
}

/// The words that come before `apt-get` for it to run as root, or nothing when it cannot.
fn as_root() -> Option<Vec<&'static str>> {
    process::find("apt-get")?;
    let user = process::capture(Command::new("id").arg("-u")).ok()?;
    if user.trim() == "0" {
        return Some(Vec::new());
    }
    process::find("sudo").map(|_| vec!["sudo"])
}

fn apt(root: &[&str]) -> Command {
    // `env` carries the setting through sudo, which clears the environment.
    let words: Vec<&str> = root.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).collect();
    let mut command = Command::new(words.first().copied().unwrap_or("apt-get"));
    command.args(words.iter().skip(1)).args(["--quiet", "--quiet"]);
    command
}

fn is_offered(package: &str) -> bool {
    process::capture(Command::new("apt-cache").args(["policy", package])).is_ok_and(|policy| has_candidate(&policy))
}

/// Whether `apt-cache policy` names a version that could be installed.
fn has_candidate(policy: &str) -> bool {
    policy.lines().filter_map(|line| line.trim().strip_prefix("Candidate:")).any(|version| version.trim() != "(none)")
}

fn any_of(programs: &[&str]) -> bool {
    programs.iter().any(|program| process::find(program).is_some())
}

fn has_python_venv() -> bool {
    let imports = Command::new("python3").args(["-c", "import venv, ensurepip"]).output();
    imports.is_ok_and(|imports| imports.status.success())
}

fn has_noto_sans() -> bool {
    // Debian's place for it, then whatever fontconfig knows, where its own program is installed.
    Path::new("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf").is_file()
        || Command::new("fc-list").args([":", "family"]).output().is_ok_and(|families| {
            let families = String::from_utf8_lossy(&families.stdout).into_owned();
            families.lines().any(|family| family.starts_with("Noto Sans"))
        })
}

/// PostgreSQL's server programs, which Debian keeps off the `PATH`.
fn has_postgresql() -> bool {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let recent = installed.map(|entry| entry.path()).filter(|folder| is_recent(folder));
    recent.map(|folder| folder.join("bin/initdb")).any(|program| program.is_file())
}

/// Debian keeps each major version in a folder named by its number.
fn is_recent(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).is_some_and(|major: u32| major >= POSTGRESQL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_without_version_is_not_offered() {
        assert!(has_candidate("postgresql:\n  Installed: (none)\n  Candidate: 15+248\n"));
        assert!(!has_candidate("chromium:\n  Installed: (none)\n  Candidate: (none)\n"));
        assert!(!has_candidate(""));
    }

    #[test]
    fn an_old_postgresql_does_not_count() {
        assert!(is_recent(Path::new("/usr/lib/postgresql/15")));
        assert!(!is_recent(Path::new("/usr/lib/postgresql/9.6")));
        assert!(!is_recent(Path::new("/usr/lib/postgresql/13")));
    }
}
