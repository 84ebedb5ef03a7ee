//! What must hold when things go wrong: killed processes, a full disk, a database that goes away, a stolen disk.
//!
//! A fault that concerns the database is tried on both kinds in one run.

mod beside;
mod clock;
mod database_gone;
mod disk;
mod epoch;
mod keys;
mod kill;
mod ledger;
mod stolen;
mod stop;
