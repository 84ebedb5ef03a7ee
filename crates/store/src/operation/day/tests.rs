//! A day over people, on SQLite.
