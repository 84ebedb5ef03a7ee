//! Finding people in the process, against PostgreSQL's `pg_trgm` on plaintext: the same people, the same
//! searches, each kind of slip by itself.

mod misspellings;
mod population;
mod trigrams;
mod typing;

use std::time::Instant;

use anyhow::{Context, Result};
use store::search::{Index, Query};

use crate::random::Random;
use crate::scale::Scale;
use crate::spread::Spread;
use crate::verdict::{Goal, Verdicts};
pub use misspellings::drop_letter;
use population::{Names, id_of, number_of};
use trigrams::Trigrams;
use typing::{KINDS, Kind};

/// People shown.
const SHOWN: usize = 50;
/// The population that the goals are about.
const GOAL_FOR: u64 = 1_000_000;
/// The longest that all but one in a hundred searches may take, in milliseconds.
const LONGEST: f64 = 20.0;

/// How a kind of typing came out.
struct Found {
    times: Spread,
    /// Searches among whose answers somebody of exactly the right name was; of a thousand people of one name
    /// only fifty can be shown.
    recall: f64,
}

/// Measure each population.
pub fn measure(scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
    let names = Names::invent();
    for &people in &scale.populations {
        let index = Index::build((0..people).map(|number| names.person(number)));
        let mut trigrams = Trigrams::fill(&names, people)?;
        let tuned = tune(&mut trigrams, &names, people, scale)?;
        println!("(2) {people} people, {} different words; tuned threshold {tuned}", names.words());
        let (mut worst_tenth, mut worst_p99) = (Worst::default(), Worst::default());
        for kind in KINDS {
            let found = ours(&index, &names, people, kind, scale.searches);
            let who = format!("(2) {people} people, {}: ", kind.name);
            verdicts.add(format!("{who}p50"), "–", found.times.median(), "ms", Goal::Told);
            verdicts.add(format!("{who}p99"), "–", found.times.p99(), "ms", Goal::Told);
            verdicts.add(format!("{who}recall"), "–", found.recall, "%", Goal::Told);
            worst_p99.seen(found.times.p99());
            if !kind.is_misspelt {
                continue;
            }
            let same = ours(&index, &names, people, kind, scale.slow_searches);
            for (named, threshold) in [("default threshold", trigrams::DEFAULT), ("tuned threshold", tuned)] {
                let theirs = theirs(&mut trigrams, &names, people, kind, threshold, scale.slow_searches)?;
                let against = format!("`pg_trgm`, {named}");
                let (p50, p99) = (found.times.median() / theirs.times.median(), found.times.p99() / theirs.times.p99());
                verdicts.add(format!("{who}p50"), &against, p50, "×", goal(people, Goal::AtMost(0.1)));
                verdicts.add(format!("{who}p99"), &against, p99, "×", goal(people, Goal::AtMost(0.1)));
                let recall = same.recall - theirs.recall;
                verdicts.add(
                    format!("{who}recall beyond"),
                    &against,
                    recall,
                    "points",
                    goal(people, Goal::AtLeast(0.0)),
                );
                worst_tenth.seen(p50.max(p99));
            }
        }
        let who = format!("(2) {people} people, the worst of all kinds: ");
        verdicts.add(format!("{who}p99"), "–", worst_p99.0, "ms", goal(people, Goal::AtMost(LONGEST)));
        verdicts.add(format!("{who}p50 or p99"), "`pg_trgm`", worst_tenth.0, "×", goal(people, Goal::AtMost(0.1)));
    }
    Ok(())
}

/// The greatest of some figures.
#[derive(Default)]
struct Worst(f64);

impl Worst {
    fn seen(&mut self, figure: f64) {
        self.0 = self.0.max(figure);
    }
}

const fn goal(people: u64, goal: Goal) -> Goal {
    if people == GOAL_FOR { goal } else { Goal::Told }
}

fn ours(index: &Index, names: &Names, people: u64, kind: &Kind, searches: u64) -> Found {
    let mut random = Random(7);
    let (mut times, mut recalled) = (Vec::new(), 0_u32);
    for _ in 0..searches {
        let who = random.below(people);
        let typed = (kind.typed)(names, who, &mut random);
        let begun = Instant::now();
        let hits = index.find(&Query::parse(&typed), |_| true, SHOWN);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        let name = names.two_words(who);
        let is_right = |person| person == id_of(who) || names.two_words(number_of(person)) == name;
        recalled += u32::from(hits.iter().any(|hit| is_right(hit.person)));
    }
    Found { recall: 100.0 * f64::from(recalled) / times.len() as f64, times: Spread::of(times) }
}

/// The first of the same searches.
fn theirs(
    trigrams: &mut Trigrams,
    names: &Names,
    people: u64,
    kind: &Kind,
    threshold: f64,
    searches: u64,
) -> Result<Found> {
    trigrams.set_threshold(threshold)?;
    let mut random = Random(7);
    let (mut times, mut recalled) = (Vec::new(), 0_u32);
    for _ in 0..searches {
        let who = random.below(people);
        let typed = (kind.typed)(names, who, &mut random);
        let begun = Instant::now();
        let hits = trigrams.find(&typed, SHOWN)?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        let name = names.two_words(who);
        recalled += u32::from(hits.into_iter().any(|number| number == who || names.two_words(number) == name));
    }
    Ok(Found { recall: 100.0 * f64::from(recalled) / times.len() as f64, times: Spread::of(times) })
}

/// The threshold at which `pg_trgm` is quickest and still finds 95 in 100 of those whom it finds at its default,
/// for a letter dropped from both words.
fn tune(trigrams: &mut Trigrams, names: &Names, people: u64, scale: &Scale) -> Result<f64> {
    let dropped = KINDS.iter().find(|kind| kind.is_misspelt).context("a kind of slip")?;
    let searches = scale.slow_searches / 2;
    let least = 0.95 * theirs(trigrams, names, people, dropped, trigrams::DEFAULT, searches)?.recall;
    let mut tuned = trigrams::DEFAULT;
    for threshold in [0.35, 0.4, 0.45, 0.5, 0.55, 0.6] {
        if theirs(trigrams, names, people, dropped, threshold, searches)?.recall < least {
            break;
        }
        // The higher, the fewer rows are looked at again, and so the quicker.
        tuned = threshold;
    }
    Ok(tuned)
}
