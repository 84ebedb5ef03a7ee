//! Measures the search index: `cargo run --release -p store --example search_measure [people]`.
//!
//! Builds an invented population with more than 100,000 different words and a few very common ones, then prints
//! build time, memory, and for each kind of typing the time at the median and at the 99th percentile, how
//! often the very person is among the 50 shown, and how often somebody of exactly that name is (of a thousand
//! people of one name only 50 can be shown).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures"
)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement may stop at the first surprise"
)]

mod misspellings;
mod population;

use std::time::Instant;

use store::search::{Index, Query};
use uuid::Uuid;

use misspellings::{change_letter, double_letter, drop_letter, mishear, misspell, swap_letters};
use population::{
    FAMILY_ENDS, FORENAMES, Names, Random, SERVICES, SURNAMES, id_of, invented, service_of,
};

const QUERIES: u64 = 2_000;
const SHOWN: usize = 50;

fn main() {
    let people: u64 = std::env::args()
        .nth(1)
        .map_or(1_000_000, |people| people.parse().unwrap());
    let names = Names::invent();
    let before = resident();
    let begun = Instant::now();
    let mut index = Index::build((0..people).map(|number| names.person(number)));
    println!("{} people, {} words", index.len(), SURNAMES + FORENAMES);
    println!(
        "built in {:.2} s, making the people up included",
        begun.elapsed().as_secs_f32()
    );
    let begun = Instant::now();
    assert!(
        (0..people)
            .map(|number| names.person(number).names.len())
            .sum::<usize>()
            > 0
    );
    println!(
        "of which making them up took {:.2} s",
        begun.elapsed().as_secs_f32()
    );
    println!(
        "memory {} MiB (peak in the build {} MiB)",
        (resident() - before) >> 10,
        status("VmHWM") >> 10
    );

    println!(
        "\n{:<34}{:>9}{:>9}{:>9}{:>9}",
        "typed", "p50 ms", "p99 ms", "person", "name"
    );
    for (kind, typed) in KINDS {
        measure(&index, &names, people, kind, *typed, &|_| true);
    }
    println!("\nas a worker of one service of {SERVICES}:");
    for (kind, typed) in KINDS {
        measure_own(&index, &names, people, kind, *typed);
    }
    println!();
    registrations(&index, &names, people);
    changes(&mut index, &names, people);
    for (kind, typed) in KINDS.iter().take(2) {
        measure(&index, &names, people, kind, *typed, &|_| true);
    }
}

type Typing = fn(&Names, u64, &mut Random) -> String;

const KINDS: &[(&str, Typing)] = &[
    ("both words right", |names, who, _| {
        names.two_words(who).join(" ")
    }),
    ("a letter dropped from both", |names, who, random| {
        misspell(names, who, random, drop_letter)
    }),
    ("two letters swapped in both", |names, who, random| {
        misspell(names, who, random, swap_letters)
    }),
    ("a letter changed in both", |names, who, random| {
        misspell(names, who, random, change_letter)
    }),
    ("a letter doubled in both", |names, who, random| {
        misspell(names, who, random, double_letter)
    }),
    ("vowels misheard in both", |names, who, random| {
        misspell(names, who, random, mishear)
    }),
    ("two letters dropped from surname", |names, who, random| {
        let [given, family] = names.two_words(who);
        format!(
            "{given} {}",
            drop_letter(&drop_letter(&family, random), random)
        )
    }),
    ("dropped from both, born in year", |names, who, random| {
        format!(
            "{} {}",
            misspell(names, who, random, drop_letter),
            names.born(who).year
        )
    }),
    ("surname, a letter dropped", |names, who, random| {
        drop_letter(&names.two_words(who)[1], random)
    }),
    ("three letters of each", |names, who, _| {
        names
            .two_words(who)
            .map(|word| word[..3].to_owned())
            .join(" ")
    }),
    ("three letters of the surname", |names, who, _| {
        names.two_words(who)[1][..3].to_owned()
    }),
    ("one letter of the surname", |names, who, _| {
        names.two_words(who)[1][..1].to_owned()
    }),
    ("surname and year of birth", |names, who, _| {
        format!("{} {}", names.two_words(who)[1], names.born(who).year)
    }),
    ("surname and birth date", |names, who, _| {
        let born = names.born(who);
        format!(
            "{} {}/{}/{}",
            names.two_words(who)[1],
            born.day.unwrap(),
            born.month.unwrap(),
            born.year
        )
    }),
    ("birth date", |names, who, _| {
        let born = names.born(who);
        format!(
            "{}/{}/{}",
            born.day.unwrap(),
            born.month.unwrap(),
            born.year
        )
    }),
    ("NHS number", |names, who, _| {
        names
            .person(who)
            .nhs_number
            .map_or(String::new(), |number| number.to_string())
    }),
];

fn measure(
    index: &Index,
    names: &Names,
    people: u64,
    kind: &str,
    typed: Typing,
    may_see: &dyn Fn(&[Uuid]) -> bool,
) {
    measure_by(index, names, people, kind, typed, |_, services| {
        may_see(services)
    });
}

fn measure_own(index: &Index, names: &Names, people: u64, kind: &str, typed: Typing) {
    measure_by(index, names, people, kind, typed, |who, services| {
        services.contains(&service_of(who))
    });
}

fn measure_by(
    index: &Index,
    names: &Names,
    people: u64,
    kind: &str,
    typed: Typing,
    may_see: impl Fn(u64, &[Uuid]) -> bool,
) {
    let mut random = Random(7);
    let (mut times, mut found, mut namesakes, mut asked) = (Vec::new(), 0, 0, 0);
    for _ in 0..QUERIES {
        let who = random.below(people);
        let text = typed(names, who, &mut random);
        if text.is_empty() {
            continue;
        }
        asked += 1;
        let begun = Instant::now();
        let hits = index.find(
            &Query::parse(&text),
            |services| may_see(who, services),
            SHOWN,
        );
        times.push(begun.elapsed().as_secs_f32() * 1_000.0);
        let name = names.two_words(who);
        found += u32::from(hits.iter().any(|hit| hit.person == id_of(who)));
        namesakes += u32::from(
            hits.iter()
                .any(|hit| names.two_words(hit.person.as_u64_pair().1) == name),
        );
    }
    times.sort_by(f32::total_cmp);
    let share = |count: u32| 100.0 * f64::from(count) / f64::from(asked);
    let (half, most) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!(
        "{kind:<34}{half:>9.2}{most:>9.2}{:>8.1}%{:>8.1}%",
        share(found),
        share(namesakes)
    );
}

/// Looks for people like somebody being registered in one service, and for the very person anywhere.
fn registrations(index: &Index, names: &Names, people: u64) {
    let mut random = Random(13);
    let (mut alike, mut exact) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        let who = random.below(people);
        let mut entry = names.person(who);
        entry.person = Uuid::nil();
        let begun = Instant::now();
        let found = index.alike(&entry, &[service_of(who)]);
        alike.push(begun.elapsed().as_secs_f32() * 1e3);
        assert!(
            found.iter().any(|(person, _)| *person == id_of(who)),
            "somebody is not like themselves"
        );
        let born = names.born(who);
        let begun = Instant::now();
        let found = index.exact(
            &entry.names[0].words,
            (born.year, born.month.unwrap(), born.day.unwrap()),
        );
        exact.push(begun.elapsed().as_secs_f32() * 1e3);
        assert!(
            found.contains(&id_of(who)),
            "somebody has not their own name"
        );
    }
    alike.sort_by(f32::total_cmp);
    exact.sort_by(f32::total_cmp);
    println!(
        "alike in one service: {:.2} ms at p50, {:.2} ms at p99",
        alike[100], alike[198]
    );
    println!(
        "exact name and birth date: {:.3} ms at p50, {:.3} ms at p99",
        exact[100], exact[198]
    );
}

/// Replaces and adds people, a tenth of them with words never met before.
fn changes(index: &mut Index, names: &Names, people: u64) {
    let mut random = Random(11);
    let mut times = Vec::new();
    for change in 0..20_000_u64 {
        let mut entry = names.person(random.below(people));
        if change % 10 == 0 {
            let word = invented(&mut random, FAMILY_ENDS);
            entry.names[0].words = format!("{} {word}", entry.names[0].words);
        }
        let begun = Instant::now();
        index.put(entry);
        times.push(begun.elapsed().as_secs_f32() * 1e6);
    }
    times.sort_by(f32::total_cmp);
    println!(
        "put: {:.1} µs at p50, {:.1} µs at p99",
        times[10_000], times[19_800]
    );
}

/// KiB in memory now.
fn resident() -> u64 {
    status("VmRSS")
}

fn status(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with(field))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kib| kib.parse().ok())
        .unwrap_or_default()
}
