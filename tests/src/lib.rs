//! What the black-box suites share: the real `criis`, a real PostgreSQL, and people who ask over HTTP.
//!
//! **Invariants**: tests know the program by its command line, its HTTP answers and its files, never by its
//! crates; `domain` gives them forms and the access table. Each test has its own database.

pub mod asking;
pub mod cluster;
pub mod conform;
pub mod database;
pub mod forms;
pub mod server;
pub mod world;
