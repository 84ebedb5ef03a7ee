//! What is true of the whole database.

use diesel::prelude::*;

use super::Conn;
use crate::error::Error;
use crate::schema::setting;

/// A setting's value, if it is set.
pub fn get(conn: &mut Conn, name: &str) -> Result<Option<String>, Error> {
    Ok(setting::table.find(name).select(setting::value).first(conn).optional()?)
}

/// Set a value that stays as it is once it is set.
pub fn set_once(conn: &mut Conn, name: &str, value: &str) -> Result<(), Error> {
    diesel::insert_into(setting::table)
        .values((setting::name.eq(name), setting::value.eq(value)))
        .on_conflict_do_nothing()
        .execute(conn)?;
    Ok(())
}

diesel::table! {
    /// The schema's steps that were run.
    #[sql_name = "__diesel_schema_migrations"]
    schema_step (version) {
        version -> Text,
        run_on -> Timestamp,
    }
}

/// The versions of the schema's steps that were run: none where there is no schema yet. It only reads, for the role that
/// serves may do no more here.
pub fn applied(conn: &mut Conn) -> Vec<String> {
    schema_step::table.select(schema_step::version).order(schema_step::version.asc()).load(conn).unwrap_or_default()
}
