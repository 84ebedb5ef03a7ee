//! How big the built apps are, and how big they may be.

use std::fmt;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::web::apps::{APPS, App};

/// The most that a first visit to an app may fetch, in bytes of Brotli: about two seconds on a slow 3G line.
pub const FIRST_LOAD_BUDGET: usize = 500_000;

/// The built files.
pub struct Sizes {
    /// In the order in which they were built.
    pub files: Vec<FileSize>,
}

/// One built file, in bytes.
pub struct FileSize {
    /// Below the app's folder.
    pub path: String,
    /// The app whose first visit fetches it, or every app's.
    pub of: Option<&'static App>,
    /// As it lies.
    pub raw: usize,
    /// In gzip, when the build compresses.
    pub gzip: Option<usize>,
    /// In Brotli, when the build compresses.
    pub brotli: Option<usize>,
}

impl Sizes {
    /// What a first visit to an app fetches, in bytes of Brotli.
    ///
    /// # Errors
    /// When the build did not compress.
    pub fn first_load(&self, app: &App) -> Result<usize> {
        let fetched = self.files.iter().filter(|file| file.of.is_none_or(|of| of == app));
        fetched.map(|file| file.brotli).sum::<Option<usize>>().context("only a release build is compressed")
    }

    /// Check the first visit to every app against [`FIRST_LOAD_BUDGET`].
    ///
    /// # Errors
    /// When one is over.
    pub fn check_budget(&self) -> Result<()> {
        for app in APPS {
            let first_load = self.first_load(app)?;
            if first_load > FIRST_LOAD_BUDGET {
                bail!(
                    "a first visit to {} fetches {first_load} bytes in Brotli; the budget is {FIRST_LOAD_BUDGET}",
                    app.name
                );
            }
        }
        Ok(())
    }

    /// The sizes for programs.
    pub fn to_json(&self) -> String {
        let files: Vec<_> = self
            .files
            .iter()
            .map(|file| json!({ "path": file.path, "raw": file.raw, "gzip": file.gzip, "brotli": file.brotli }))
            .collect();
        let first_loads: Map<String, Value> =
            APPS.iter().map(|app| (app.name.to_owned(), json!(self.first_load(app).ok()))).collect();
        format!("{:#}\n", json!({ "first_load_brotli": first_loads, "files": files }))
    }
}

/// A table for people, in kB.
impl fmt::Display for Sizes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<52} {:>9} {:>9} {:>9}", "built for the browser, kB", "raw", "gzip", "brotli")?;
        for file in &self.files {
            let columns = (kilobytes(Some(file.raw)), kilobytes(file.gzip), kilobytes(file.brotli));
            writeln!(out, "{:<52} {:>9} {:>9} {:>9}", file.path, columns.0, columns.1, columns.2)?;
        }
        for app in APPS {
            if let Ok(bytes) = self.first_load(app) {
                writeln!(out, "{:<52} {:>29}", format!("first visit, {}", app.name), kilobytes(Some(bytes)))?;
            }
        }
        Ok(())
    }
}

fn kilobytes(bytes: Option<usize>) -> String {
    bytes.map_or_else(|| "-".to_owned(), |bytes| format!("{}.{}", bytes / 1000, bytes % 1000 / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(of: Option<&'static App>, brotli: Option<usize>) -> FileSize {
        FileSize { path: "a.wasm".to_owned(), of, raw: 2_345_678, gzip: brotli, brotli }
    }

    #[test]
    fn a_first_visit_fetches_what_is_its_apps_and_what_is_everybodys() {
        let [one, other] = APPS;
        let files = vec![file(None, Some(1)), file(Some(one), Some(20)), file(Some(other), Some(300))];
        let sizes = Sizes { files };
        assert_eq!((sizes.first_load(one).unwrap(), sizes.first_load(other).unwrap()), (21, 301));
    }

    #[test]
    fn an_uncompressed_build_has_no_first_load() {
        let sizes = Sizes { files: vec![file(None, Some(1)), file(None, None)] };
        assert!(sizes.first_load(APPS[0]).is_err());
    }

    #[test]
    fn the_budget_of_each_app_holds_to_the_byte() {
        for app in APPS {
            let full = || file(Some(app), Some(FIRST_LOAD_BUDGET));
            assert!(Sizes { files: vec![full()] }.check_budget().is_ok());
            assert!(Sizes { files: vec![full(), file(None, Some(1))] }.check_budget().is_err());
        }
    }

    #[test]
    fn sizes_are_read_in_kilobytes() {
        assert_eq!(kilobytes(Some(131_950)), "131.9");
        assert_eq!(kilobytes(None), "-");
    }
}
