//! The names of settings that hold for the whole database.

/// Set when `criis demo` made the database, for ever.
pub const DEMO: &str = "demo";
/// The mark of the key folder that the database is sealed with.
pub const KEYS: &str = "keys";
