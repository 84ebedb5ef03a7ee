//! What `docs/asvs.md` says that a test shows, a test of that name shows.

use std::collections::BTreeSet;

use crate::tidy::sources::Source;

/// The table of requirements and of the tests that show them.
const TABLE: &str = "docs/asvs.md";

/// Tests that the table names and that are not there.
pub fn breaches(sources: &[Source]) -> Vec<String> {
    let functions: BTreeSet<&str> =
        sources.iter().filter(|file| file.is_rust()).flat_map(|file| functions(&file.text)).collect();
    let tables = sources.iter().filter(|file| file.path == TABLE);
    tables.flat_map(|table| unshown(&table.text, &functions)).collect()
}

fn unshown(table: &str, functions: &BTreeSet<&str>) -> Vec<String> {
    let rows = table.lines().enumerate().filter(|(_, line)| line.starts_with('|'));
    let named = rows.flat_map(|(index, line)| tests_in(line).map(move |test| (index + 1, test)));
    named
        .filter(|(_, test)| !functions.contains(test))
        .map(|(line, test)| format!("{TABLE}:{line}: there is no test {test}"))
        .collect()
}

/// What stands in backticks in the last column and reads like a test's name: small letters and underscores.
fn tests_in(row: &str) -> impl Iterator<Item = &str> {
    let last = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    let is_name = |text: &&str| {
        text.contains('_')
            && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
            && !text.starts_with('_')
    };
    last.split('`').skip(1).step_by(2).filter(is_name)
}

/// The names of a file's functions.
fn functions(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.split(['(', '<']).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_is_not_there_is_named() {
        let functions: BTreeSet<&str> = functions("    fn it_holds() {\n    fn other<T>() {").collect();
        let table = "| 1.1.1 | 1 | `said_here_it_is_no_test` | met | JSON: `it_holds`, `unsafe_code = \"forbid\"` |\n\
                     | 1.1.2 | 1 | more | met | `it_is_gone`, `__proto__` |\n";
        assert_eq!(unshown(table, &functions), ["docs/asvs.md:2: there is no test it_is_gone"]);
    }
}
