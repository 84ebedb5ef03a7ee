//! The app of those who work with people: Today, find, the record, contacts. Served at every address but the office's.

fn main() {
    frontend::start_frontline();
}
