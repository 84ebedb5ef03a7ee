//! What PostgreSQL lets the server's role do: read and write, and only add to the ledger.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::{Address, Store};
use crate::error::Error;
use crate::postgres;

/// The tables that are only added to.
const LEDGER: [&str; 6] =
    ["ledger_entry", "ledger_subject", "ledger_chain", "ledger_link", "ledger_checkpoint", "ledger_pruned"];

#[derive(QueryableByName)]
struct Role {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

impl Store {
    /// Give the role that serves the least that serving takes, by the role that owns the tables. Its name, or nothing
    /// where both are one.
    ///
    /// # Errors
    /// When either address does not answer, or the owner may not.
    pub fn grant(owner: &Address, serving: &Address) -> Result<Option<String>, Error> {
        let (Address::Postgres(owner), Address::Postgres(serving)) = (owner, serving) else { return Ok(None) };
        let role = current_role(&mut connect(serving)?)?;
        let mut conn = connect(owner)?;
        if current_role(&mut conn)? == role {
            return Ok(None);
        }
        let quoted = format!("\"{}\"", role.replace('"', "\"\""));
        let ledger = LEDGER.join(", ");
        conn.batch_execute(&format!(
            "BEGIN;
             GRANT USAGE ON SCHEMA public TO {quoted};
             GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted};
             GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted};
             REVOKE UPDATE, DELETE, TRUNCATE ON {ledger} FROM {quoted};
             REVOKE INSERT, UPDATE, DELETE ON __diesel_schema_migrations FROM {quoted};
             COMMIT"
        ))?;
        Ok(Some(role))
    }

    /// Whether this address's role could change or take away what is in the ledger. On SQLite whoever has the file
    /// could; there the checkpoints alone are the proof.
    ///
    /// # Errors
    /// When the address does not answer.
    pub fn may_change_ledger(address: &Address) -> Result<bool, Error> {
        let Address::Postgres(address) = address else { return Ok(false) };
        let asked: Vec<String> = LEDGER
            .iter()
            .flat_map(|table| ["UPDATE", "DELETE", "TRUNCATE"].map(|right| format!("('{table}', '{right}')")))
            .collect();
        let sql = format!(
            "SELECT bool_or(has_table_privilege(asked.t, asked.r)) AS yes FROM (VALUES {}) AS asked (t, r)",
            asked.join(", ")
        );
        let answer: Answer = diesel::sql_query(sql).get_result(&mut connect(address)?)?;
        Ok(answer.yes)
    }
}

fn connect(address: &str) -> Result<postgres::Conn, Error> {
    postgres::Conn::establish(address).map_err(|error| Error::Database(error.to_string()))
}

fn current_role(conn: &mut postgres::Conn) -> Result<String, Error> {
    let role: Role = diesel::sql_query("SELECT current_user::text AS name").get_result(conn)?;
    Ok(role.name)
}
