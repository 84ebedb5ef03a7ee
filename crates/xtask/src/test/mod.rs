//! `cargo xtask test`: everything that CI runs, in named steps, each timed.
//!
//! A step that fails does not stop the others, so that one run tells all there is to tell; only
//! steps that everything after them needs do.

mod deadline;
mod schemathesis;
mod steps;
mod suites;
mod tally;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::test::steps::{STEPS, Step};
use crate::test::tally::Tally;

/// The longest that all steps together may take.
const LIMIT: Duration = Duration::from_mins(50);

/// Which steps to run; all of them when nothing is said.
#[derive(Args)]
pub struct Options {
    /// Run this step alone; may be given more than once.
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Leave out the steps before this one.
    #[arg(long, value_name = "STEP", conflicts_with = "only")]
    from: Option<String>,
    /// List the steps and run none.
    #[arg(long)]
    list: bool,
}

/// What became of one step.
struct Outcome {
    name: &'static str,
    took: Duration,
    result: Result<Tally>,
}

/// Run the chosen steps, then say where the time went.
///
/// # Errors
/// When a step failed, or when a named step does not exist.
pub fn test(options: &Options) -> Result<()> {
    if options.list {
        for step in STEPS {
            println!("{:<16} {}", step.name, step.about);
        }
        return Ok(());
    }
    let chosen = choose(STEPS, options)?;
    deadline::fail_after(LIMIT);

    let mut outcomes = Vec::new();
    for step in chosen {
        let outcome = perform(step);
        let must_stop = outcome.result.is_err() && step.needed_by_all_after;
        outcomes.push(outcome);
        if must_stop {
            println!("\n`{}` is needed by every step after it: stopping", step.name);
            break;
        }
    }
    report(&outcomes);
    let failed: Vec<&str> =
        outcomes.iter().filter(|outcome| outcome.result.is_err()).map(|outcome| outcome.name).collect();
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}

fn perform(step: &Step) -> Outcome {
    println!("\n==> {}: {}", step.name, step.about);
    let start = Instant::now();
    let result = (step.run)();
    if let Err(error) = &result {
        println!("FAILED {}: {error:#}", step.name);
    }
    Outcome { name: step.name, took: start.elapsed(), result }
}

/// The steps to run, in their own order.
fn choose<'s>(steps: &'s [Step], options: &Options) -> Result<Vec<&'s Step>> {
    let named = options.only.iter().chain(&options.from);
    if let Some(unknown) = named.into_iter().find(|name| steps.iter().all(|step| step.name != **name)) {
        bail!("there is no step `{unknown}`; `cargo xtask test --list` names them");
    }
    let is_before = |step: &&Step| options.from.as_ref().is_some_and(|from| step.name != from);
    let from_there = steps.iter().skip_while(is_before);
    let is_wanted = |step: &&Step| options.only.is_empty() || options.only.iter().any(|name| name == step.name);
    Ok(from_there.filter(is_wanted).collect())
}

/// A table of seconds, and on the last line the tests of all steps.
fn report(outcomes: &[Outcome]) {
    println!("\n{:<16} {:>8} {:>8}", "step", "seconds", "tests");
    let mut total = Tally::default();
    for outcome in outcomes {
        let seconds = outcome.took.as_secs();
        match &outcome.result {
            Ok(tally) if tally.passed == 0 => println!("{:<16} {seconds:>8}", outcome.name),
            Ok(tally) => println!("{:<16} {seconds:>8} {:>8}", outcome.name, tally.passed),
            Err(_) => println!("{:<16} {seconds:>8}   FAILED", outcome.name),
        }
        total += match &outcome.result {
            Ok(tally) => *tally,
            // What a failed step's tests said stands above; here the step counts as one failure.
            Err(_) => Tally { passed: 0, failed: 1 },
        };
    }
    let all: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    println!("{:<16} {:>8}", "all", all.as_secs());
    println!("tests: {} passed, {} failed", total.passed, total.failed);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &'static str) -> Step {
        Step { name, about: "", run: || Ok(Tally::default()), needed_by_all_after: false }
    }

    fn chosen(only: &[&str], from: Option<&str>) -> Result<Vec<&'static str>> {
        let steps = [step("fmt"), step("build"), step("unit")];
        let only = only.iter().map(|&name| name.to_owned()).collect();
        let options = Options { only, from: from.map(str::to_owned), list: false };
        Ok(choose(&steps, &options)?.into_iter().map(|step| step.name).collect())
    }

    #[test]
    fn everything_runs_when_nothing_is_said() {
        assert_eq!(chosen(&[], None).unwrap(), ["fmt", "build", "unit"]);
    }

    #[test]
    fn steps_keep_their_order() {
        assert_eq!(chosen(&["unit", "fmt"], None).unwrap(), ["fmt", "unit"]);
        assert_eq!(chosen(&[], Some("build")).unwrap(), ["build", "unit"]);
    }

    #[test]
    fn an_unknown_step_is_an_error() {
        assert!(chosen(&["no-such-step"], None).is_err());
        assert!(chosen(&[], Some("no-such-step")).is_err());
    }

    #[test]
    fn step_names_are_unique() {
        let mut names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }
}
