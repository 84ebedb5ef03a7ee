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
