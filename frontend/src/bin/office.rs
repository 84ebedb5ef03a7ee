//! The app of those who run the charity, and of everybody's own account. Served at `/office`.

fn main() {
    frontend::start_office();
}
