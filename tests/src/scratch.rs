//! Folders for keys, data and logs, each named for the suite's process, so that what a killed suite left
//! behind is swept away by the next.

use std::path::Path;
use std::sync::Once;

use tempfile::TempDir;

const PREFIX: &str = "criis-test-";

/// A new, empty folder.
pub fn folder() -> TempDir {
    static SWEPT: Once = Once::new();
    SWEPT.call_once(sweep);
    let prefix = format!("{PREFIX}{}-", std::process::id());
    tempfile::Builder::new().prefix(&prefix).tempdir().expect("a scratch folder")
}

/// Remove the folders of suites that have ended. One that another suite removes at the same time is gone too.
fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split('-').next()?.parse::<u32>().ok());
        if owner.is_some_and(|owner| !Path::new("/proc").join(owner.to_string()).exists()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
