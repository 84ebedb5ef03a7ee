//! What the black-box suites share: the real `criis`, a real PostgreSQL, people who ask over HTTP, and a real
//! Chromium.
//!
//! **Invariants**: tests know the program by its command line, its HTTP answers and its files, never by its
//! crates; `domain` gives them forms, the access table and the calendar. A test has a database of its own, or
//! shares one with others that keep to people of their own.

pub mod asking;
pub mod authenticator;
pub mod axe;
pub mod browser;
pub mod byte_search;
pub mod chromedriver;
pub mod client;
pub mod cluster;
pub mod conform;
pub mod database;
pub mod forms;
pub mod nursery;
pub mod page;
pub mod patience;
pub mod post_office;
pub mod scratch;
pub mod server;
pub mod software_key;
pub mod storm;
pub mod tls;
pub mod unpacked;
pub mod visiting;
pub mod world;
