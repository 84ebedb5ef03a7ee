//! Whether a database is a demonstration, asked before it is opened: its clock and its keys depend on it.

use diesel::Connection;

use super::{Address, Store};
use crate::error::Error;
use crate::settings::DEMO;
use crate::{migrate, postgres, sqlite};

impl Store {
    /// Whether `criis demo` made this database.
    ///
    /// # Errors
    /// [`Error::Unusable`] if its schema is not this program's.
    pub fn is_demo(address: &Address) -> Result<bool, Error> {
        let away = |error: diesel::ConnectionError| Error::Database(error.to_string());
        let set = match address {
            Address::Sqlite(file) => {
                let mut conn = sqlite::Conn::establish(&file.to_string_lossy()).map_err(away)?;
                migrate::check::<diesel::sqlite::Sqlite>(
                    &sqlite::query::setting::applied(&mut conn),
                    &migrate::SQLITE,
                )?;
                sqlite::query::setting::get(&mut conn, DEMO)?
            }
            Address::Postgres(address) => {
                let mut conn = postgres::Conn::establish(address).map_err(away)?;
                migrate::check::<diesel::pg::Pg>(&postgres::query::setting::applied(&mut conn), &migrate::POSTGRES)?;
                postgres::query::setting::get(&mut conn, DEMO)?
            }
        };
        Ok(set.is_some())
    }
}
