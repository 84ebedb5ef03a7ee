//! The schema's steps, embedded, the same on both databases.

use diesel::backend::Backend;
use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::error::Error;

/// The steps for SQLite.
pub const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
/// The steps for PostgreSQL.
pub const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// The steps that a migration ran, by name.
pub type Migrated = Vec<String>;

/// Run the steps that are missing.
pub fn run<DB: Backend>(
    conn: &mut impl MigrationHarness<DB>,
    steps: impl MigrationSource<DB>,
) -> Result<Migrated, Error> {
    let ran = conn.run_pending_migrations(steps).map_err(|error| Error::Unusable(format!("migration: {error}")))?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

/// Refuse a schema that is not this program's: steps missing, or steps that it does not know. `applied` are the
/// versions of those that were run.
pub fn check<DB: Backend>(applied: &[String], steps: &impl MigrationSource<DB>) -> Result<(), Error> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| Error::Unusable(format!("schema: {error}"));
    let known = steps.migrations().map_err(failed)?;
    let known: Vec<String> = known.iter().map(|step| step.name().version().to_string()).collect();
    if let Some(newer) = applied.iter().find(|version| !known.contains(version)) {
        return Err(Error::Unusable(format!(
            "The database's schema has the step {newer}, which this program does not know: run the newer criis"
        )));
    }
    if applied.len() < known.len() {
        return Err(Error::Unusable(
            "The database's schema is older than this program: run `criis migrate`".to_owned(),
        ));
    }
    Ok(())
}
