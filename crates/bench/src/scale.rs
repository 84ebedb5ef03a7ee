//! How much is measured.

use std::time::Duration;

/// Sizes of everything, for a whole run or a quick one.
pub struct Scale {
    /// People among whom somebody is found, and with whom a server starts.
    pub populations: Vec<u64>,
    /// People beside those who are opened and recorded with.
    pub bystanders: u64,
    /// Contacts that are reported on, about.
    pub contacts: u64,
    /// Entries of the ledger that are proved.
    pub entries: usize,
    /// How long a turn under load takes.
    pub turn: Duration,
    /// Turns of each of those who take turns.
    pub turns: usize,
    /// Searches of each kind of typing, of the index.
    pub searches: u64,
    /// The same of PostgreSQL, which takes longer over each.
    pub slow_searches: u64,
}

impl Scale {
    /// The whole, with populations of at most `most`, or a quick one.
    pub fn of(quick: bool, most: u64, contacts: u64) -> Self {
        if quick {
            return Self {
                populations: vec![10_000],
                bystanders: 200,
                contacts: 10_000,
                entries: 20_000,
                turn: Duration::from_secs(1),
                turns: 3,
                searches: 200,
                slow_searches: 30,
            };
        }
        let mut populations = vec![10_000, 100_000, 1_000_000];
        populations.retain(|people| *people <= most);
        Self {
            populations,
            bystanders: 2_000,
            contacts,
            entries: 1_000_000,
            turn: Duration::from_secs(3),
            turns: 7,
            searches: 1_000,
            slow_searches: 100,
        }
    }
}
