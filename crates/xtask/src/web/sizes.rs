//! How big the built app is, and how big it may be.

use std::fmt;

use anyhow::{Context, Result, bail};
use serde_json::json;

/// The most that a first visit may fetch, in bytes of Brotli: about two seconds on a slow 3G line.
pub const FIRST_LOAD_BUDGET: usize = 500_000;

/// The built files.
pub struct Sizes {
    /// In the order in which they were built. A first visit fetches all of them.
    pub files: Vec<FileSize>,
}

/// One built file, in bytes.
pub struct FileSize {
    /// Below the app's folder.
    pub path: String,
    /// As it lies.
    pub raw: usize,
    /// In gzip, when the build compresses.
    pub gzip: Option<usize>,
    /// In Brotli, when the build compresses.
    pub brotli: Option<usize>,
}

impl Sizes {
    /// What a first visit fetches, in bytes of Brotli.
    ///
    /// # Errors
    /// When the build did not compress.
    pub fn first_load(&self) -> Result<usize> {
        let sizes = self.files.iter().map(|file| file.brotli);
        sizes.sum::<Option<usize>>().context("only a release build is compressed")
    }

    /// Check the first visit against [`FIRST_LOAD_BUDGET`].
    ///
    /// # Errors
    /// When it is over.
    pub fn check_budget(&self) -> Result<()> {
        let first_load = self.first_load()?;
        if first_load > FIRST_LOAD_BUDGET {
            bail!("a first visit fetches {first_load} bytes in Brotli; the budget is {FIRST_LOAD_BUDGET}");
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
        format!("{:#}\n", json!({ "first_load_brotli": self.first_load().ok(), "files": files }))
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
        match self.first_load() {
            Ok(bytes) => writeln!(out, "{:<52} {:>29}", "first visit", kilobytes(Some(bytes))),
            Err(_) => Ok(()),
        }
    }
}

fn kilobytes(bytes: Option<usize>) -> String {
    bytes.map_or_else(|| "-".to_owned(), |bytes| format!("{}.{}", bytes / 1000, bytes % 1000 / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(brotli: &[Option<usize>]) -> Sizes {
        let file = |&brotli| FileSize { path: "a.wasm".to_owned(), raw: 2_345_678, gzip: brotli, brotli };
        Sizes { files: brotli.iter().map(file).collect() }
    }

    #[test]
    fn the_first_visit_fetches_everything() {
        assert_eq!(sizes(&[Some(1), Some(2)]).first_load().unwrap(), 3);
    }

    #[test]
    fn an_uncompressed_build_has_no_first_load() {
        assert!(sizes(&[Some(1), None]).first_load().is_err());
    }

    #[test]
    fn the_budget_holds_to_the_byte() {
        assert!(sizes(&[Some(FIRST_LOAD_BUDGET)]).check_budget().is_ok());
        assert!(sizes(&[Some(FIRST_LOAD_BUDGET), Some(1)]).check_budget().is_err());
    }

    #[test]
    fn sizes_are_read_in_kilobytes() {
        assert_eq!(kilobytes(Some(131_950)), "131.9");
        assert_eq!(kilobytes(None), "-");
    }
}
