//! Both databases go through the same steps, each with a way back.

use std::collections::BTreeSet;

use crate::tidy::sources::Source;

const DATABASES: [&str; 2] = ["sqlite", "postgres"];

/// Steps that one database has and the other lacks, and steps without a way there or back.
pub fn breaches(sources: &[Source]) -> Vec<String> {
    let files: BTreeSet<&str> = sources.iter().map(|file| file.path.as_str()).collect();
    let steps: BTreeSet<&str> = files.iter().filter_map(|path| step_of(path)).collect();
    let expected = steps.iter().flat_map(|step| {
        DATABASES
            .iter()
            .flat_map(move |database| ["up", "down"].map(|way| format!("migrations/{database}/{step}/{way}.sql")))
    });
    expected.filter(|path| !files.contains(path.as_str())).map(|path| format!("{path}: missing")).collect()
}

fn step_of(path: &str) -> Option<&str> {
    let (database, rest) = path.strip_prefix("migrations/")?.split_once('/')?;
    let (step, _) = rest.split_once('/')?;
    DATABASES.contains(&database).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::tests::source;

    fn found(paths: &[&str]) -> Vec<String> {
        breaches(&paths.iter().map(|path| source(path, "")).collect::<Vec<_>>())
    }

    #[test]
    fn the_same_steps_side_by_side_are_tidy() {
        assert!(
            found(&[
                "migrations/sqlite/0001_foundation/up.sql",
                "migrations/sqlite/0001_foundation/down.sql",
                "migrations/postgres/0001_foundation/up.sql",
                "migrations/postgres/0001_foundation/down.sql",
            ])
            .is_empty()
        );
    }

    #[test]
    fn a_step_of_one_database_alone_is_found() {
        let one = ["migrations/sqlite/0002_groups/up.sql", "migrations/sqlite/0002_groups/down.sql"];
        assert_eq!(
            found(&one),
            ["migrations/postgres/0002_groups/up.sql: missing", "migrations/postgres/0002_groups/down.sql: missing"]
        );
    }
}
