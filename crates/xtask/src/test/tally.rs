//! Counting tests: what a runner writes goes on to our own output, its closing lines are read.

use std::io::{BufRead, BufReader, Read};
use std::ops::AddAssign;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::process;

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Run a test runner and add up the closing lines it writes.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<Tally> {
    let line = process::line(command);
    let mut child = command
        .env("CARGO_TERM_COLOR", "never")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{line}`"))?;
    let output = child.stdout.take().context("its standard output")?;
    let errors = child.stderr.take().context("its standard error")?;
    let (mut tally, rest) = thread::scope(|scope| {
        let errors = scope.spawn(|| pass_on(errors));
        (pass_on(output), errors.join())
    });
    tally += rest.unwrap_or_default();

    let status = child.wait().with_context(|| format!("waiting for `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed: {} passed, {} failed", tally.passed, tally.failed);
    }
    Ok(tally)
}

/// Write every line to our standard output, so that the two streams keep something like their order.
fn pass_on(stream: impl Read) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally += closing(&line).unwrap_or_default();
    }
    tally
}

/// What a closing line of `cargo test` or nextest counts.
fn closing(line: &str) -> Option<Tally> {
    let line = line.trim();
    let counts = match line.strip_prefix("test result: ") {
        Some(counts) => counts.split_once(". ")?.1,
        None => line.strip_prefix("Summary ")?.split_once("run: ")?.1,
    };
    Some(Tally { passed: count(counts, "passed"), failed: count(counts, "failed") + count(counts, "timed") })
}

/// The number before a word; none is zero.
fn count(counts: &str, of: &str) -> u32 {
    let words: Vec<&str> = counts.split([' ', ',', ';', '(', ')']).filter(|word| !word.is_empty()).collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    pairs.filter(|(_, word)| **word == of).find_map(|(number, _)| number.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_cargo_test_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.10s";
        assert_eq!(closing(line), Some(Tally { passed: 12, failed: 3 }));
    }

    #[test]
    fn closing_lines_of_nextest_are_read() {
        let line = "     Summary [   0.532s] 14 tests run: 12 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(closing(line), Some(Tally { passed: 12, failed: 2 }));
        let early = "     Summary [   0.532s] 2/14 tests run: 1 passed, 1 failed, 0 skipped";
        assert_eq!(closing(early), Some(Tally { passed: 1, failed: 1 }));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(closing("test contact::tests::a_test ... ok"), None);
        assert_eq!(closing("running 3 tests"), None);
        assert_eq!(closing("Summary of what is to come"), None);
    }

    #[test]
    fn both_streams_are_counted() {
        let script = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; \
                      echo 'Summary [1s] 3 tests run: 3 passed, 0 skipped' >&2";
        let tally = run(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!(tally, Tally { passed: 5, failed: 0 });
    }

    #[test]
    fn a_runner_that_fails_is_an_error() {
        assert!(run(Command::new("sh").args(["-c", "exit 1"])).is_err());
    }
}
